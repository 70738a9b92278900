// The API: a survey's definition, and answers as JSON.
#include <httplib.h>

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

#include "http/front/metrics.h"
#include "http/front/router.h"
#include "http/public/idempotency_key.h"
#include "http/public/reception.h"
#include "http/public/reply.h"
#include "http/public/submission_check.h"
#include "surveys/calendar.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/submission.h"

namespace http {
namespace {

bool is_json(const httplib::Request& request) {
    std::string type = request.get_header_value("Content-Type");
    type = type.substr(0, type.find_first_of("; "));
    return type == "application/json";
}

// The key, or a problem of a key that cannot be used.
surveys::Problems read_key(const httplib::Request& request, surveys::Submission& submission) {
    if (!request.has_header("Idempotency-Key")) return {};
    submission.key = idempotency_key(request.get_header_value("Idempotency-Key"));
    if (submission.key && request.get_header_value_count("Idempotency-Key") == 1) return {};
    return {{.place = "Idempotency-Key",
             .words = {.zh_cn = std::string(say(Phrase::malformed_key, surveys::Locale::zh_cn)),
                       .en = std::string(say(Phrase::malformed_key, surveys::Locale::en))}}};
}

void take_json(Reception& reception, const httplib::Request& request,
               httplib::Response& response) {
    const surveys::Locale locale = asked_locale(request, reception.options.locale);
    const std::string survey = request.matches[1];
    const AskedSurvey* asked = reception.catalogue.find(survey);
    if (!asked) return reply_problem(response, 404, Phrase::no_such_survey, locale);
    if (asked->survey.mode == surveys::Mode::ballot) {
        return reply_problem(response, 410, Phrase::on_paper, locale);
    }
    if (request.body.size() > surveys::limits.body_bytes_max) {
        return reply_problem(response, 413, Phrase::too_large, locale);
    }
    if (!is_json(request)) return reply_problem(response, 415, Phrase::not_json, locale);

    surveys::SubmissionReading reading =
        surveys::read_submission_json(request.body, asked->questionnaire);
    if (reading.malformed) {
        return reply_problem(response, 400, Phrase::malformed, locale, reading.problems);
    }
    surveys::Submission submission = std::move(reading.submission).value_or(surveys::Submission{});
    surveys::Problems problems = std::move(reading.problems);
    if (problems.empty()) check_submission(submission, *asked, reception.catalogue, problems);
    for (surveys::Problem& problem : read_key(request, submission)) {
        problems.push_back(std::move(problem));
    }
    if (!problems.empty()) {
        reception.metrics.rejected_problems += 1;
        return reply_problem(response, 422, Phrase::has_problems, locale, problems);
    }
    if (const auto wait = reception.code_wait(submission)) {
        reception.metrics.rejected_code_guesses += 1;
        reply_problem(response, 429, Phrase::too_many_codes, locale);
        return retry_after(response, *wait);
    }
    reception.hold(survey, std::move(submission),
                   {.ticket = {}, .look = {.locale = locale}, .first = ""});
}

void tell_definition(Reception& reception, const httplib::Request& request,
                     httplib::Response& response) {
    const AskedSurvey* asked = reception.catalogue.find(std::string(request.matches[1]));
    if (!asked) {
        return reply_problem(response, 404, Phrase::no_such_survey,
                             asked_locale(request, reception.options.locale));
    }
    const surveys::Survey& survey = asked->survey;
    auto definition = nlohmann::ordered_json::parse(asked->questionnaire.definition);
    const bool is_over = survey.state == surveys::SurveyState::open &&
                         !survey.takes_answers_at(reception.now_ms());
    definition["state"] = is_over ? name(surveys::SurveyState::closed) : name(survey.state);
    definition["version"] = survey.version;
    definition["sha256"] = asked->questionnaire.sha256;
    if (survey.closes_ms) definition["closes_at"] = surveys::iso_instant(*survey.closes_ms);
    if (reception.store.is_demo()) definition["demo"] = true;
    definition["page"] = reception.options.origin + "/s/" + survey.id;
    const std::string text = definition.dump();
    response.set_header("Cache-Control", "no-cache");
    if (!reply_unchanged(request, response, content_hash(text))) reply_json(response, 200, text);
}

}  // namespace

void add_api_routes(Router& router, Reception& reception) {
    router.post("/api/v1/surveys/([^/]+)/responses",
                [&](const auto& request, auto& response) {
                    take_json(reception, request, response);
                });
    router.get("/api/v1/surveys/([^/]+)", [&](const auto& request, auto& response) {
        tell_definition(reception, request, response);
    });
}

}  // namespace http
