// Plain JSON: what browsers and clients usually send, read in one pass without the library.
//
// For an answer of sixty bytes the library's parser took a third of all that the loop computed, at
// a call for each byte. What is not plain, or not right, is left to it, with all that is to be said
// about it: so there is one judge of what JSON is, and this reader only has to agree when it says
// yes.
#pragma once

#include <optional>
#include <string_view>

#include "surveys/questionnaires/strict_json.h"

namespace surveys {

// nullopt when the text has a problem, and also for an escape in a string, a number with a sign, a
// fraction or more than 15 digits, and a key that stands twice in its object.
std::optional<Json> read_plain_json(std::string_view text);

}  // namespace surveys
