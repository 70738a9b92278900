// Imports: the batches of paper forms and files, each kept, and each to be taken out again.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "surveys/store/cells.h"
#include "surveys/store/key_file.h"
#include "surveys/store/store.h"

namespace surveys {

class Connection;
class Definitions;

struct BatchRow {
    Batch batch;
    std::int64_t survey = 0;  // its number
};

struct ImportFile {
    std::string_view survey;
    std::string_view name;
    std::string_view sha256;
    std::string_view map_json;
    std::int64_t rows_total = 0;
    std::int64_t now_ms = 0;
};

struct ImportedPart {
    std::int64_t batch = 0;
    std::span<const ImportedRow> rows;
    std::int64_t rows_seen = 0;
};

std::optional<BatchRow> find_batch(Connection& connection, std::int64_t number);
std::vector<BatchRow> read_batches(Connection& connection);
Batch begin_batch(Connection& connection, const ImportFile& file);
// Takes rows until the tallies of import_cells_max are touched or, at every sixteenth, the time is
// over; a ballot's all. How many it took: `rows_seen` counts once those are all.
std::size_t add_rows(Connection& connection, Definitions& definitions, const Keys& keys,
                     const ImportedPart& part, const std::function<bool()>& is_time_over);
void finish_batch(Connection& connection, std::int64_t number);

// What a batch's rows add to the daily cells.
Cells contribution(Connection& connection, Definitions& definitions, const BatchRow& row);
// Takes the contribution out again. False when the batch has changed since it was recounted.
bool undo_batch(Connection& connection, const BatchRow& row, const Cells& contribution,
                std::string_view reason, std::int64_t now_ms);

}  // namespace surveys
