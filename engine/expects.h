// A rule our own code must keep. Breaking one is our bug: it stops the request, in every build.
#pragma once

#include <stdexcept>

namespace engine {

constexpr void expects(bool kept, const char* rule) {
    if (!kept) throw std::logic_error(rule);
}

}  // namespace engine
