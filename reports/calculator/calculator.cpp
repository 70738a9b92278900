#include "reports/calculator/calculator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/expects.h"
#include "reports/calculator/kinds.h"

namespace reports {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

std::vector<Kind> every_kind() {
    std::vector<Kind> all;
    for (const std::span<const Kind> kinds :
         {comparison_kinds(), disclosure_kinds(), figure_kinds(), mean_kinds(), quality_kinds(),
          share_kinds(), size_kinds(), watching_kinds(), weighting_kinds()})
        all.insert(all.end(), kinds.begin(), kinds.end());
    return all;
}

const Kind* kind_named(std::string_view name) {
    static const std::vector<Kind> kinds = every_kind();
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.name == name; });
    return found == kinds.end() ? nullptr : &*found;
}

std::string print(const ordered_json& reply) {
    return reply.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string refuse(const ordered_json& id, const std::string& problem) {
    return print({{"id", id}, {"problem", problem}});
}

std::string joined(const std::vector<std::string>& problems) {
    std::string all;
    for (const std::string& problem : problems) all += (all.empty() ? "" : "; ") + problem;
    return all;
}

// Only a name or a number is handed back: nothing that could be deep.
ordered_json id_of(const json& line) {
    const auto id = line.find("id");
    if (id == line.end()) return nullptr;
    if (id->is_string()) return id->get<std::string>();
    if (id->is_number_integer()) return id->get<std::int64_t>();
    return nullptr;
}

}  // namespace

ordered_json shown(std::optional<double> number) {
    if (!number) return nullptr;
    engine::expects(!std::isnan(*number), "a result is a number");
    if (std::isinf(*number)) return *number > 0 ? "inf" : "-inf";
    return *number;
}

std::string calculate(std::string_view line) {
    if (line.size() > CalculatorLimits::line_bytes_max)
        return refuse(nullptr, "the line is longer than " +
                                   std::to_string(CalculatorLimits::line_bytes_max) + " bytes");
    const json asked = json::parse(line, nullptr, false);
    if (!asked.is_object()) return refuse(nullptr, "the line is not a JSON object");
    const ordered_json id = id_of(asked);
    const auto name = asked.find("kind");
    if (name == asked.end() || !name->is_string()) return refuse(id, "kind is missing");
    const Kind* kind = kind_named(name->get_ref<const std::string&>());
    if (kind == nullptr)
        return refuse(id, "kind \"" + name->get<std::string>() + "\" is not known");
    const auto input = asked.find("input");
    if (input == asked.end()) return refuse(id, "input is missing");
    std::vector<std::string> problems;
    Given given(*input, problems);
    const ordered_json result = kind->answer(given);
    if (!problems.empty()) return refuse(id, joined(problems));
    return print({{"id", id}, {"result", result}});
}

std::vector<std::string_view> kinds_of_calculation() {
    std::vector<std::string_view> names;
    for (const Kind& kind : every_kind()) names.push_back(kind.name);
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace reports
