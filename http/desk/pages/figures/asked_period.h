// Which days a page of figures was asked for.
#pragma once

#include <string>
#include <vector>

#include "reports/score.h"

namespace http {

struct Asked;

// ?year=2025 is that whole year, or this one up to today; ?to= and ?from= are other days of the
// figures. What cannot be read, or lies in the future, counts as not asked: the page says which
// days it shows.
struct AskedPeriod {
    reports::Period period;
    bool is_current = true;  // up to today, so that new answers change it
    std::string query;       // "?year=2025", to carry it to another page; empty when current
    int year() const;
};
[[nodiscard]] AskedPeriod asked_period(const Asked& asked);

// Years there may be answers of, the newest first: from the first survey's opening on.
[[nodiscard]] std::vector<int> years_to_choose(const Asked& asked);

}  // namespace http
