// Streamed values: mean, spread and quantiles of numbers that pass by once, as answering seconds.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "engine/figures/scale.h"
#include "engine/figures/tally.h"

namespace engine {

// What is known of values that passed by, and can be combined with what is known of others.
// `squares` is the weighted sum of squares about the mean.
struct Moments {
    std::int64_t count = 0;
    double weight = 0;
    double mean = 0;
    double squares = 0;
    double smallest = 0;
    double largest = 0;

    // As a sample of more: divided by weight - 1. nullopt unless the weight is above 1.
    std::optional<double> variance() const;
};

// As if both parts had passed by one after the other, to rounding: the pairwise update of Chan,
// Golub & LeVeque (1979). Associative and commutative but for the last digits. Quantiles cannot be
// combined from parts; a quantile of the whole lies between the parts' smallest and largest one.
Moments combined(const Moments& left, const Moments& right);

// Constant memory however many values pass. A weight says how often a value was given; without
// weights these are the plain mean and variance. Grades have their exact tally and need none of
// this, but a tally can feed it, so that both may be reported side by side.
class Streamed {
public:
    // Up to so many values are kept, and their quantiles exact.
    static constexpr std::size_t exact_values_max = 200;
    // Those there are: below them, none can be asked for.
    static constexpr std::array quantiles{0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

    Streamed();
    ~Streamed();
    Streamed(Streamed&&) noexcept;
    Streamed& operator=(Streamed&&) noexcept;

    void add(double value, double weight = 1);  // finite; a weight above 0
    void add(const Tally& tally, const Scale& scale);

    std::int64_t count() const;  // calls of add(value): a tally adds one for each grade it has
    double weight() const;       // the sum of the weights
    Moments moments() const;
    // nullopt without values.
    std::optional<double> mean() const;
    std::optional<double> smallest() const;
    std::optional<double> largest() const;
    std::optional<double> variance() const;  // of the moments
    // The value that a part `p` of the values, counted once each, does not exceed: interpolated
    // between neighbours (Hyndman & Fan 1996, type 7) while all are kept, then estimated by the
    // extended P² algorithm (Raatikainen 1987), a few per cent of the range off at most. Requires
    // `p` among `quantiles`. nullopt without values.
    std::optional<double> quantile(double p) const;

private:
    struct Sums;
    std::unique_ptr<Sums> sums_;
};

}  // namespace engine
