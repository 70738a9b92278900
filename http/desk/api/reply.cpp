#include "http/desk/api/reply.h"

#include <httplib.h>

#include <nlohmann/json.hpp>

namespace http {
namespace {

using Json = nlohmann::ordered_json;

Json problem_object(int status, const std::string& title) {
    return Json{{"type", "about:blank"}, {"title", title}, {"status", status}};
}

void send(httplib::Response& response, int status, const Json& body, const char* type) {
    response.status = status;
    response.set_content(body.dump(-1, ' ', false, Json::error_handler_t::replace), type);
}

}  // namespace

void reply_json(httplib::Response& response, int status, const Json& body) {
    send(response, status, body, "application/json");
}

void reply_problem(httplib::Response& response, int status, const surveys::Words& title,
                   surveys::Locale locale) {
    send(response, status, problem_object(status, title.in(locale)), "application/problem+json");
}

void reply_problems(httplib::Response& response, const surveys::Problems& problems,
                    surveys::Locale locale) {
    static const surveys::Words title{"有内容需要修改", "Something needs to be changed"};
    Json body = problem_object(422, title.in(locale));
    body["problems"] = Json::array();
    for (const surveys::Problem& problem : problems)
        body["problems"].push_back(
            {{"question", problem.place}, {"problem", problem.words.in(locale)}});
    send(response, 422, body, "application/problem+json");
}

}  // namespace http
