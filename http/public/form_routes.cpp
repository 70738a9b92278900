// Answers by form: the way that needs no script.
#include <httplib.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "http/front/metrics.h"
#include "http/front/router.h"
#include "http/public/message_reply.h"
#include "http/public/reception.h"
#include "http/public/reply.h"
#include "http/public/submission_check.h"
#include "http/public/visit.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/submission.h"
#include "surveys/store/store.h"

namespace http {
namespace {

// A form as it came, before anybody judged it.
struct Sent {
    const AskedSurvey& asked;
    Look look;
    surveys::FormFields fields;
    std::optional<surveys::ResponseId> first;
    std::optional<surveys::StoredResponse> earlier;  // the response with the id `first`
};

std::string field(const surveys::FormFields& fields, std::string_view name) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [name](const auto& one) { return one.first == name; });
    return found == fields.end() ? std::string() : found->second;
}

bool is_form(const httplib::Request& request) {
    const std::string type = request.get_header_value("Content-Type");
    return type.substr(0, type.find_first_of("; ")) == "application/x-www-form-urlencoded";
}

// The same page again, with what was entered and what must change.
void ask_again(Reception& reception, const Sent& sent, const surveys::Problems& problems,
               httplib::Response& response) {
    const surveys::FormFields& fields = sent.fields;
    Came came{.survey = sent.asked.survey.id,
              .unit = reception.catalogue.unit(field(fields, "unit")),
              .code = field(fields, "code")};
    const bool code_is_wrong = std::any_of(problems.begin(), problems.end(), [](const auto& one) {
        return one.place == "code";
    });
    if (code_is_wrong) came.code.clear();
    Visit again = visit(came, reception.fresh_key(), sent.look.locale);
    if (code_is_wrong) again.fields += code_field(field(fields, "code"), sent.look.locale);

    const auto& questionnaire = sent.asked.questionnaire;
    const FormPage page{.questionnaire = questionnaire,
                        .questions = sent.earlier
                                         ? second_page(questionnaire, sent.earlier->answers)
                                         : first_page(questionnaire),
                        .look = sent.look,
                        .visit = again,
                        .first = sent.first ? hex(*sent.first) : std::string(),
                        .entered = &fields,
                        .problems = &problems};
    reply_page(response, 422, reception.pages.form(page));
}

void judge(Reception& reception, const Sent& sent, httplib::Response& response) {
    const surveys::Survey& survey = sent.asked.survey;
    surveys::SubmissionReading reading = surveys::read_submission_form(
        sent.fields, sent.asked.questionnaire, sent.earlier ? &sent.earlier->answers : nullptr);
    if (reading.malformed) {
        return reply_message(reception, response, 400, Phrase::malformed, sent.look);
    }
    surveys::Problems problems = std::move(reading.problems);
    surveys::Submission submission = std::move(reading.submission).value_or(surveys::Submission{});
    submission.supplements = sent.first;
    if (problems.empty()) check_submission(submission, sent.asked, reception.catalogue, problems);
    if (!problems.empty()) {
        reception.metrics.rejected_problems += 1;
        if (!survey.takes_answers_at(reception.now_ms())) {
            return reply_message(reception, response, 410,
                                 not_open_in_words(survey, sent.look.locale), sent.look);
        }
        return ask_again(reception, sent, problems, response);
    }
    const std::string first = sent.first ? hex(*sent.first) : std::string();
    if (sent.first && submission.answers.empty()) {
        return reply_see_other(response,
                               with_look("/s/" + survey.id + "/thanks/" + first, sent.look));
    }
    if (const auto wait = reception.code_wait(submission)) {
        reception.metrics.rejected_code_guesses += 1;
        reply_message(reception, response, 429, Phrase::too_many_codes, sent.look);
        return retry_after(response, *wait);
    }
    reception.hold(survey.id, std::move(submission),
                   {.ticket = {}, .by_form = true, .look = sent.look, .first = first});
}

void take_form(Reception& reception, const httplib::Request& request,
               httplib::Response& response) {
    const Look look = look_of(request, reception.options.locale);
    const auto say_no = [&](int status, Phrase why) {
        reply_message(reception, response, status, why, look);
    };
    const AskedSurvey* asked = reception.catalogue.find(std::string(request.matches[1]));
    if (!asked) return say_no(404, Phrase::no_such_survey);
    if (asked->is_on_paper()) return say_no(410, Phrase::on_paper);
    if (asked->is_lost) return say_no(410, Phrase::ballot_lost);
    if (request.body.size() > surveys::limits.body_bytes_max) {
        return say_no(413, Phrase::too_large);
    }
    if (!is_form(request)) return say_no(415, Phrase::not_a_form);
    auto fields = surveys::parse_form(request.body);
    if (!fields) return say_no(400, Phrase::malformed);

    Sent sent{.asked = *asked, .look = look, .fields = std::move(*fields), .first = {},
              .earlier = {}};
    const std::string first = field(sent.fields, "first");
    if (!first.empty() && asked->survey.mode == surveys::Mode::ballot) {
        return say_no(404, Phrase::no_such_response);
    }
    if (!first.empty()) {
        sent.first = surveys::id_from_hex(first);
        if (sent.first) sent.earlier = reception.store.response(asked->survey.id, *sent.first);
        if (!sent.earlier || sent.earlier->supplements) {
            return say_no(404, Phrase::no_such_response);
        }
    }
    judge(reception, sent, response);
}

}  // namespace

void add_form_routes(Router& router, Reception& reception) {
    router.post("/s/([^/]+)", [&](const auto& request, auto& response) {
        take_form(reception, request, response);
    });
}

}  // namespace http
