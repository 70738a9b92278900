// An idempotency key: what a client names its answer with, so that sending it again is harmless.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace http {

// 1 to 64 visible ASCII characters, in quotes or not; the quotes are no part of it.
std::optional<std::string> idempotency_key(std::string_view header);

}  // namespace http
