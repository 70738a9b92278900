// A reply of the desk's API: JSON, or a problem in the form of RFC 9457.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "surveys/questionnaires/problem.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace http {

// The language a client asks for first of those we have; Chinese when it does not say.
surveys::Locale locale_of(const httplib::Request& request);

void reply_json(httplib::Response& response, int status, const nlohmann::ordered_json& body);
void reply_problem(httplib::Response& response, int status, const surveys::Words& title,
                   surveys::Locale locale = surveys::Locale::zh_cn);
// 422 with every problem as {question, problem}: `question` is the place that is meant.
void reply_problems(httplib::Response& response, const surveys::Problems& problems,
                    surveys::Locale locale);

}  // namespace http
