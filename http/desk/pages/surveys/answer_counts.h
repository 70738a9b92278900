// The answer counts of a survey's page: 发放, 回收, 有效, and every kind of answer beside them.
#pragma once

#include "http/desk/pages/filling.h"
#include "reports/survey_report.h"

namespace http {

// Rows of name, count and note.
Filling answer_counts(const reports::SurveyReport& report, surveys::Locale locale);

}  // namespace http
