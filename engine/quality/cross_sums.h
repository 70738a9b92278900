// Cross sums: what complete answers to several scored questions say about how these go together.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/quality/symmetric.h"

namespace engine {

// The sums of every item and of every product of two, in integers: exact, so that parts may be
// merged in any order, or taken back. Only rows that answer every item count (complete rows).
// Holds up to 10^7 rows of scores within ±10^6 without overflow: covariances are taken in 128 bits.
class CrossSums {
public:
    static constexpr std::int64_t score_max = 1'000'000;

    explicit CrossSums(std::size_t items);

    // Requires as many scores as there are items, none beyond ±score_max.
    void add(std::span<const std::int64_t> scores);
    CrossSums& operator+=(const CrossSums& other);  // of as many items
    CrossSums& operator-=(const CrossSums& other);

    std::size_t items() const { return sums_.size(); }
    std::int64_t rows() const { return rows_; }
    std::int64_t sum(std::size_t item) const { return sums_.at(item); }

    // rows × sum of products - product of sums: rows × (rows - 1) times the sample's covariance.
    __extension__ using Wide = __int128;
    Wide scaled_covariance(std::size_t left, std::size_t right) const;

    double mean(std::size_t item) const;                       // requires rows
    double deviation(std::size_t item) const;                  // of the sample; requires two rows
    bool is_constant(std::size_t item) const { return scaled_covariance(item, item) == 0; }
    // Of the items named, in their order. Requires that none of them is constant.
    Symmetric correlations(std::span<const std::size_t> chosen) const;

    friend bool operator==(const CrossSums&, const CrossSums&) = default;

private:
    std::size_t place(std::size_t left, std::size_t right) const;

    std::int64_t rows_ = 0;
    std::vector<std::int64_t> sums_;
    std::vector<std::int64_t> products_;  // of each item with itself and those before it
};

}  // namespace engine
