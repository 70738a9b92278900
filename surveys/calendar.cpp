#include "surveys/calendar.h"

#include <chrono>

namespace surveys {
namespace {

constexpr std::int64_t ms_per_second = 1'000;
constexpr std::int64_t ms_per_day = 86'400 * ms_per_second;
constexpr std::int64_t shanghai_ms = 8 * 3'600 * ms_per_second;  // ahead of UTC

constexpr std::int64_t floor_divided(std::int64_t number, std::int64_t by) {
    return number / by - (number % by < 0 ? 1 : 0);
}

bool is_real(const CivilDate& date) {
    return date.year >= 1 && std::chrono::year_month_day{
        std::chrono::year{date.year}, std::chrono::month{static_cast<unsigned>(date.month)},
        std::chrono::day{static_cast<unsigned>(date.day)}}.ok();
}

// Takes exactly `digits` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int number = 0;
    for (const char digit : text.substr(0, digits)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, std::string_view expected) {
    if (!text.starts_with(expected)) return false;
    text.remove_prefix(expected.size());
    return true;
}

std::optional<std::int64_t> take_date(std::string_view& text) {
    const auto year = take_number(text, 4);
    if (!year || !take(text, "-")) return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || !take(text, "-")) return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day) return std::nullopt;
    const CivilDate date{*year, *month, *day};
    if (!is_real(date)) return std::nullopt;
    return day_number(date);
}

// "21:58:27" with up to three decimals of a second, in milliseconds. No leap seconds.
std::optional<std::int64_t> take_time(std::string_view& text) {
    const auto hour = take_number(text, 2);
    if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
    const auto minute = take_number(text, 2);
    if (!minute || *minute > 59 || !take(text, ":")) return std::nullopt;
    const auto second = take_number(text, 2);
    if (!second || *second > 59) return std::nullopt;
    std::int64_t ms = ((*hour * 60 + *minute) * 60 + *second) * ms_per_second;
    if (!take(text, ".")) return ms;
    const auto fraction = take_number(text, 3);
    if (!fraction) return std::nullopt;
    return ms + *fraction;
}

// The last digits of `number` >= 0, over those that stand before `end`.
void put(std::string& text, std::size_t end, int number, std::size_t digits) {
    for (; digits > 0; --digits, number /= 10)
        text[--end] = static_cast<char>('0' + number % 10);
}

std::string padded(int number, std::size_t digits) {
    std::string text = std::to_string(number);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return text;
}

}  // namespace

std::int64_t day_of(std::int64_t utc_ms) {
    return floor_divided(utc_ms + shanghai_ms, ms_per_day);
}

std::int64_t midnight_ms(std::int64_t day) { return day * ms_per_day - shanghai_ms; }

CivilDate civil(std::int64_t day) {
    const std::chrono::year_month_day date{
        std::chrono::sys_days{std::chrono::days{static_cast<int>(day)}}};
    return {int{date.year()}, static_cast<int>(unsigned{date.month()}),
            static_cast<int>(unsigned{date.day()})};
}

std::int64_t day_number(const CivilDate& date) {
    const std::chrono::year_month_day day{
        std::chrono::year{date.year}, std::chrono::month{static_cast<unsigned>(date.month)},
        std::chrono::day{static_cast<unsigned>(date.day)}};
    return std::chrono::sys_days{day}.time_since_epoch().count();
}

bool is_writable_day(std::int64_t day) {
    return day >= day_number({1, 1, 1}) && day <= day_number({9999, 12, 31});
}

std::string iso_date(std::int64_t day) {
    const CivilDate date = civil(day);
    std::string text = padded(date.year, 4) + "-00-00";
    put(text, text.size() - 3, date.month, 2);
    put(text, text.size(), date.day, 2);
    return text;
}

std::string iso_month(std::int64_t day) { return iso_date(day).substr(0, 7); }

std::string iso_instant(std::int64_t utc_ms) {
    const std::int64_t day = day_of(utc_ms);
    const auto ms = static_cast<int>(utc_ms - midnight_ms(day));
    const int seconds = ms / 1'000;
    std::string text = iso_date(day) + "T00:00:00.000+08:00";
    const std::size_t end = text.size();
    put(text, end - 16, seconds / 3'600, 2);
    put(text, end - 13, seconds / 60 % 60, 2);
    put(text, end - 10, seconds % 60, 2);
    put(text, end - 6, ms % 1'000, 3);
    return text;
}

std::optional<std::int64_t> parse_date(std::string_view text) {
    const auto day = take_date(text);
    return text.empty() ? day : std::nullopt;
}

std::optional<std::int64_t> parse_instant(std::string_view text) {
    const auto day = take_date(text);
    if (!day) return std::nullopt;
    if (text.empty()) return midnight_ms(*day);
    if (!take(text, "T")) return std::nullopt;
    const auto time = take_time(text);
    if (!time) return std::nullopt;
    if (text == "+08:00") return midnight_ms(*day) + *time;
    if (text == "Z") return *day * ms_per_day + *time;
    return std::nullopt;
}

}  // namespace surveys
