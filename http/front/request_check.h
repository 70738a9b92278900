// The request check: what the bytes of a client must look like before anything else reads them.
// It closes the faults of the packaged cpp-httplib by never letting them arrive there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "http/front/limits.h"
#include "http/front/refusal.h"

namespace http {

// Where the head (request line, headers, empty line) ends. Neither set: more bytes are needed.
struct HeadEnd {
    std::size_t bytes = 0;  // with the empty line; 0 while unknown
    std::optional<Refusal> refusal;
};
// `seen`: how many of the bytes an earlier call has already looked at.
[[nodiscard]] HeadEnd find_head_end(std::string_view bytes, std::size_t seen,
                                    const Limits& limits);

struct Head {
    std::string bytes;  // request line and headers as handlers may see them, with the empty line
    std::size_t body_bytes = 0;
    bool keep_alive = true;
    bool expects_continue = false;
    std::string forwarded_for;  // every X-Forwarded-For, joined; anybody may have said it
};

// Either a head or why it is refused.
struct HeadReading {
    std::optional<Head> head;
    Refusal refusal = Refusal::failed;  // meaningful without a head
};
// `bytes` is one whole head as find_head_end measured it.
[[nodiscard]] HeadReading read_head(std::string_view bytes, const Limits& limits);

}  // namespace http
