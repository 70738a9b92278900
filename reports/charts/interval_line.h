// An interval line: a figure as a dot on a scale, how far it may be off, and the target as a tick.
#pragma once

#include <optional>
#include <string>

#include "reports/charts/axis.h"

namespace reports {

// `value` is what the answers say, `reach` what they leave possible for everybody; the reach of
// volunteers is nominal and drawn with dashes. The words stand where the line would be empty.
struct IntervalLine {
    std::string id;
    std::string title;
    std::optional<Mark> value{};
    std::optional<Reach> reach{};
    std::string reach_name{};  // "名义区间"
    bool is_nominal = false;
    std::optional<Mark> target{};
    std::string unit{};
    std::string nothing_yet{};  // "尚无答卷"
};

[[nodiscard]] std::string interval_line(const IntervalLine& line);

}  // namespace reports
