// A histogram: how often a measured number fell below each of a few fixed bounds.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace http {

// Cheap enough for every turn: a short walk and two relaxed additions. From any thread.
class Histogram {
public:
    static constexpr std::size_t bounds_max = 16;

    // Rising, at most bounds_max. What is above the last falls into a bucket of its own.
    Histogram(std::initializer_list<std::uint64_t> bounds);

    void observe(std::uint64_t value);

    std::size_t bounds() const { return count_of_bounds_; }
    std::uint64_t bound(std::size_t at) const { return bounds_[at]; }
    // At or below this bound and above the one before; `at == bounds()` is the rest.
    std::uint64_t in_bucket(std::size_t at) const {
        return buckets_[at].load(std::memory_order_relaxed);
    }
    std::uint64_t count() const;
    std::uint64_t sum() const { return sum_.load(std::memory_order_relaxed); }

private:
    std::array<std::uint64_t, bounds_max> bounds_{};
    std::size_t count_of_bounds_;
    std::array<std::atomic<std::uint64_t>, bounds_max + 1> buckets_{};
    std::atomic<std::uint64_t> sum_{0};
};

}  // namespace http
