// The build: which manyidu this is.
#pragma once

#include <string_view>

namespace http {

std::string_view build_version();  // "0.1.0"

}  // namespace http
