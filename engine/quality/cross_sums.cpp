#include "engine/quality/cross_sums.h"

#include <algorithm>
#include <cmath>

#include "engine/expects.h"

namespace engine {

CrossSums::CrossSums(std::size_t items) : sums_(items), products_(items * (items + 1) / 2) {}

std::size_t CrossSums::place(std::size_t left, std::size_t right) const {
    const std::size_t later = std::max(left, right);
    expects(later < items(), "there is such an item");
    return later * (later + 1) / 2 + std::min(left, right);
}

void CrossSums::add(std::span<const std::int64_t> scores) {
    expects(scores.size() == items(), "a row answers every item");
    for (const std::int64_t score : scores)
        expects(-score_max <= score && score <= score_max, "a score is within its limit");
    ++rows_;
    std::size_t at = 0;
    for (std::size_t i = 0; i < items(); ++i) {
        sums_[i] += scores[i];
        for (std::size_t j = 0; j <= i; ++j) products_[at++] += scores[i] * scores[j];
    }
}

CrossSums& CrossSums::operator+=(const CrossSums& other) {
    expects(items() == other.items(), "the sums are of the same items");
    rows_ += other.rows_;
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
    for (std::size_t i = 0; i < products_.size(); ++i) products_[i] += other.products_[i];
    return *this;
}

CrossSums& CrossSums::operator-=(const CrossSums& other) {
    expects(items() == other.items(), "the sums are of the same items");
    rows_ -= other.rows_;
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] -= other.sums_[i];
    for (std::size_t i = 0; i < products_.size(); ++i) products_[i] -= other.products_[i];
    return *this;
}

CrossSums::Wide CrossSums::scaled_covariance(std::size_t left, std::size_t right) const {
    return static_cast<Wide>(rows_) * products_[place(left, right)] -
           static_cast<Wide>(sum(left)) * sum(right);
}

double CrossSums::mean(std::size_t item) const {
    expects(rows_ > 0, "a mean is of something");
    return static_cast<double>(sum(item)) / static_cast<double>(rows_);
}

double CrossSums::deviation(std::size_t item) const {
    expects(rows_ > 1, "a spread is of two at least");
    const auto rows = static_cast<double>(rows_);
    return std::sqrt(static_cast<double>(scaled_covariance(item, item)) / rows / (rows - 1));
}

Symmetric CrossSums::correlations(std::span<const std::size_t> chosen) const {
    Symmetric matrix(chosen.size());
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        expects(!is_constant(chosen[i]), "a constant has no correlation");
        matrix.set(i, i, 1);
        for (std::size_t j = 0; j < i; ++j) {
            const auto own = static_cast<double>(scaled_covariance(chosen[i], chosen[i]));
            const auto other = static_cast<double>(scaled_covariance(chosen[j], chosen[j]));
            const auto both = static_cast<double>(scaled_covariance(chosen[i], chosen[j]));
            matrix.set(i, j, both / std::sqrt(own) / std::sqrt(other));
        }
    }
    return matrix;
}

}  // namespace engine
