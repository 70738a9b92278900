// Streamed values: mean and spread of numbers that pass by once, such as answering seconds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "engine/figures/scale.h"
#include "engine/figures/tally.h"

namespace engine {

// Constant memory however many values pass. A weight says how often a value was given; without
// weights these are the plain mean and variance. Grades have their exact tally and need none of
// this, but a tally can feed it, so that both may be reported side by side.
class Streamed {
public:
    Streamed();
    ~Streamed();
    Streamed(Streamed&&) noexcept;
    Streamed& operator=(Streamed&&) noexcept;

    void add(double value, double weight = 1);  // finite; a weight above 0
    void add(const Tally& tally, const Scale& scale);

    std::int64_t count() const;  // calls of add(value): a tally adds one for each grade it has
    double weight() const;       // the sum of the weights
    // nullopt without values.
    std::optional<double> mean() const;
    std::optional<double> smallest() const;
    std::optional<double> largest() const;
    // As a sample of more: divided by weight - 1. nullopt unless the weight is above 1.
    std::optional<double> variance() const;

private:
    struct Sums;
    std::unique_ptr<Sums> sums_;
};

}  // namespace engine
