// A symmetric matrix: small and dense, as correlations are, with its own axes and stretches.
#pragma once

#include <cstddef>
#include <vector>

namespace engine {

class Symmetric {
public:
    explicit Symmetric(std::size_t size) : size_(size), cells_(size * size) {}

    std::size_t size() const { return size_; }
    double at(std::size_t row, std::size_t column) const { return cells_[row * size_ + column]; }
    void set(std::size_t row, std::size_t column, double value) {
        cells_[row * size_ + column] = cells_[column * size_ + row] = value;
    }

private:
    std::size_t size_;
    std::vector<double> cells_;
};

// matrix = sum over k of values[k] × axes[k] axes[k]ᵀ; the axes have length 1 and are at right
// angles, the values rise. By cyclic Jacobi rotations (Golub & Van Loan, Matrix Computations,
// 8.5): slow beyond some tens of rows, and as exact as doubles allow.
struct Axes {
    std::vector<double> values;
    std::vector<std::vector<double>> axes;
};

Axes axes_of(const Symmetric& matrix);

// The largest stretch over the smallest; infinite if the smallest is not above 0. Requires a size.
double condition_of(const Axes& axes);

}  // namespace engine
