// A time format: how a file writes the day, and perhaps the hour, of an answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "surveys/questionnaires/problem.h"

namespace surveys {

// %Y %m %d %H %M %S (%% for a percent sign) and literal characters, in Asia/Shanghai. %Y takes
// four digits, the others one or two.
class TimeFormat {
public:
    enum class Part { year, month, day, hour, minute, second };
    using Piece = std::variant<Part, char>;

    // UTC milliseconds; nullopt when the text has another form or names no real instant.
    [[nodiscard]] std::optional<std::int64_t> read(std::string_view text) const;

private:
    friend struct TimeFormatReading read_time_format(std::string_view format);
    std::vector<Piece> pieces_;
};

// Either a format or why it is none: an unknown field, a doubled one, no full date.
struct TimeFormatReading {
    std::optional<TimeFormat> format;
    std::optional<Words> problem;
};

[[nodiscard]] TimeFormatReading read_time_format(std::string_view format);

}  // namespace surveys
