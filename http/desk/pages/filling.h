// A filling: what goes into the holes of a page's template.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "surveys/questionnaires/words.h"

namespace kainjow::mustache {
template <typename string_type>
class basic_data;
}

namespace http {

struct Asked;

using Filling = kainjow::mustache::basic_data<std::string>;

// A fixed text of a template: its hole is named "w_…", so that a test finds the ones left empty.
struct PageWord {
    std::string_view hole;
    surveys::Words words;
};

void put_words(Filling& filling, std::span<const PageWord> words, surveys::Locale locale);

// With those words, `lang`, and `form_token` for the page's forms.
Filling filling_for(const Asked& asked, std::span<const PageWord> words);

// Texts are escaped; a template of ours that is none breaks `expects`.
std::string fill(std::string_view page_template, const Filling& filling);

}  // namespace http
