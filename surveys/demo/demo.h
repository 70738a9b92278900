// A demo: made-up answers of this year and the last, so that a newcomer sees every page alive.
#pragma once

#include <cstdint>

namespace surveys {

class Store;

// Marks an empty store as a demo and fills it through the store's own doors: answers and codes
// taken at their times, paper forms and ballots imported, one batch undone. The answers end on the
// day before `now_ms`; the same instant makes the same figures, drawn from a fixed seed.
void fill_demo(Store& store, std::int64_t now_ms);

}  // namespace surveys
