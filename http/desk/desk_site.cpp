#include "http/desk/desk_site.h"

#include <httplib.h>

#include <utility>

#include "http/desk/desk_api.h"
#include "http/desk/api/reply.h"
#include "http/front/router.h"

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

bool DeskSite::wants_large_body(std::string_view head) { return api_.knows_who_sent(head); }

}  // namespace http
