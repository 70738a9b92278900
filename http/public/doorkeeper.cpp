#include "http/public/doorkeeper.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "http/front/metrics.h"
#include "http/watch/log.h"
#include "surveys/calendar.h"

namespace http {
namespace {

using Kind = surveys::Outcome::Kind;

constexpr int slices = 10;  // of the alarm's window

Limits as_rate(const DoorLimits& limits) {
    Limits rate;
    rate.rate_per_second = limits.failed_codes_per_minute / 60;
    rate.rate_burst = limits.failed_codes_burst;
    rate.addresses_watched_max = limits.addresses_watched_max;
    return rate;
}

bool has_no_address(AddressKey client) { return client == AddressKey{}; }

}  // namespace

Doorkeeper::Doorkeeper(const DoorLimits& limits, Metrics& metrics, Clock clock)
    : limits_(limits),
      metrics_(metrics),
      clock_(std::move(clock)),
      // A code has 80 random bits: when there are too many to remember, whoever is new is let in.
      failing_(as_rate(limits), AddressBook::Strangers::go_free) {}

std::optional<std::chrono::seconds> Doorkeeper::admit(AddressKey client) {
    if (has_no_address(client)) return std::nullopt;
    const std::lock_guard lock(mutex_);
    return failing_.spend(client, clock_());
}

void Doorkeeper::saw(std::string_view survey, const Tried& tried, Kind kind,
                     std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    if (tried.with_code && kind == Kind::code_refused) count_failure();
    if (has_no_address(tried.client)) return;
    if (tried.with_code && kind != Kind::code_refused) failing_.give_back(tried.client);
    if (kind == Kind::stored && !tried.is_secret && limits_.answers_flagged > 0)
        count_answer(survey, tried.client, surveys::day_of(now_ms));
}

void Doorkeeper::count_failure() {
    const Time now = clock_();
    if (recent_.empty() || now - recent_.back().since >= limits_.alarm_window / slices)
        recent_.push_back({now, 0});
    ++recent_.back().count;
    judge(now);
}

void Doorkeeper::judge(Time now) {
    while (!recent_.empty() && now - recent_.front().since >= limits_.alarm_window)
        recent_.pop_front();
    std::int64_t failures = 0;
    for (const Failures& slice : recent_) failures += slice.count;
    const bool many = failures >= limits_.alarm_failed_codes;
    if (many == alarmed_) return;
    alarmed_ = many;
    metrics_.code_alarm = many ? 1 : 0;
    const auto minutes = std::chrono::duration_cast<std::chrono::seconds>(limits_.alarm_window);
    if (many) ++metrics_.code_alarms;
    note(many ? LogLevel::warning : LogLevel::info, many ? "code_alarm" : "code_alarm_over",
         {{"failed_codes", failures}, {"in_seconds", minutes.count()}});
}

void Doorkeeper::look() {
    const std::lock_guard lock(mutex_);
    if (alarmed_) judge(clock_());
}

void Doorkeeper::count_answer(std::string_view survey, AddressKey client, std::int64_t day) {
    if (day != day_) begin_day(day);
    const std::uint64_t counted[] = {client.number, std::hash<std::string_view>{}(survey)};
    std::uint64_t hash = 0;
    crypto_shorthash(reinterpret_cast<unsigned char*>(&hash),
                     reinterpret_cast<const unsigned char*>(counted), sizeof counted,
                     key_of_the_day_.data());
    if (answers_.size() >= limits_.addresses_watched_max && !answers_.contains(hash))
        forget_the_quiet();
    const std::int64_t answers = ++answers_[hash];
    if (answers >= limits_.answers_flagged) flag(survey, answers);
}

void Doorkeeper::flag(std::string_view survey, std::int64_t answers) {
    auto found = std::ranges::find(flags_, survey, &Flag::survey);
    if (found == flags_.end()) found = flags_.insert(found, {.survey = std::string(survey)});
    found->most = std::max(found->most, answers);
    if (answers != limits_.answers_flagged) return;
    ++found->addresses;
    ++metrics_.addresses_flagged;
    note(LogLevel::warning, "address_answers_often",
         {{"survey", survey}, {"answers_today", answers}});
}

void Doorkeeper::begin_day(std::int64_t day) {
    day_ = day;
    answers_.clear();
    flags_.clear();
    randombytes_buf(key_of_the_day_.data(), key_of_the_day_.size());
}

// Those who answered least go first; who is told of already stays.
void Doorkeeper::forget_the_quiet() {
    const std::size_t enough = limits_.addresses_watched_max * 3 / 4;
    for (std::int64_t few = 1; answers_.size() > enough && few < limits_.answers_flagged; few *= 2)
        std::erase_if(answers_, [&](const auto& one) {
            return one.second <= std::min(few, limits_.answers_flagged - 1);
        });
}

std::vector<Flag> Doorkeeper::flags(std::int64_t now_ms) const {
    const std::lock_guard lock(mutex_);
    return surveys::day_of(now_ms) == day_ ? flags_ : std::vector<Flag>{};
}

}  // namespace http
