#include "http/desk/desk_site.h"

#include <httplib.h>

#include <exception>
#include <utility>

#include "http/desk/desk_api.h"
#include "http/desk/api/reply.h"
#include "http/front/router.h"
#include "http/watch/log.h"

namespace http {

std::optional<std::string> DeskSite::serve(RawRequest&& request, Ticket ticket,
                                           Replies& replies) {
    const bool keep_alive = request.keep_alive;
    const bool accepted =
        pool_.submit([&api = api_, request = std::move(request), ticket, &replies] {
            replies.post(ticket, api.respond(request));
        });
    if (accepted) return std::nullopt;
    httplib::Response busy;
    reply_problem(busy, 503,
                  {"办公端正忙，请稍后再试", "The desk is busy, please try again shortly"});
    busy.set_header("Retry-After", "2");
    return serialise(busy, keep_alive);
}

// A store that cannot be asked knows nobody; why, the request's own answer says.
bool DeskSite::wants_large_body(std::string_view head) {
    try {
        return api_.knows_who_sent(head);
    } catch (const std::exception& failure) {
        note(LogLevel::error, "desk_request_failed", {{"reason", reason_of(failure)}});
        return false;
    }
}

}  // namespace http
