// A score: what one indicator's answers say, everywhere the same (design of the Score JSON).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/figures/tally.h"
#include "surveys/questionnaires/indicator.h"
#include "surveys/store/store.h"

namespace reports {

// Everything a page, the API, the CLI, csv, json and xlsx print: made once, printed alike.
struct Score;

}  // namespace reports
