// Reads a file's rows in a thread of its own, a chunk ahead of whoever stores them.
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <istream>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "surveys/import/import_case.h"

namespace surveys {

// Rows that follow each other in the file: those to be stored, and those to be named.
struct RowChunk {
    std::vector<ImportedRow> rows;
    std::vector<RejectedRow> rejected;
    std::int64_t last_row = 0;  // of either kind
};

class ReadAhead {
public:
    // `now_ms` is the time of the import. File and case must outlive the reading, and the file is
    // nobody else's meanwhile.
    ReadAhead(std::istream& file, const ImportCase& found, std::int64_t now_ms);
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    // The next chunk, at most limits.import_chunk_rows and about import_limits.chunk_bytes_max; it
    // may be emptied, and lives until the next call. None at the end of the file. Throws what the
    // reading threw, std::runtime_error above all when the file is no longer what it was.
    [[nodiscard]] RowChunk* next();

private:
    void work(const std::stop_token& stop, std::istream& file, const ImportCase& found,
              std::int64_t now_ms);
    void read(const std::stop_token& stop, std::istream& file, const ImportCase& found,
              std::int64_t now_ms);
    RowChunk& chunk(std::size_t number);
    bool has_place(const std::stop_token& stop);
    void hand_over();

    std::mutex mutex_;  // guards what follows, but the chunks themselves
    std::condition_variable_any changed_;
    std::size_t read_ = 0;  // chunks, since the beginning
    std::size_t lent_ = 0;  // of these
    bool is_over_ = false;
    std::exception_ptr failure_;
    // One is being read while the other is being stored; the thread that made the rows frees them.
    std::array<RowChunk, 2> chunks_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace surveys
