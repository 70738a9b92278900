// Bounds: the two ends between which a figure of everybody lies.
#pragma once

#include "engine/figures/rational.h"

namespace engine {

// In the figure's own unit, points or percent.
struct Bounds {
    Rational lower;
    Rational upper;

    friend bool operator==(const Bounds&, const Bounds&) = default;
};

}  // namespace engine
