// A review as a page: the same forms and the same words on method, to be printed on A4.
#pragma once

#include <string>
#include <vector>

#include "reports/review/form.h"

namespace reports {

// One HTML file that needs nothing beside it: no script, no font, no picture from elsewhere.
[[nodiscard]] std::string to_page(const Review& review, const std::vector<FilledForm>& forms);

}  // namespace reports
