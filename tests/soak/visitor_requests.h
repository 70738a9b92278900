// What visitors send: an answer, or now and then the question for the page.
#pragma once

#include <cstdint>
#include <string>

namespace soak {

struct VisitorRequest {
    std::string bytes;
    bool is_answer = false;
};

// The same number gives the same request, but another key: most answer in one tap, some in words.
VisitorRequest visitor_request(std::uint64_t number, std::uint64_t seed);

}  // namespace soak
