#include "http/desk/pages/filling.h"

#include <kainjow/mustache.hpp>

#include "engine/expects.h"
#include "http/desk/accounts/secrets.h"
#include "http/desk/desk_routes.h"

namespace http {

void put_words(Filling& filling, std::span<const PageWord> words, surveys::Locale locale) {
    for (const PageWord& word : words)
        filling.set(std::string(word.hole), word.words.in(locale));
}

Filling filling_for(const Asked& asked, std::span<const PageWord> words) {
    Filling filling;
    put_words(filling, words, asked.locale);
    filling.set("lang", std::string(name(asked.locale)));
    filling.set("form_token", form_token(session_secret(asked.request)));
    return filling;
}

std::string fill(std::string_view page_template, const Filling& filling) {
    kainjow::mustache::mustache page{std::string(page_template)};
    engine::expects(page.is_valid(), "our templates are well formed");
    return page.render(filling);
}

}  // namespace http
