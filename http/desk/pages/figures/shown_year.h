// The shown year: which calendar year a page of figures speaks of, and the way to the others.
#pragma once

#include <string>

#include "http/desk/pages/filling.h"
#include "reports/score.h"

namespace http {

struct ShownYear {
    int year = 0;
    reports::Period period;  // up to today, or the whole year once it is over
    int this_year = 0;
};

// As ?year= asks; `usual` when it asks for none, or for one that has not begun.
ShownYear shown_year(const Asked& asked, int usual);
int this_year(const Asked& asked);

// Fills {{#years}}{{address}} {{year}} {{#is_shown}}…, the latest first; nothing for a single one.
// `address` ends where the year goes.
void put_years(Filling& filling, const ShownYear& shown, int first_year,
               const std::string& address);

}  // namespace http
