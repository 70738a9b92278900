// The quality of a questionnaire, as its survey's page shows it: alpha, its questions, and which of
// them goes with satisfaction overall.
#pragma once

#include <string>

#include "http/desk/pages/figures/shown_year.h"
#include "reports/survey_report.h"

namespace http {

struct Asked;

// All rows are read for it, so a page shows only the way to it until ?quality=1 asks, and one that
// does must not be asked for again every few seconds.
bool asks_for_quality(const Asked& asked);

// Empty where nothing may be told (reports/item_quality.h).
std::string quality_panel(const Asked& asked, const reports::SurveyReport& report,
                          const ShownYear& shown);

}  // namespace http
