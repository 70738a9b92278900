// The plain routes: assets, health and the front door.
#include <httplib.h>

#include <string>

#include "http/front/router.h"
#include "http/public/message_reply.h"
#include "http/public/reception.h"
#include "http/public/reply.h"
#include "surveys/store/store.h"

namespace http {
namespace {

void send_asset(const Reception& reception, const httplib::Request& request,
                httplib::Response& response) {
    if (reply_asset(reception.assets, request, response)) return;
    reply_message(reception, response, 404, Phrase::no_such_page,
                  look_of(request, reception.options.locale));
}

// The front door leads to the citizens' survey, or to any other that everybody may answer.
void open_door(const Reception& reception, const httplib::Request& request,
               httplib::Response& response) {
    const Look look = look_of(request, reception.options.locale);
    const std::int64_t now = reception.now_ms();
    const AskedSurvey* way_in = nullptr;
    for (const AskedSurvey* asked : reception.catalogue.all()) {
        const bool is_for_all = asked->survey.mode == surveys::Mode::open;
        if (!is_for_all || !asked->survey.takes_answers_at(now)) continue;
        if (!way_in || asked->survey.id == "citizens") way_in = asked;
    }
    if (!way_in) return reply_message(reception, response, 404, Phrase::no_such_survey, look);
    reply_see_other(response, with_look("/s/" + way_in->survey.id, look));
}

void tell_ready(const Reception& reception, httplib::Response& response) {
    const bool ready = reception.store.can_store();
    reply_json(response, ready ? 200 : 503, ready ? R"({"status":"ready"})"
                                                  : R"({"status":"cannot store"})");
}

}  // namespace

void add_plain_routes(Router& router, Reception& reception) {
    router.get("/assets/([A-Za-z0-9._-]+)", [&](const auto& request, auto& response) {
        send_asset(reception, request, response);
    });
    router.get("/healthz", [](const auto&, auto& response) {
        reply_json(response, 200, R"({"status":"alive"})");
    });
    router.get("/readyz", [&](const auto&, auto& response) { tell_ready(reception, response); });
    router.get("/", [&](const auto& request, auto& response) {
        open_door(reception, request, response);
    });
}

}  // namespace http
