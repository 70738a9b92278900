// A visit to a survey's page: with which unit and code somebody came, put into words and fields.
#pragma once

#include <optional>
#include <string>

#include "http/public/look.h"
#include "http/public/stencil.h"
#include "surveys/questionnaires/unit.h"

namespace http {

struct Came {
    std::string survey;
    const surveys::Unit* unit = nullptr;
    std::string code;  // normalised; empty without one
};

Visit visit(const Came& came, const std::string& key, surveys::Locale locale);

// "/s/citizens?u=xz01", "/c/CODE?s=enterprises": where the page is found again.
std::string address_of(const Came& came);
// An address up to the look, fit for an href: it ends in "?" or "&amp;".
std::string link_base(const std::string& address);
// The field in which a code that was refused by form can be mended.
std::string code_field(const std::string& typed, surveys::Locale locale);

}  // namespace http
