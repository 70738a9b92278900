#include "http/desk/pages/work/paper_words.h"

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"

namespace http {
namespace {

const std::array<PageWord, 6> paper_words{{
    {"w_codes", {"调查码", "Codes"}},
    {"w_posters", {"海报", "Posters"}},
    {"w_for_unit", {"单位", "Unit"}},
    {"w_language", {"纸上的语言", "Language of the paper"}},
    {"w_links", {"纸上的链接开头是", "The printed links begin with"}},
    {"w_here_only",
     {"这个网址只有服务器本机能打开：请先让服务器以 --origin https://… 启动，再印。",
      "Only this machine can open that address: start the server with --origin https://… before "
      "you print."}},
}};

bool is_here_only(const std::string& origin) {
    const auto begins = [&](const char* text) { return origin.rfind(text, 0) == 0; };
    return begins("http://127.") || begins("http://localhost") || begins("http://[::1]");
}

}  // namespace

void put_paper_words(Filling& filling, const Asked& asked) {
    put_words(filling, paper_words, asked.locale);
    filling.set("origin", asked.desk.public_origin);
    filling.set("is_here_only", is_here_only(asked.desk.public_origin)
                                    ? Filling::type::bool_true
                                    : Filling::type::bool_false);
}

PaperRoom paper_room(const Asked& asked, surveys::Locale locale) {
    return {.store = asked.desk.store,
            .bureau = asked.desk.bureau,
            .origin = asked.desk.public_origin,
            .locale = locale};
}

}  // namespace http
