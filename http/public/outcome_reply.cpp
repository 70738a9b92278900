#include "http/public/outcome_reply.h"

#include <httplib.h>

#include <nlohmann/json.hpp>

#include "http/front/router.h"
#include "http/public/reply.h"
#include "http/public/words.h"
#include "surveys/calendar.h"

namespace http {
namespace {

using Kind = surveys::Outcome::Kind;

// Milliseconds of a closing that is an instant at midnight belong to the day before it.
std::int64_t last_day_before(std::int64_t closes_ms) { return surveys::day_of(closes_ms - 1); }

// Everything but a receipt, for a program. A ballot's words are the same for everybody, so that
// they tell nothing about anybody: the time is that of its opening.
void tell_program(const AskedSurvey* asked, const Asker& asker, const surveys::Outcome& outcome,
                  httplib::Response& response) {
    const surveys::Locale locale = asker.look.locale;
    switch (outcome.kind) {
        case Kind::stored:
        case Kind::repeated:
            return reply_json(response, 201,
                              R"({"receipt":"已收到","received_at":")" +
                                  surveys::iso_instant(outcome.received_ms) + "\"}");
        case Kind::key_reused: return reply_problem(response, 409, Phrase::key_reused, locale);
        case Kind::code_refused: return reply_problem(response, 409, Phrase::code_refused, locale);
        case Kind::not_open:
            if (!asked) return reply_problem(response, 410, Phrase::closed, locale);
            return reply_problem(response, 410, not_open_in_words(asked->survey, locale), locale);
        case Kind::no_such_response:
            return reply_problem(response, 404, Phrase::no_such_response, locale);
    }
}

struct Telling {
    int status;
    MessagePage page;
};

// Everything but a stored answer, for a person.
Telling telling(const AskedSurvey* asked, const std::string& survey, const Asker& asker,
                Kind kind) {
    const Look& look = asker.look;
    const auto words = [&](Phrase phrase) { return std::string(say(phrase, look.locale)); };
    MessagePage page{.look = look, .here = "/s/" + survey + "?", .heading = "", .text = "",
                     .link = "", .link_word = ""};
    switch (kind) {
        case Kind::code_refused:
            page.heading = words(Phrase::code_refused);
            page.link = with_look("/c?s=" + survey, look);
            page.link_word = words(Phrase::code_title);
            return {409, page};
        case Kind::not_open:
            page.heading = asked ? not_open_in_words(asked->survey, look.locale)
                                 : words(Phrase::closed);
            return {410, page};
        case Kind::no_such_response:
            page.heading = words(Phrase::no_such_response);
            return {404, page};
        case Kind::key_reused:
        case Kind::stored:
        case Kind::repeated: break;
    }
    page.heading = words(Phrase::already_rated);
    page.text = words(Phrase::already_rated_hint);
    page.link = with_look("/s/" + survey, look);
    page.link_word = words(Phrase::rate_again);
    return {409, page};
}

std::string thanks_path(const AskedSurvey* asked, const std::string& survey, const Asker& asker,
                        const surveys::Outcome& outcome) {
    if (asked && asked->survey.mode == surveys::Mode::ballot)
        return with_look("/s/" + survey + "/received", asker.look);
    const std::string base = "/s/" + survey + "/thanks/";
    if (asker.first.empty()) return with_look(base + hex(outcome.id), asker.look);
    return with_look(base + asker.first + "?more=done", asker.look);
}

}  // namespace

std::string not_open_in_words(const surveys::Survey& survey, surveys::Locale locale) {
    if (survey.state == surveys::SurveyState::draft) {
        return std::string(say(Phrase::not_yet_open, locale));
    }
    const bool by_hand = survey.closed_ms && (!survey.closes_ms ||
                                              *survey.closed_ms < *survey.closes_ms);
    if (!by_hand && !survey.closes_ms) return std::string(say(Phrase::closed, locale));
    const std::int64_t day = by_hand ? surveys::day_of(*survey.closed_ms)
                                     : last_day_before(*survey.closes_ms);
    return say(Phrase::closed_on, locale, day_in_words(day, locale));
}

std::string OutcomeReply::tell(const std::string& survey, const Asker& asker,
                               const surveys::Outcome& outcome) const {
    const bool kept = outcome.kind == Kind::stored || outcome.kind == Kind::repeated;
    if (kept && !asker.by_form && !asker.tried.is_secret)
        return receipts_.tell(outcome.id, outcome.received_ms, asker.keep_alive);
    httplib::Response response;
    const AskedSurvey* asked = catalogue_.find(survey);
    if (!asker.by_form) {
        tell_program(asked, asker, outcome, response);
    } else if (kept) {
        reply_see_other(response, thanks_path(asked, survey, asker, outcome));
    } else {
        const Telling told = telling(asked, survey, asker, outcome.kind);
        reply_page(response, told.status, pages_.message(told.page));
    }
    secure(response);
    return serialise(response, asker.keep_alive);
}

std::string OutcomeReply::tell_failure(const Asker& asker, int status) const {
    httplib::Response response;
    const Phrase phrase = status == 503 ? Phrase::try_later : Phrase::our_fault;
    if (asker.by_form) {
        reply_page(response, status,
                   pages_.message({.look = asker.look,
                                   .here = "?",
                                   .heading = std::string(say(phrase, asker.look.locale)),
                                   .text = "",
                                   .link = "",
                                   .link_word = ""}));
    } else {
        reply_problem(response, status, phrase, asker.look.locale);
    }
    secure(response);
    return serialise(response, asker.keep_alive);
}

}  // namespace http
