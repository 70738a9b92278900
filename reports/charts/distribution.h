// A distribution: how often each of the five grades was given, as bars with their numbers.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "reports/charts/drawing.h"

namespace reports {

struct GradeBar {
    std::string name;
    std::int64_t count = 0;
    std::string percent;  // as shown, without its sign; empty without answers
};

struct Distribution {
    std::string id;
    std::string title;
    std::array<GradeBar, 5> bars{};  // best grade first
    std::string nothing_yet{};
};

[[nodiscard]] std::string distribution(const Distribution& distribution);

}  // namespace reports
