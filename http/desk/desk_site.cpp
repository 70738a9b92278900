#include "http/desk/desk_site.h"

#include <httplib.h>

#include "http/desk/desk_api.h"
#include "http/desk/api/reply.h"
#include "http/front/router.h"

namespace http {

std::optional<std::string> DeskSite::serve(const RawRequest& request, Ticket ticket,
                                           Replies& replies) {
    const bool accepted = pool_.submit([&api = api_, request, ticket, &replies] {
        replies.post(ticket, api.respond(request));
    });
    if (accepted) return std::nullopt;
    httplib::Response busy;
    reply_problem(busy, 503,
                  {"办公端正忙，请稍后再试", "The desk is busy, please try again shortly"});
    busy.set_header("Retry-After", "2");
    return serialise(busy, request.keep_alive);
}

}  // namespace http
