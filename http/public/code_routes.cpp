// Codes: where one is typed, and the page it leads to. Whether it is good is decided when the
// answer is stored, so that nobody learns it by asking.
#include <httplib.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "http/front/router.h"
#include "http/public/message_reply.h"
#include "http/public/reception.h"
#include "http/public/reply.h"
#include "http/public/visit.h"
#include "surveys/ballots/code.h"

namespace http {
namespace {

// Which survey a typed code is for. `named` is nullptr while that is open; then `possible` are
// offered.
struct Meant {
    const AskedSurvey* named = nullptr;
    std::vector<const AskedSurvey*> possible;
};

Meant meant(const Reception& reception, const httplib::Request& request) {
    Meant meant{.named = nullptr,
                .possible = reception.catalogue.that_take_codes(reception.now_ms())};
    const std::string wanted = request.get_param_value("s");
    const AskedSurvey* asked = reception.catalogue.find(wanted);
    if (asked && !asked->is_on_paper()) {
        meant.named = asked;
    } else if (meant.possible.size() == 1) {
        meant.named = meant.possible.front();
    }
    return meant;
}

struct Typed {
    std::string code;
    std::string problem;
    bool survey_is_missing = false;
};

void ask_code(const Reception& reception, const Meant& meant, const Typed& typed, const Look& look,
              httplib::Response& response) {
    CodePage page{.look = look, .code = typed.code, .problem = typed.problem,
                  .problem_place = typed.survey_is_missing ? "s" : "code",
                  .survey = "", .survey_title = "", .surveys = {}};
    const auto offer = [&](const AskedSurvey& asked) {
        page.surveys.push_back(
            {.id = asked.survey.id, .title = asked.questionnaire.title.in(look.locale)});
    };
    if (meant.named) {
        page.survey = meant.named->survey.id;
        page.survey_title = meant.named->questionnaire.title.in(look.locale);
    } else {
        for (const AskedSurvey* asked : meant.possible) offer(*asked);
    }
    reply_page(response, typed.problem.empty() ? 200 : 422, reception.pages.code(page));
}

// GET /c, and what its own form sends there.
void type_code(Reception& reception, const httplib::Request& request,
               httplib::Response& response) {
    const Look look = look_of(request, reception.options.locale);
    const Meant survey = meant(reception, request);
    if (!survey.named && survey.possible.empty()) {
        return reply_message(reception, response, 404, Phrase::no_coded_survey, look);
    }
    const auto words = [&](Phrase phrase) { return std::string(say(phrase, look.locale)); };
    Typed typed{.code = request.get_param_value("code"), .problem = ""};
    if (!request.has_param("code")) return ask_code(reception, survey, typed, look, response);

    const auto code = surveys::normalise_code(typed.code);
    if (typed.code.empty()) {
        typed.problem = words(Phrase::needs_code);
    } else if (!code) {
        typed.problem = words(Phrase::malformed_code);
    } else if (!survey.named) {
        typed.problem = words(Phrase::choose_one);
        typed.survey_is_missing = true;
    }
    if (!typed.problem.empty()) return ask_code(reception, survey, typed, look, response);
    const Came came{.survey = survey.named->survey.id, .unit = nullptr, .code = *code};
    reply_see_other(response, with_look(address_of(came), look));
}

// GET /c/{code}: the page, with the code in it.
void show_coded(Reception& reception, const httplib::Request& request,
                httplib::Response& response) {
    const Look look = look_of(request, reception.options.locale);
    const std::string given = request.matches[1];
    const auto code = surveys::normalise_code(given);
    const Meant survey = meant(reception, request);
    if (!survey.named && survey.possible.empty()) {
        return reply_message(reception, response, 404, Phrase::no_coded_survey, look);
    }
    if (!code) {
        return ask_code(reception, survey,
                        {.code = given,
                         .problem = std::string(say(Phrase::malformed_code, look.locale))},
                        look, response);
    }
    if (!survey.named) return ask_code(reception, survey, {.code = given, .problem = ""}, look,
                                       response);
    const AskedSurvey& asked = *survey.named;
    if (!asked.survey.takes_answers_at(reception.now_ms())) {
        return reply_message(reception, response, 410,
                             not_open_in_words(asked.survey, look.locale), look);
    }
    if (asked.is_lost) return reply_message(reception, response, 410, Phrase::ballot_lost, look);
    const Came came{.survey = asked.survey.id, .unit = nullptr, .code = *code};
    reply_page(response, 200,
               reception.forms.page(asked, reception.catalogue.version(), look,
                                    visit(came, reception.fresh_key(), look.locale)));
}

}  // namespace

void add_code_routes(Router& router, Reception& reception) {
    router.get("/c", [&](const auto& request, auto& response) {
        type_code(reception, request, response);
    });
    router.get("/c/([^/]+)", [&](const auto& request, auto& response) {
        show_coded(reception, request, response);
    });
}

}  // namespace http
