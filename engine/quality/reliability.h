// Reliability: how far the items of a questionnaire measure one thing, and which of them does not.
#pragma once

#include <optional>
#include <vector>

#include "engine/inference/interval.h"
#include "engine/quality/cross_sums.h"

namespace engine {

// Below this many rows alpha is too unsure to be shown to anybody.
inline constexpr std::int64_t reliability_rows_min = 30;

// One item that varies. Correlations are undefined where the other side does not vary.
struct ItemQuality {
    std::size_t item = 0;
    double mean = 0;
    double deviation = 0;  // of the sample
    std::optional<double> with_total;
    std::optional<double> with_rest;         // with the sum of the other items
    std::optional<double> alpha_if_dropped;  // needs two others
};

// Cronbach (1951), Psychometrika 16:297–334: alpha = q/(q-1) (1 - sum of variances/variance of the
// sum), by integer sums, so that only the last division rounds. A lower bound of the reliability
// if errors are unrelated; not a proof that the items measure one thing only. Negative where
// items run against each other: reverse those first. `standardised` is what alpha would be if
// every item varied alike: q r/(1 + (q-1) r) with the mean correlation r.
struct Reliability {
    std::optional<double> alpha;
    std::optional<double> standardised;
    std::optional<double> mean_correlation;
    std::vector<ItemQuality> items;      // those that vary
    std::vector<std::size_t> constants;  // those that do not, and are left out
};

// Undefined throughout for fewer than two items that vary; alpha also if their sum does not.
Reliability reliability(const CrossSums& sums);

// Feldt (1965), Psychometrika 30:357–370: 1 - (1 - alpha) F, F with n - 1 and (n - 1)(q - 1)
// degrees; for scores that are about normal and items alike. Two-sided. Requires rows >= 2,
// items >= 2, alpha <= 1, 1e-9 <= error <= 1 - 1e-9.
Interval feldt_interval(double alpha, std::int64_t rows, std::size_t items, double error);

}  // namespace engine
