// The limits of what is asked and answered. Every bound has one name, here.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace surveys {

struct Limits {
    std::size_t body_bytes_max = 64 * 1024;
    std::size_t json_depth_max = 16;
    std::size_t problems_max = 100;  // named in one reply
    std::size_t questions_max = 100;
    std::size_t options_max = 50;
    std::size_t text_characters_max = 2000;
    std::size_t key_characters_max = 64;
    std::size_t id_characters_max = 64;
    std::size_t number_characters_max = 30;
    std::size_t definition_bytes_max = 1024 * 1024;
    std::int64_t import_rows_max = 1'000'000;
    std::size_t import_chunk_rows = 1000;  // between two words of progress
    // Of one transaction of an import, beside its sync: what others wait for their turn.
    std::chrono::microseconds import_hold_max{3000};  // for the rows
    std::size_t import_cells_max = 500;               // for their tallies: as long again
    std::size_t import_bytes_max = 512ULL * 1024 * 1024;
    std::size_t import_columns_max = 1000;
    std::int64_t codes_per_batch_max = 10'000;
    std::size_t units_max = 10'000;
    std::size_t audit_name_characters_max = 64;  // who, and the act's word
    std::size_t audit_object_characters_max = 200;
    std::int64_t audit_entries_max = 500;  // read at once
    std::int64_t comments_per_page = 50;
    std::int64_t comments_passed_max = 50'000;  // about 20 ms
    std::int64_t ballot_answers_min = 5;        // fewer, and a closed ballot still says nothing
};
inline constexpr Limits limits{};

}  // namespace surveys
