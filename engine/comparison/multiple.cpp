#include "engine/comparison/multiple.h"

#include <algorithm>
#include <numeric>

#include "engine/expects.h"

namespace engine {
namespace {

std::vector<std::size_t> from_the_smallest(std::span<const double> p) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t left, std::size_t right) { return p[left] < p[right]; });
    for (const double each : p) expects(0 <= each && each <= 1, "a p value lies in 0..1");
    return order;
}

// Never less than those before it: a finding must not stand behind one that failed.
template <typename Factor>
std::vector<double> step_down(std::span<const double> p, Factor factor) {
    std::vector<double> adjusted(p.size());
    double so_far = 0;
    std::size_t rank = 0;
    for (const std::size_t at : from_the_smallest(p)) {
        so_far = std::max(so_far, factor(++rank) * p[at]);
        adjusted[at] = std::min(1.0, so_far);
    }
    return adjusted;
}

// Never more than those after it: whatever stands, all that are smaller stand with it.
template <typename Factor>
std::vector<double> step_up(std::span<const double> p, Factor factor) {
    std::vector<double> adjusted(p.size());
    const std::vector<std::size_t> order = from_the_smallest(p);
    double so_far = 1;
    for (std::size_t rank = order.size(); rank > 0; --rank) {
        const std::size_t at = order[rank - 1];
        so_far = std::min(so_far, factor(rank) * p[at]);
        adjusted[at] = so_far;
    }
    return adjusted;
}

double tests_left(std::size_t tests, std::size_t rank) {
    return static_cast<double>(tests - rank + 1);
}

}  // namespace

std::vector<double> bonferroni(std::span<const double> p) {
    return step_down(p, [&](std::size_t) { return static_cast<double>(p.size()); });
}

std::vector<double> holm(std::span<const double> p) {
    return step_down(p, [&](std::size_t rank) { return tests_left(p.size(), rank); });
}

std::vector<double> hochberg(std::span<const double> p) {
    return step_up(p, [&](std::size_t rank) { return tests_left(p.size(), rank); });
}

std::vector<double> benjamini_hochberg(std::span<const double> p) {
    return step_up(p, [&](std::size_t rank) {
        return static_cast<double>(p.size()) / static_cast<double>(rank);
    });
}

std::vector<double> benjamini_yekutieli(std::span<const double> p) {
    double harmonic = 0;
    for (std::size_t rank = 1; rank <= p.size(); ++rank) harmonic += 1 / static_cast<double>(rank);
    return step_up(p, [&](std::size_t rank) {
        return harmonic * static_cast<double>(p.size()) / static_cast<double>(rank);
    });
}

}  // namespace engine
