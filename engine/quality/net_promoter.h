// A net promoter score: those who would recommend a service, less those who would warn of it.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/inference/interval.h"

namespace engine {

// Of the scores 0–10: 9 and 10 promote, 7 and 8 are passive, 0 to 6 detract (Reichheld 2003).
struct Promotion {
    std::int64_t promoters = 0;
    std::int64_t passives = 0;
    std::int64_t detractors = 0;

    std::int64_t answers() const { return promoters + passives + detractors; }
    friend bool operator==(const Promotion&, const Promotion&) = default;
};

// 100 (promoters - detractors)/answers, from -100 to 100, with the standard error and t interval of
// a mean of 100, 0 and -100 drawn without replacement from `people`:
//     100 sqrt((P + D - (P - D)²)/(n - 1) (1 - n/N)), P and D as parts of n,
// and t with n - 1 degrees. As every t interval it is too short near the ends and for few answers,
// is not cut to -100..100, and has no width where all agree: the pseudo-answer band does better.
struct NetPromoter {
    double score = 0;
    std::optional<double> standard_error;  // needs two answers
    std::optional<Interval> interval;
};

// nullopt without answers. Requires counts that are not negative, answers() <= people and
// 0 < error < 1, two-sided.
std::optional<NetPromoter> net_promoter(const Promotion& given, std::int64_t people, double error);

}  // namespace engine
