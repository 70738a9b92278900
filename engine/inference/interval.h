// An interval: the two ends between which a figure lies, in doubles, for methods that approximate.
#pragma once

namespace engine {

struct Interval {
    double lower = 0;
    double upper = 0;
};

}  // namespace engine
