// A reply: the few shapes in which the public site answers, with the headers they all carry.
#pragma once

#include <string>

#include "http/public/words.h"
#include "surveys/questionnaires/problem.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace http {

// Content policy and the other headers that every response carries.
void secure(httplib::Response& response);

void reply_page(httplib::Response& response, int status, const std::string& html);
void reply_json(httplib::Response& response, int status, const std::string& json);
// To another page of ours: `path` begins with "/".
void reply_see_other(httplib::Response& response, const std::string& path);

// application/problem+json (RFC 9457), with every problem as {question, problem}.
void reply_problem(httplib::Response& response, int status, Phrase detail,
                   surveys::Locale locale, const surveys::Problems& problems = {});
void reply_problem(httplib::Response& response, int status, const std::string& detail,
                   surveys::Locale locale, const surveys::Problems& problems = {});

// Answers 304 to a client that has `tag` already.
bool reply_unchanged(const httplib::Request& request, httplib::Response& response,
                     const std::string& tag);

}  // namespace http
