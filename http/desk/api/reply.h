// A reply of the desk's API: JSON, or a problem in the form of RFC 9457.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "surveys/questionnaires/problem.h"

namespace httplib {
struct Response;
}

namespace http {

void reply_json(httplib::Response& response, int status, const nlohmann::ordered_json& body);
void reply_problem(httplib::Response& response, int status, const surveys::Words& title,
                   surveys::Locale locale = surveys::Locale::zh_cn);
// 422 with every problem as {question, problem}: `question` is the place that is meant.
void reply_problems(httplib::Response& response, const surveys::Problems& problems,
                    surveys::Locale locale);

}  // namespace http
