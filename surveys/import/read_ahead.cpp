#include "surveys/import/read_ahead.h"

#include <numeric>
#include <stdexcept>
#include <utility>

#include "surveys/import/file_rows.h"
#include "surveys/import/limits.h"
#include "surveys/limits.h"

namespace surveys {
namespace {

std::size_t bytes_of(const CsvRecord& record) {
    return std::accumulate(
        record.cells.begin(), record.cells.end(), std::size_t{0},
        [](std::size_t sum, std::string_view cell) { return sum + cell.size(); });
}

void read_into(RowChunk& chunk, RowReader& reader, const CsvRecord& record, std::int64_t row) {
    RowReading one = reader.read(record, row);
    if (one.row) chunk.rows.push_back(std::move(*one.row));
    else chunk.rejected.push_back({record.line, row, std::move(one.problems)});
    chunk.last_row = row;
}

}  // namespace

ReadAhead::ReadAhead(std::istream& file, const ImportCase& found, std::int64_t now_ms)
    : thread_([this, &file, &found, now_ms](const std::stop_token& stop) {
          work(stop, file, found, now_ms);
      }) {}

RowChunk* ReadAhead::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return read_ > lent_ || is_over_; });
    if (read_ > lent_) {
        changed_.notify_all();
        return &chunk(lent_++);
    }
    if (failure_) std::rethrow_exception(failure_);
    return nullptr;
}

void ReadAhead::work(const std::stop_token& stop, std::istream& file, const ImportCase& found,
                     std::int64_t now_ms) {
    std::exception_ptr failure;
    try {
        read(stop, file, found, now_ms);
    } catch (...) {
        failure = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    failure_ = failure;
    is_over_ = true;
    changed_.notify_all();
}

void ReadAhead::read(const std::stop_token& stop, std::istream& file, const ImportCase& found,
                     std::int64_t now_ms) {
    RowReader reader(found.rules(), found.encoding, now_ms);
    FileRows rows(file, found.header);
    const CsvRecord* record = rows.next();
    while (record && has_place(stop)) {
        RowChunk& chunk = this->chunk(read_);
        chunk.rows.clear();
        chunk.rejected.clear();
        std::size_t bytes = 0;
        for (std::size_t count = 0; record && count < limits.import_chunk_rows &&
                                    bytes < import_limits.chunk_bytes_max;
             ++count, record = rows.next()) {
            bytes += bytes_of(*record);
            read_into(chunk, reader, *record, rows.number());
        }
        hand_over();
    }
    if (!record && rows.problem()) throw std::runtime_error("the file changed while it was read");
}

RowChunk& ReadAhead::chunk(std::size_t number) { return chunks_.at(number % chunks_.size()); }

// Waits until whoever stores asked for the chunk that is read, and so has done with the one before
// it. False when nobody wants any more.
bool ReadAhead::has_place(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    return changed_.wait(lock, stop, [this] { return read_ == lent_; });
}

void ReadAhead::hand_over() {
    const std::lock_guard lock(mutex_);
    ++read_;
    changed_.notify_all();
}

}  // namespace surveys
