// The comments of a survey, as its page shows them: the latest first, a page at a time.
#pragma once

#include <string>

#include "http/desk/pages/figures/shown_year.h"
#include "reports/survey_report.h"

namespace http {

// As ?unit= and ?before= ask. Nothing of a ballot but words; nothing at all before it may speak.
std::string comment_list(const Asked& asked, const reports::SurveyReport& report,
                         const ShownYear& shown);

}  // namespace http
