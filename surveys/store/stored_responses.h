// Reading responses back, for exports: with their words, without sealed contacts.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "surveys/store/store.h"

namespace surveys {

class Connection;
class Definitions;

// The next rows behind an id, or from the beginning.
struct Chunk {
    std::string_view survey;
    std::optional<ResponseId> after;
    std::int64_t rows = 0;
};

std::vector<StoredResponse> read_responses(Connection& connection, Definitions& definitions,
                                           const Chunk& chunk);
std::optional<StoredResponse> read_response(Connection& connection, Definitions& definitions,
                                            std::string_view survey, const ResponseId& id);

}  // namespace surveys
