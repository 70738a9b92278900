#include "http/desk/pages/confirm_page.h"

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_routes.h"
#include "http/desk/pages/form_parts.h"
#include "http/pages.h"

namespace http {
namespace {

const std::array<PageWord, 2> confirm_words{{
    {"w_reason", {"原因（会留在记录里）", "Reason (stays in the record)"}},
    {"w_back", {"不做，返回", "Do nothing and go back"}},
}};

}  // namespace

void reply_confirm_page(const Asked& asked, httplib::Response& response,
                        const ConfirmPage& page) {
    Filling filling = filling_for(asked, confirm_words);
    filling.set("title", page.title.in(asked.locale));
    Filling facts{Filling::type::list};
    for (const Fact& fact : page.facts) {
        Filling item;
        item.set("label", fact.label);
        item.set("text", fact.text);
        facts << item;
    }
    filling.set("facts", facts);
    filling.set("warning", page.warning.in(asked.locale));
    filling.set("action", page.action);
    filling.set("back", page.back);
    filling.set("button", page.button.in(asked.locale));
    filling.set("asks_reason",
                page.asks_reason ? Filling::type::bool_true : Filling::type::bool_false);
    filling.set("reason", page.reason);
    put_problems(filling, page.problems, asked.locale);
    reply_desk_page(asked, response,
                    {.title = page.title.in(asked.locale),
                     .place = page.place,
                     .body = fill(pages::desk_confirm_html, filling)},
                    page.problems.empty() ? 200 : 422);
}

}  // namespace http
