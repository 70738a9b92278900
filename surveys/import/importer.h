// The importer: brings the answers of a CSV file into a survey, each row once.
//
// The file is read from its beginning several times (hash and encoding, then the rows), never
// held; only a ballot's rows are, because they are shuffled. A file that cannot be cut into rows
// to its end, lacks a column or was imported before (unless that was undone) is refused as a whole;
// a row that cannot be read is skipped and named.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "surveys/import/encoding.h"
#include "surveys/import/row_reader.h"
#include "surveys/store/store.h"

namespace surveys {

struct ImportOrder {
    std::string survey;
    std::string file_name;                // as the batch shall be called
    std::optional<std::string> map_json;  // none: the header explains itself
    std::optional<Encoding> encoding;     // none: found out from the bytes
};

struct ImportProgress {
    std::int64_t rows_done = 0;
    std::int64_t rows_total = 0;
};

// Who looks on. Each may be empty. What `progress` throws ends the run where it is; the same
// file goes on from there.
struct ImportWatch {
    std::function<void(const ImportProgress&)> progress = {};  // after each stored chunk
    std::function<void(const RejectedRow&)> rejected = {};  // every one, in file order
    std::function<void(std::chrono::microseconds)> held = {};  // how long a chunk took to be stored
};

// With `problems` nothing was stored. `rows` = `accepted` + `rejected`, exactly;
// `rejected_rows` lists the first of them (import_limits.rejected_rows_listed_max).
struct ImportReport {
    Problems problems;
    std::optional<std::int64_t> batch;  // none after a dry run
    std::string file_sha256;
    Encoding encoding = Encoding::utf_8;
    std::int64_t rows = 0;
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;
    std::int64_t resumed_behind = 0;  // rows an interrupted run of the same file had done
    std::vector<RejectedRow> rejected_rows;
};

// The dry run: what import_file would accept and reject. Stores nothing.
[[nodiscard]] ImportReport plan_import(const Store& store, const ImportOrder& order,
                                       std::istream& file, std::int64_t now_ms,
                                       const ImportWatch& watch = {});

// Stores the rows chunk by chunk and goes on where an interrupted run of the same file stopped,
// with the same map only. Throws std::runtime_error when another run of the file overtakes it.
// A ballot's rows are stored in one transaction, in an order drawn by lot, at the midnight before.
[[nodiscard]] ImportReport import_file(Store& store, const ImportOrder& order,
                                       std::istream& file, std::int64_t now_ms,
                                       const ImportWatch& watch = {});

}  // namespace surveys
