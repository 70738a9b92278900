#include "surveys/import/csv_reader.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "surveys/import/limits.h"
#include "surveys/limits.h"

namespace surveys {

namespace {

constexpr std::size_t block_bytes = 64 * 1024;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr auto stops_quoted = [](char byte) { return byte == '"' || byte == '\n'; };
constexpr auto stops_plain = [](char byte) { return byte == ',' || byte == '\r' || byte == '\n'; };

}  // namespace

CsvReader::CsvReader(std::istream& bytes) : bytes_(bytes), block_(block_bytes) {}

bool CsvReader::refill() {
    bytes_.read(block_.data(), static_cast<std::streamsize>(block_.size()));
    if (bytes_.bad()) throw std::runtime_error("the file could not be read to its end");
    at_ = 0;
    end_ = static_cast<std::size_t>(bytes_.gcount());
    return end_ > 0;
}

void CsvReader::skip_byte_order_mark() {
    at_top_ = false;
    if (at_ == end_ && !refill()) return;
    if (std::string_view(block_.data(), end_).starts_with(byte_order_mark)) {
        at_ = byte_order_mark.size();
    }
}

const CsvRecord* CsvReader::next() {
    if (at_top_) skip_byte_order_mark();
    text_.clear();
    cell_ends_.clear();
    record_.quoted = record_.stray_quote = false;
    place_ = Place::start_of_cell;
    bool begun = false;

    while (!problem_) {
        if (at_ == end_ && !refill()) break;
        const char byte = block_[at_++];
        if (std::exchange(after_cr_, false) && byte == '\n') continue;
        if (!std::exchange(begun, true)) record_.line = line_;
        if (place_ == Place::quoted) take_quoted(byte);
        else if (take_unquoted(byte)) return problem_ ? nullptr : finish_record();
        if (text_.size() > import_limits.record_bytes_max) {
            break_off(record_.line, {"这一行太长，可能有引号没有闭合", "this row is too long; "
                                     "perhaps a quote was not closed"});
        }
    }
    if (!problem_ && place_ == Place::quoted) {
        break_off(quote_line_, {"这里的引号没有闭合", "the quote that opens here is never closed"});
    }
    if (problem_ || !begun) return nullptr;
    end_cell();
    return problem_ ? nullptr : finish_record();
}

// Appends the bytes up to the next stop in one go.
template <typename IsStop>
void CsvReader::take_run(const IsStop& is_stop) {
    const std::string_view rest(block_.data() + at_, end_ - at_);
    const auto stop = std::find_if(rest.begin(), rest.end(), is_stop);
    const auto length = static_cast<std::size_t>(stop - rest.begin());
    text_.append(rest.substr(0, length));
    at_ += length;
}

bool CsvReader::take_unquoted(char byte) {
    if (byte == ',') {
        end_cell();
        return false;
    }
    if (byte == '\n' || byte == '\r') {
        after_cr_ = byte == '\r';
        ++line_;
        end_cell();
        return true;
    }
    if (byte == '"' && place_ == Place::start_of_cell) {
        place_ = Place::quoted;
        quote_line_ = line_;
        record_.quoted = true;
        return false;
    }
    if (byte == '"' && place_ == Place::behind_quote) {  // "" inside quotes is one quote
        place_ = Place::quoted;
    } else if (place_ == Place::behind_quote) {
        record_.stray_quote = true;
        place_ = Place::plain;
    } else {
        place_ = Place::plain;
    }
    text_ += byte;
    if (place_ == Place::quoted) take_run(stops_quoted);
    else take_run(stops_plain);
    return false;
}

void CsvReader::take_quoted(char byte) {
    if (byte == '"') {
        place_ = Place::behind_quote;
        return;
    }
    if (byte == '\n') ++line_;
    text_ += byte;
    take_run(stops_quoted);
}

void CsvReader::end_cell() {
    cell_ends_.push_back(text_.size());
    place_ = Place::start_of_cell;
    if (cell_ends_.size() > limits.import_columns_max) {
        break_off(record_.line, {"这一行的列数超过上限", "this row has more columns than allowed"});
    }
}

void CsvReader::break_off(std::int64_t line, Words words) {
    if (!problem_) problem_ = Problem{std::to_string(line), std::move(words)};
}

const CsvRecord* CsvReader::finish_record() {
    record_.cells.clear();
    std::size_t from = 0;
    for (const std::size_t to : cell_ends_) {
        record_.cells.push_back(std::string_view(text_).substr(from, to - from));
        from = to;
    }
    return &record_;
}

}  // namespace surveys
