// The journal: the hash chain of a survey's responses, described byte by byte in docs/journal.md.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "surveys/store/link.h"
#include "surveys/store/texts.h"

namespace surveys {

struct Asked;
struct Row;

// What one link binds: the row, the words it answers to, and its unit by code, so that the chain
// can be checked without our numbers.
struct Entry {
    std::string_view survey;
    const Asked& asked;
    const Row& row;
    std::string_view unit;
    const std::vector<TextRow>& texts;  // in the order of the questions
};

// The link at the next position behind the chain's end.
Link next_link(const Chain& chain, const Entry& entry);

}  // namespace surveys
