// A reply of the public site: pages, JSON, and problems in the form of RFC 9457.
#pragma once

#include <string>

#include "http/front/reply.h"
#include "http/public/words.h"
#include "surveys/questionnaires/problem.h"

namespace http {

void reply_json(httplib::Response& response, int status, const std::string& json);

// application/problem+json (RFC 9457), with every problem as {question, problem}.
void reply_problem(httplib::Response& response, int status, Phrase detail,
                   surveys::Locale locale, const surveys::Problems& problems = {});
void reply_problem(httplib::Response& response, int status, const std::string& detail,
                   surveys::Locale locale, const surveys::Problems& problems = {});

}  // namespace http
