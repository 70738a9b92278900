// A leaning: who is content with a service on the whole mostly is with its parts.
#pragma once

#include "surveys/demo/draw.h"

namespace surveys {

// Draws of its own, so that other figures do not depend on how much people lean.
class Leaning {
public:
    explicit Leaning(std::uint64_t seed) : draw_(seed) {}

    // So many in ten repeat their grade of the whole, the others give `own`.
    engine::Grade like(engine::Grade whole, engine::Grade own, int in_ten) {
        return draw_.happens(in_ten, 10) ? whole : own;
    }

private:
    Draw draw_;
};

}  // namespace surveys
