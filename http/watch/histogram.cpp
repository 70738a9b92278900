#include "http/watch/histogram.h"

#include <algorithm>

#include "engine/expects.h"

namespace http {

Histogram::Histogram(std::initializer_list<std::uint64_t> bounds)
    : count_of_bounds_(bounds.size()) {
    engine::expects(bounds.size() <= bounds_max && std::ranges::is_sorted(bounds),
                    "a histogram has a few rising bounds");
    std::ranges::copy(bounds, bounds_.begin());
}

void Histogram::observe(std::uint64_t value) {
    std::size_t at = 0;
    while (at < count_of_bounds_ && value > bounds_[at]) ++at;
    buckets_[at].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(value, std::memory_order_relaxed);
}

std::uint64_t Histogram::count() const {
    std::uint64_t all = 0;
    for (std::size_t at = 0; at <= count_of_bounds_; ++at) all += in_bucket(at);
    return all;
}

}  // namespace http
