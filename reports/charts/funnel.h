// A funnel: every unit's share satisfied over its answers, between the limits that chance sets.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/charts/axis.h"

namespace reports {

struct FunnelDot {
    std::string name;
    std::int64_t n = 0;
    double percent = 0;
    bool is_outside = false;  // of the inner limits: named, the others are in the table
};

// The limits at one number of answers, in percent.
struct FunnelRim {
    double n = 0;
    double outer_lower = 0;
    double inner_lower = 0;
    double inner_upper = 0;
    double outer_upper = 0;
};

// Rims ascend in n.
struct Funnel {
    std::string id;
    std::string title;
    std::vector<FunnelDot> dots{};
    std::vector<FunnelRim> rims{};
    Mark centre{};
    std::string answers_words{};  // "有效 n（平方根刻度）", below the axis
    std::string nothing_yet{};
};

[[nodiscard]] std::string funnel(const Funnel& funnel);

}  // namespace reports
