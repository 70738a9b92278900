#include "http/public/reply.h"

#include <httplib.h>

#include <nlohmann/json.hpp>

#include "http/front/refusal.h"

namespace http {

void reply_json(httplib::Response& response, int status, const std::string& json) {
    response.status = status;
    response.set_content(json, "application/json");
}

void reply_problem(httplib::Response& response, int status, Phrase detail,
                   surveys::Locale locale, const surveys::Problems& problems) {
    reply_problem(response, status, std::string(say(detail, locale)), locale, problems);
}

void reply_problem(httplib::Response& response, int status, const std::string& detail,
                   surveys::Locale locale, const surveys::Problems& problems) {
    nlohmann::ordered_json body{{"type", "about:blank"},
                                {"title", phrase_of(status)},
                                {"status", status},
                                {"detail", detail}};
    if (!problems.empty()) {
        auto list = nlohmann::ordered_json::array();
        for (const surveys::Problem& problem : problems) {
            list.push_back({{"question", problem.place}, {"problem", problem.words.in(locale)}});
        }
        body["problems"] = list;
    }
    response.status = status;
    response.set_header("Content-Language", std::string(name(locale)));
    // A problem may quote what was sent: bytes that are no UTF-8 are replaced, never thrown at.
    response.set_content(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                         "application/problem+json");
}

}  // namespace http
