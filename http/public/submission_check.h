// The submission check: what only the server knows about a submission that was read well.
#pragma once

#include "http/public/catalogue.h"
#include "surveys/questionnaires/problem.h"
#include "surveys/questionnaires/submission.h"

namespace http {

// An unknown unit, any unit in a ballot, a code that is missing where one is needed, a channel
// that cannot be public. What `problems` names already is not named again.
void check_submission(const surveys::Submission& submission, const AskedSurvey& asked,
                      const Catalogue& catalogue, surveys::Problems& problems);

surveys::Problem unknown_unit(std::string_view code);

}  // namespace http
