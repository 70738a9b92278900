#include "http/public/visit.h"

#include "http/public/markup.h"
#include "http/public/words.h"

namespace http {

Visit visit(const Came& came, const std::string& key, surveys::Locale locale) {
    Visit visit{.key = key, .here = link_base(address_of(came)), .fields = "", .place = ""};
    if (came.unit) {
        visit.fields += hidden_field("unit", came.unit->code);
        visit.place = "<strong class=\"place\">" +
                      escape_html(say(Phrase::place, locale, came.unit->name)) + "</strong>";
    }
    if (!came.code.empty()) visit.fields += hidden_field("code", came.code);
    const bool scanned = came.unit || !came.code.empty();
    visit.fields += hidden_field("channel", scanned ? "qr" : "web");
    return visit;
}

std::string address_of(const Came& came) {
    if (!came.code.empty()) {
        return "/c/" + escape_url(came.code) + "?s=" + escape_url(came.survey);
    }
    const std::string page = "/s/" + escape_url(came.survey);
    return came.unit ? page + "?u=" + escape_url(came.unit->code) : page;
}

std::string link_base(const std::string& address) {
    return escape_html(address + (address.find('?') == std::string::npos ? "?" : "&"));
}

std::string code_field(const std::string& typed, surveys::Locale locale) {
    return "<div class=\"question field\"><label for=\"f-code\">" +
           escape_html(say(Phrase::code_label, locale)) +
           "</label><input type=\"text\" name=\"code\" id=\"f-code\" maxlength=\"40\" "
           "autocomplete=\"off\" value=\"" +
           escape_html(typed) + "\"></div>\n";
}

}  // namespace http
