// Codes: made in batches, shown once, kept as hashes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "surveys/store/key_file.h"
#include "surveys/store/store.h"

namespace surveys {

class Connection;
class Definitions;

struct CodeOrder {
    std::string_view survey;
    std::string_view unit;  // "" for none
    std::int64_t count = 0;
    std::int64_t now_ms = 0;
};

std::vector<std::string> add_codes(Connection& connection, Definitions& definitions,
                                   const Keys& keys, const CodeOrder& order);
std::vector<CodeBatch> read_code_batches(Connection& connection, Definitions& definitions,
                                         std::string_view survey);
std::optional<std::int64_t> revoke_batch(Connection& connection, std::string_view survey,
                                         std::int64_t batch);

}  // namespace surveys
