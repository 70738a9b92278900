#include "http/public/public_site.h"

#include <httplib.h>

#include <exception>
#include <stdexcept>
#include <utility>

#include "http/front/router.h"
#include "http/public/message_reply.h"
#include "http/public/reception.h"
#include "http/public/reply.h"
#include "http/watch/log.h"

namespace http {
namespace {

bool wants_problem(const httplib::Request& request) { return request.path.starts_with("/api/"); }

void reply_failure(const Reception& reception, const httplib::Request& request,
                   httplib::Response& response, int status, Phrase phrase) {
    if (wants_problem(request)) {
        return reply_problem(response, status, phrase,
                             asked_locale(request, reception.options.locale));
    }
    reply_message(reception, response, status, phrase, look_of(request, reception.options.locale));
}

Phrase phrase_for(int status) {
    if (status == 404) return Phrase::no_such_page;
    if (status == 413) return Phrase::too_large;
    return status < 500 ? Phrase::malformed : Phrase::our_fault;
}

// Words for what the router refused, and the headers of every response.
void finish(const Reception& reception, const httplib::Request& request,
            httplib::Response& response) {
    if (reception.held) return;  // what the route replied is dropped
    if (response.status >= 400 && response.body.empty()) {
        reply_failure(reception, request, response, response.status, phrase_for(response.status));
    }
    secure(response);
}

void fail(const Reception& reception, const httplib::Request& request,
          httplib::Response& response, const std::exception& error) {
    // The path of a code's page is a secret of its holder: it is never logged.
    note(LogLevel::error, "public_request_failed", {{"reason", reason_of(error)}});
    response = {};
    const bool world_failed = dynamic_cast<const std::runtime_error*>(&error) != nullptr;
    reply_failure(reception, request, response, world_failed ? 503 : 500,
                  world_failed ? Phrase::try_later : Phrase::our_fault);
}

void refresh(Reception& reception) {
    if (reception.intake.is_being_written()) return;
    try {
        reception.catalogue.refresh();
    } catch (const std::runtime_error& error) {
        // What we know already is served all the same.
        note(LogLevel::error, "catalogue_unread", {{"reason", reason_of(error)}});
    }
}

}  // namespace

class PublicSite::Body {
public:
    Body(surveys::Store& store, Metrics& metrics, PublicOptions options,
         std::function<std::int64_t()> now_ms)
        : reception(store, metrics, std::move(options), std::move(now_ms)) {
        add_api_routes(router, reception);
        add_form_routes(router, reception);
        add_page_routes(router, reception);
        add_code_routes(router, reception);
        add_plain_routes(router, reception);
        router.finish([this](const auto& request, auto& response) {
            finish(reception, request, response);
        });
        router.on_failure([this](const auto& request, auto& response, const auto& error) {
            fail(reception, request, response, error);
        });
    }

    Reception reception;
    Router router;
};

PublicSite::PublicSite(surveys::Store& store, Metrics& metrics, PublicOptions options,
                       std::function<std::int64_t()> now_ms)
    : body_(std::make_unique<Body>(store, metrics, std::move(options), std::move(now_ms))) {}

PublicSite::~PublicSite() = default;

std::optional<std::string> PublicSite::serve(RawRequest&& request, Ticket ticket,
                                             Replies&) {
    Reception& reception = body_->reception;
    reception.ticket = ticket;
    reception.keep_alive = request.keep_alive;
    reception.client = request.client;
    reception.request_bytes = request.bytes.size();
    reception.held = false;
    refresh(reception);
    if (take_at_once(reception, request.bytes)) return std::nullopt;
    std::string response = body_->router.respond(request);
    if (reception.held) return std::nullopt;
    return response;
}

Doorkeeper& PublicSite::doorkeeper() { return body_->reception.door; }

// While a crowd answers, the moment behind a closed batch is often the only one to look around.
void PublicSite::end_turn(Replies& replies) {
    body_->reception.intake.settle(replies);
    refresh(body_->reception);
}

bool PublicSite::wants_a_look() const { return body_->reception.intake.is_gathering(); }
bool PublicSite::has_room() const { return body_->reception.intake.has_room(); }

}  // namespace http
