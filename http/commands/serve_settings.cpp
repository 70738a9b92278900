#include "http/commands/serve_settings.h"

#include <charconv>
#include <iterator>
#include <string_view>
#include <utility>

#include "http/settings/setting_faults.h"
#include "http/settings/settings_check.h"

namespace http {
namespace {

// "50/s" or "off".
std::optional<double> read_rate(const std::string& text) {
    if (text == "off") return 0.0;
    double rate = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rate);
    const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (error != std::errc{} || rest != "/s" || !(rate > 0) || rate > 1e6) return std::nullopt;
    return rate;
}

SettingsReading of_file(const World& world, const std::filesystem::path& file) {
    const auto text = read_file(world, file);
    if (!text) return {{}, {{"--config", {"没有设置可用", "there are no settings to use"}}}};
    SettingsReading reading = read_settings(*text);
    for (surveys::Problem& problem : reading.problems)
        problem.place = file.string() + ", " + problem.place;
    return reading;
}

// Lays one option over the settings.
using FaultOf = std::optional<surveys::Words> (*)(const std::string&);
void lay(const char* option, const std::optional<std::string>& said, FaultOf fault_of,
         std::string& over, surveys::Problems& problems) {
    if (!said) return;
    over = *said;
    if (auto fault = fault_of(*said)) problems.push_back({option, std::move(*fault)});
}

void lay_rate(const std::optional<std::string>& said, SettingsReading& reading) {
    if (!said) return;
    const auto rate = read_rate(*said);
    if (!rate) {
        reading.problems.push_back(
            {"--rate", {"写作每秒次数（50/s）或 off", "takes a number per second (50/s) or off"}});
        return;
    }
    reading.settings.public_limits.rate_per_second = *rate;
    if (*rate > 0) return;  // "off" lifts all of it
    reading.settings.desk_limits.rate_per_second = 0;
    reading.settings.door.failed_codes_per_minute = 0;
}

}  // namespace

SettingsReading read_settings(const World& world, const ServeOptions& options) {
    SettingsReading reading =
        options.config ? of_file(world, *options.config) : SettingsReading{};
    Settings& settings = reading.settings;
    surveys::Problems& problems = reading.problems;
    lay("--public", options.public_address, address_fault, settings.public_address, problems);
    lay("--desk", options.desk_address, address_fault, settings.desk_address, problems);
    lay("--origin", options.origin, origin_fault, settings.origin, problems);
    lay("--desk-origin", options.desk_origin, desk_origin_fault, settings.desk_origin, problems);
    lay_rate(options.rate, reading);
    if (!problems.empty()) return reading;
    problems = check(settings);
    return reading;
}

}  // namespace http
