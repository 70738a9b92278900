#include "engine/quality/symmetric.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/expects.h"

namespace engine {
namespace {

// One rotation of rows and columns p and q that makes their common cell 0.
class Rotation {
public:
    Rotation(const Symmetric& matrix, std::size_t p, std::size_t q) : p_(p), q_(q) {
        const double slope = (matrix.at(q, q) - matrix.at(p, p)) / (2 * matrix.at(p, q));
        const double sign = slope < 0 ? -1 : 1;
        const double tangent = sign / (std::abs(slope) + std::hypot(slope, 1));
        cosine_ = 1 / std::hypot(tangent, 1);
        sine_ = tangent * cosine_;
        step_ = tangent * matrix.at(p, q);
    }

    void turn(Symmetric& matrix) const {
        for (std::size_t k = 0; k < matrix.size(); ++k) {
            if (k == p_ || k == q_) continue;
            const double left = matrix.at(k, p_);
            const double right = matrix.at(k, q_);
            matrix.set(k, p_, cosine_ * left - sine_ * right);
            matrix.set(k, q_, sine_ * left + cosine_ * right);
        }
        matrix.set(p_, p_, matrix.at(p_, p_) - step_);
        matrix.set(q_, q_, matrix.at(q_, q_) + step_);
        matrix.set(p_, q_, 0);
    }

    void turn(std::vector<std::vector<double>>& axes) const {
        for (std::size_t k = 0; k < axes.size(); ++k) {
            const double left = axes[p_][k];
            const double right = axes[q_][k];
            axes[p_][k] = cosine_ * left - sine_ * right;
            axes[q_][k] = sine_ * left + cosine_ * right;
        }
    }

private:
    std::size_t p_;
    std::size_t q_;
    double cosine_ = 1;
    double sine_ = 0;
    double step_ = 0;
};

double largest_off_diagonal(const Symmetric& matrix) {
    double largest = 0;
    for (std::size_t i = 0; i < matrix.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) largest = std::max(largest, std::abs(matrix.at(i, j)));
    return largest;
}

}  // namespace

Axes axes_of(const Symmetric& matrix) {
    constexpr int sweeps_max = 60;  // some ten are enough: they converge quadratically
    constexpr double nothing = 1e-17;
    Symmetric turned = matrix;
    const std::size_t size = matrix.size();
    std::vector<std::vector<double>> axes(size, std::vector<double>(size));
    for (std::size_t i = 0; i < size; ++i) axes[i][i] = 1;
    for (int sweep = 0; sweep < sweeps_max && largest_off_diagonal(turned) > nothing; ++sweep)
        for (std::size_t p = 0; p < size; ++p)
            for (std::size_t q = p + 1; q < size; ++q) {
                if (std::abs(turned.at(p, q)) <= nothing) continue;
                const Rotation rotation(turned, p, q);
                rotation.turn(turned);
                rotation.turn(axes);
            }
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t at) { return turned.at(at, at); });
    Axes sorted;
    for (const std::size_t at : order) {
        sorted.values.push_back(turned.at(at, at));
        sorted.axes.push_back(axes[at]);
    }
    return sorted;
}

double condition_of(const Axes& axes) {
    expects(!axes.values.empty(), "a matrix has a size");
    const double least = axes.values.front();
    return least > 0 ? axes.values.back() / least : std::numeric_limits<double>::infinity();
}

}  // namespace engine
