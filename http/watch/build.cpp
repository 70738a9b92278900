#include "http/watch/build.h"

namespace http {

std::string_view build_version() { return MANYIDU_VERSION; }

}  // namespace http
