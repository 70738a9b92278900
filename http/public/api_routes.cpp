// The API: a survey's definition, and answers as JSON.
#include <httplib.h>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <utility>

#include "http/front/metrics.h"
#include "http/front/router.h"
#include "http/public/posted_answers.h"
#include "http/public/reception.h"
#include "http/public/reply.h"
#include "surveys/calendar.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/submission.h"

namespace http {
namespace {

PostedAnswers posted_in(const httplib::Request& request, surveys::Locale locale,
                        const std::string& survey, const std::string& type,
                        const std::optional<std::string>& key) {
    return {.survey = survey,
            .content_type = type,
            .key = key,
            .keys_differ = request.get_header_value_count("Idempotency-Key") > 1,
            .locale = locale,
            .body = request.body};
}

void hold(Reception& reception, const PostedAnswers& posted, surveys::Submission submission) {
    reception.hold(std::string(posted.survey), std::move(submission),
                   {.ticket = {}, .look = {.locale = posted.locale}, .first = ""});
}

void take_json(Reception& reception, const httplib::Request& request,
               httplib::Response& response) {
    const surveys::Locale locale = asked_locale(request, reception.options.locale);
    const std::string survey = request.matches[1];
    const AskedSurvey* asked = reception.catalogue.find(survey);
    if (!asked) return reply_problem(response, 404, Phrase::no_such_survey, locale);
    if (asked->is_on_paper()) return reply_problem(response, 410, Phrase::on_paper, locale);
    if (asked->is_lost) return reply_problem(response, 410, Phrase::ballot_lost, locale);
    if (request.body.size() > surveys::limits.body_bytes_max) {
        return reply_problem(response, 413, Phrase::too_large, locale);
    }
    const std::string type = request.get_header_value("Content-Type");
    std::optional<std::string> key;
    if (request.has_header("Idempotency-Key")) key = request.get_header_value("Idempotency-Key");
    const PostedAnswers posted = posted_in(request, locale, survey, type, key);
    if (!posted.is_json()) return reply_problem(response, 415, Phrase::not_json, locale);

    surveys::SubmissionReading reading = read_posted(posted, *asked, reception.catalogue);
    if (reading.malformed) {
        return reply_problem(response, 400, Phrase::malformed, locale, reading.problems);
    }
    if (!reading.submission) {
        reception.metrics.rejected_problems += 1;
        return reply_problem(response, 422, Phrase::has_problems, locale, reading.problems);
    }
    if (const auto wait = reception.code_wait(*reading.submission)) {
        reception.metrics.rejected_code_guesses += 1;
        reply_problem(response, 429, Phrase::too_many_codes, locale);
        return retry_after(response, *wait);
    }
    hold(reception, posted, std::move(*reading.submission));
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

bool take_at_once(Reception& reception, std::string_view request) {
    const auto posted = find_posted_answers(request, reception.options.locale);
    if (!posted || !posted->is_json()) return false;
    const AskedSurvey* asked = reception.catalogue.find(posted->survey);
    if (!asked || asked->survey.mode == surveys::Mode::ballot) return false;
    surveys::SubmissionReading reading = read_posted(*posted, *asked, reception.catalogue);
    if (!reading.submission || reception.code_wait(*reading.submission)) return false;
    hold(reception, *posted, std::move(*reading.submission));
    return true;
}

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
