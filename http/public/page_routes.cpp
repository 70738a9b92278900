// The pages of a survey: its questions, its thank-you, the ballot's word of receipt.
#include <httplib.h>

#include <optional>
#include <string>

#include "http/front/router.h"
#include "http/public/message_reply.h"
#include "http/public/reception.h"
#include "http/public/reply.h"
#include "http/public/submission_check.h"
#include "http/public/visit.h"
#include "surveys/store/store.h"

namespace http {
namespace {

void tell_unknown_unit(const Reception& reception, const std::string& survey,
                       const std::string& unit, const Look& look, httplib::Response& response) {
    reply_page(response, 404,
               reception.pages.message(
                   {.look = look,
                    .here = link_base("/s/" + survey + "?u=" + unit),
                    .heading = unknown_unit(unit).words.in(look.locale),
                    .text = "",
                    .link = with_look("/s/" + survey, look),
                    .link_word = std::string(say(Phrase::without_unit, look.locale))}));
}

void show_survey(Reception& reception, const httplib::Request& request,
                 httplib::Response& response) {
    const Look look = look_of(request, reception.options.locale);
    const std::string id = request.matches[1];
    const AskedSurvey* asked = reception.catalogue.find(id);
    if (!asked) return reply_message(reception, response, 404, Phrase::no_such_survey, look);
    const surveys::Survey& survey = asked->survey;
    if (asked->is_on_paper()) {
        return reply_message(reception, response, 200,
                             asked->questionnaire.title.in(look.locale), look,
                             std::string(say(Phrase::on_paper, look.locale)) + " " +
                                 std::string(say(Phrase::on_paper_hint, look.locale)));
    }
    if (!survey.takes_answers_at(reception.now_ms())) {
        return reply_message(reception, response, 410, not_open_in_words(survey, look.locale),
                             look);
    }
    if (asked->is_lost) return reply_message(reception, response, 410, Phrase::ballot_lost, look);
    if (survey.mode != surveys::Mode::open) {
        return reply_see_other(response, with_look("/c?s=" + survey.id, look));
    }
    const std::string code = request.get_param_value("u");
    const surveys::Unit* unit = reception.catalogue.unit(code);
    if (!unit && !code.empty()) return tell_unknown_unit(reception, id, code, look, response);
    const Came came{.survey = id, .unit = unit, .code = ""};
    reply_page(response, 200,
               reception.forms.page(*asked, reception.catalogue.version(), look,
                                    visit(came, reception.fresh_key(), look.locale)));
}

void show_thanks(Reception& reception, const httplib::Request& request,
                 httplib::Response& response) {
    const Look look = look_of(request, reception.options.locale);
    const AskedSurvey* asked = reception.catalogue.find(std::string(request.matches[1]));
    const auto id = surveys::id_from_hex(std::string(request.matches[2]));
    std::optional<surveys::StoredResponse> first;
    if (asked && asked->survey.mode != surveys::Mode::ballot && id) {
        first = reception.store.response(asked->survey.id, *id);
    }
    if (!first) return reply_message(reception, response, 404, Phrase::no_such_page, look);

    const Came came{.survey = asked->survey.id,
                    .unit = reception.catalogue.unit(first->unit),
                    .code = ""};
    const bool more_received = request.get_param_value("more") == "done";
    const bool asks_more = !more_received && !first->supplements &&
                           asked->survey.takes_answers_at(reception.now_ms());
    const std::string here = "/s/" + asked->survey.id + "/thanks/" + hex(*id) +
                             (more_received ? "?more=done" : "");
    Visit more_visit = visit(came, reception.fresh_key(), look.locale);
    more_visit.place.clear();
    const FormPage more{.questionnaire = asked->questionnaire,
                        .questions = second_page(asked->questionnaire, first->answers),
                        .look = look,
                        .visit = more_visit,
                        .first = hex(*id)};
    const bool one_each = asked->survey.mode == surveys::Mode::coded;
    reply_page(response, 200,
               reception.pages.thanks(
                   {.look = look,
                    .here = link_base(here),
                    .receipt = surveys::receipt_for_people(*id),
                    .more = asks_more ? &more : nullptr,
                    .more_received = more_received,
                    .again = one_each ? "" : with_look(address_of(came), look)}));
}

// A ballot's word of receipt: the same for everybody, so that it tells nothing about anybody.
void show_received(Reception& reception, const httplib::Request& request,
                   httplib::Response& response) {
    const Look look = look_of(request, reception.options.locale);
    const AskedSurvey* asked = reception.catalogue.find(std::string(request.matches[1]));
    if (!asked || asked->survey.mode != surveys::Mode::ballot) {
        return reply_message(reception, response, 404, Phrase::no_such_page, look);
    }
    reply_page(response, 200,
               reception.pages.thanks({.look = look,
                                       .here = "?",
                                       .receipt = "",
                                       .more = nullptr,
                                       .more_received = false,
                                       .again = ""}));
}

}  // namespace

void add_page_routes(Router& router, Reception& reception) {
    const auto add = [&](const char* pattern, auto show) {
        router.get(pattern, [&reception, show](const auto& request, auto& response) {
            show(reception, request, response);
        });
    };
    add("/s/([^/]+)", show_survey);
    add("/s/([^/]+)/thanks/([0-9a-f]{32})", show_thanks);
    add("/s/([^/]+)/received", show_received);
}

}  // namespace http
