#include "surveys/import/time_format.h"

#include <algorithm>
#include <array>

#include "surveys/calendar.h"

namespace surveys {

namespace {

using Part = TimeFormat::Part;

constexpr std::string_view letters = "YmdHMS";  // in the order of Part

bool has(const std::vector<TimeFormat::Piece>& pieces, Part part) {
    return std::count(pieces.begin(), pieces.end(), TimeFormat::Piece(part)) == 1;
}

// Cuts a number off the front of `text`: four digits, or one or two.
std::optional<int> cut_number(std::string_view& text, Part part) {
    const std::size_t most = part == Part::year ? 4 : 2;
    const std::size_t least = part == Part::year ? 4 : 1;
    int number = 0;
    std::size_t digits = 0;
    while (digits < most && digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
        number = number * 10 + (text[digits++] - '0');
    }
    if (digits < least) return std::nullopt;
    text.remove_prefix(digits);
    return number;
}

std::optional<std::int64_t> instant(const std::array<int, 6>& of) {
    const CivilDate date{.year = of[0], .month = of[1], .day = of[2]};
    if (date.year < 1970 || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) {
        return std::nullopt;
    }
    const std::int64_t day = day_number(date);
    if (civil(day) != date || of[3] > 23 || of[4] > 59 || of[5] > 59) return std::nullopt;
    return midnight_ms(day) + ((of[3] * 60 + of[4]) * 60 + of[5]) * std::int64_t{1000};
}

}  // namespace

std::optional<std::int64_t> TimeFormat::read(std::string_view text) const {
    std::array<int, 6> numbers{};
    for (const Piece& piece : pieces_) {
        if (const char* literal = std::get_if<char>(&piece)) {
            if (!text.starts_with(*literal)) return std::nullopt;
            text.remove_prefix(1);
            continue;
        }
        const Part part = std::get<Part>(piece);
        const auto number = cut_number(text, part);
        if (!number) return std::nullopt;
        numbers.at(static_cast<std::size_t>(part)) = *number;
    }
    return text.empty() ? instant(numbers) : std::nullopt;
}

TimeFormatReading read_time_format(std::string_view format) {
    TimeFormat result;
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '%') {
            result.pieces_.emplace_back(format[at]);
            continue;
        }
        const char letter = ++at < format.size() ? format[at] : '\0';
        const std::size_t part = letters.find(letter);
        if (letter == '%') {
            result.pieces_.emplace_back('%');
        } else if (letter == '\0' || part == std::string_view::npos) {
            return {{}, Words{"时间格式只能用 %Y %m %d %H %M %S 和 %%",
                              "a time format knows %Y %m %d %H %M %S and %% only"}};
        } else if (has(result.pieces_, static_cast<Part>(part))) {
            return {{}, Words{"时间格式里有重复的部分", "a part of the time format is doubled"}};
        } else {
            result.pieces_.emplace_back(static_cast<Part>(part));
        }
    }
    if (!has(result.pieces_, Part::year) || !has(result.pieces_, Part::month) ||
        !has(result.pieces_, Part::day)) {
        return {{}, Words{"时间格式要有完整的年月日(%Y %m %d)",
                          "a time format needs a full date (%Y %m %d)"}};
    }
    return {std::move(result), {}};
}

}  // namespace surveys
