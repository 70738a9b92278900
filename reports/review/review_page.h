// A review as a page: the same forms and the same words on method, to be printed on A4.
#pragma once

#include <string>
#include <vector>

#include "reports/review/form.h"

namespace reports {

// The whole page. Without an address for its style it is one file that needs nothing beside it: no
// script, no font, no picture from elsewhere.
[[nodiscard]] std::string to_page(const Review& review, const std::vector<FilledForm>& forms,
                                  const std::string& style_address = {});

// What belongs at that address: it names the review at the foot of every printed page.
[[nodiscard]] std::string review_style(const Review& review);

// Only the forms and the method, to stand below a heading of another page.
[[nodiscard]] std::string to_sections(const Review& review, const std::vector<FilledForm>& forms);

}  // namespace reports
