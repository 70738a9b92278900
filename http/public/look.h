// A look: in which language and letter size a visitor wants a page.
#pragma once

#include <string>
#include <string_view>

#include "surveys/questionnaires/words.h"

namespace httplib {
struct Request;
}

namespace http {

struct Look {
    surveys::Locale locale = surveys::Locale::zh_cn;
    bool large = false;

    friend bool operator==(const Look&, const Look&) = default;
    friend auto operator<=>(const Look&, const Look&) = default;
};

// Of a page: ?lang=en|zh-CN and ?size=large. A page is Chinese until the visitor asks otherwise.
Look look_of(const httplib::Request& request, surveys::Locale usual);
// Of an API answer: the first language of Accept-Language that we speak.
surveys::Locale asked_locale(const httplib::Request& request,
                             surveys::Locale usual = surveys::Locale::zh_cn);
surveys::Locale first_spoken(std::string_view accept_language, surveys::Locale usual);

// "lang=en&size=large"; empty for the usual look. Links carry it from page to page.
std::string query(const Look& look);
// "/s/citizens" or "/s/citizens?lang=en"
std::string with_look(const std::string& path, const Look& look);

}  // namespace http
