// The library: the units, questionnaires and indicators that ship with the program.
#pragma once

#include <cstdint>

namespace surveys {

class Store;

// Fills a new store: the placeholder units, the five questionnaires and the five indicators;
// `citizens` and `enterprises` are opened without a closing day, the staff ballots stay drafts.
void install_library(Store& store, std::int64_t now_ms);

}  // namespace surveys
