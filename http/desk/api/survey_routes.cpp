#include <httplib.h>

#include <nlohmann/json.hpp>

#include "http/desk/api/body.h"
#include "http/desk/api/reply.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/paper.h"
#include "http/desk/trail.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using Json = nlohmann::ordered_json;
using surveys::Role;

const surveys::Words no_such_survey{"没有这项调查", "There is no such survey"};
const surveys::Words no_such_batch{"没有这批码", "There is no such batch of codes"};

Json instant(const std::optional<std::int64_t>& utc_ms) {
    return utc_ms ? Json(surveys::iso_instant(*utc_ms)) : Json(nullptr);
}

// Of a ballot that is held with codes; until it is closed `received` counts in fives.
Json ballot_object(const surveys::BallotStanding& ballot) {
    return {{"roster", ballot.roster},
            {"list_hash", ballot.list_hash},
            {"received", ballot.received},
            {"lost", ballot.is_lost},
            {"finding", ballot.finding ? Json(name(*ballot.finding)) : Json(nullptr)}};
}

Json survey_object(const surveys::Store& store, const surveys::Survey& survey) {
    const auto questionnaire = store.questionnaire(survey.id, survey.version);
    Json object{{"id", survey.id},
                {"version", survey.version},
                {"mode", name(survey.mode)},
                {"state", name(survey.state)}};
    if (questionnaire) {
        object["title"] = {{"zh-CN", questionnaire->title.zh_cn},
                           {"en", questionnaire->title.en}};
        object["sha256"] = questionnaire->sha256;
    }
    object["opened_at"] = instant(survey.opened_ms);
    object["closes_at"] = instant(survey.closes_ms);
    object["closed_at"] = instant(survey.closed_ms);
    if (const auto ballot = store.ballot(survey.id)) object["ballot"] = ballot_object(*ballot);
    return object;
}

void list_surveys(const Asked& asked, httplib::Response& response) {
    Json surveys = Json::array();
    for (const auto& survey : asked.desk.store.surveys())
        surveys.push_back(survey_object(asked.desk.store, survey));
    reply_json(response, 200, {{"surveys", surveys}});
}

void show_survey(const Asked& asked, httplib::Response& response) {
    const auto survey = asked.desk.store.survey(asked.match(1));
    if (!survey) return reply_problem(response, 404, no_such_survey, asked.locale);
    Json object = survey_object(asked.desk.store, *survey);
    if (const auto words = asked.desk.store.questionnaire(survey->id, survey->version))
        object["questionnaire"] = Json::parse(words->definition);
    reply_json(response, 200, object);
}

void add_survey(const Asked& asked, httplib::Response& response) {
    const auto reading = surveys::read_questionnaire(asked.request.body);
    auto problems = reading.problems;
    if (reading.questionnaire) problems = asked.desk.store.add(*reading.questionnaire);
    if (!problems.empty()) return reply_problems(response, problems, asked.locale);
    const auto survey = asked.desk.store.survey(reading.questionnaire->id);
    reply_json(response, 201, survey_object(asked.desk.store, survey.value()));
}

void open_survey(const Asked& asked, httplib::Response& response) {
    const std::string id = asked.match(1);
    if (!asked.desk.store.survey(id))
        return reply_problem(response, 404, no_such_survey, asked.locale);
    Body body = read_body(asked.request.body, {{"closes"}});
    std::optional<std::int64_t> closes_ms;
    if (const auto date = body.text("closes")) {
        const auto day = surveys::parse_date(*date);
        if (day) closes_ms = surveys::midnight_ms(*day + 1);  // the closing day still counts
        else body.problems.push_back({"closes", {"日期应写作 2026-12-31", "Write a date as "
                                                                       "2026-12-31"}});
    }
    if (body.problems.empty())
        body.problems = asked.desk.store.open(id, asked.desk.now_ms(), closes_ms);
    if (!body.problems.empty())
        return reply_problems(response, body.problems, asked.locale);
    write_down_ballot(asked, id);
    reply_json(response, 200, survey_object(asked.desk.store, asked.desk.store.survey(id).value()));
}

void close_survey(const Asked& asked, httplib::Response& response) {
    const std::string id = asked.match(1);
    if (!asked.desk.store.survey(id))
        return reply_problem(response, 404, no_such_survey, asked.locale);
    const auto problems = asked.desk.store.close(id, asked.desk.now_ms());
    if (!problems.empty()) return reply_problems(response, problems, asked.locale);
    write_down_ballot(asked, id);
    reply_json(response, 200, survey_object(asked.desk.store, asked.desk.store.survey(id).value()));
}

void list_units(const Asked& asked, httplib::Response& response) {
    Json units = Json::array();
    for (const auto& unit : asked.desk.store.units())
        units.push_back({{"code", unit.code}, {"name", unit.name}, {"parent", unit.parent},
                         {"kind", unit.kind}});
    reply_json(response, 200, {{"units", units}});
}

void add_units(const Asked& asked, httplib::Response& response) {
    const auto reading = surveys::read_units(asked.request.body, asked.desk.store.units());
    if (!reading.problems.empty())
        return reply_problems(response, reading.problems, asked.locale);
    asked.desk.store.add(reading.units);
    reply_json(response, 201, {{"units", reading.units.size()}});
}

Json batch_object(const surveys::CodeBatch& batch) {
    return {{"number", batch.number}, {"unit", batch.unit},
            {"made_at", surveys::iso_instant(batch.made_ms)},
            {"made", batch.made},     {"used", batch.used},
            {"revoked", batch.revoked}};
}

void list_codes(const Asked& asked, httplib::Response& response) {
    const std::string survey = asked.request.get_param_value("survey");
    if (!asked.desk.store.survey(survey))
        return reply_problem(response, 404, no_such_survey, asked.locale);
    Json batches = Json::array();
    for (const auto& batch : asked.desk.store.code_batches(survey))
        batches.push_back(batch_object(batch));
    reply_json(response, 200, {{"survey", survey}, {"batches", batches}});
}

void make_codes(const Asked& asked, httplib::Response& response) {
    Body body = read_body(asked.request.body, {{"survey", FieldType::text, true},
                                               {"count", FieldType::count, true},
                                               {"unit"}});
    const CodeOrder order{.survey = body.text("survey").value_or(""),
                          .count = body.count("count").value_or(0),
                          .unit = body.text("unit").value_or("")};
    if (body.problems.empty()) body.problems = check(order, asked.desk.store);
    if (!body.problems.empty()) return reply_problems(response, body.problems, asked.locale);
    const auto codes = asked.desk.store.make_codes(order.survey, order.count, order.unit,
                                                   asked.desk.now_ms());
    Json made{{"survey", order.survey}, {"codes", codes}};
    if (const auto ballot = asked.desk.store.ballot(order.survey))
        made["list_hash"] = ballot->list_hash;
    reply_json(response, 201, made);
}

void revoke_codes(const Asked& asked, httplib::Response& response) {
    const std::string survey = asked.match(1);
    const std::int64_t number = std::stoll(asked.match(2));
    if (!asked.desk.store.revoke_codes(survey, number))
        return reply_problem(response, 404, no_such_batch, asked.locale);
    for (const auto& batch : asked.desk.store.code_batches(survey))
        if (batch.number == number) return reply_json(response, 200, batch_object(batch));
}

}  // namespace

void add_survey_routes(DeskRoutes& routes) {
    routes.read(Role::viewer, "/api/v1/surveys", list_surveys);
    routes.read(Role::viewer, "/api/v1/surveys/([^/]+)", show_survey);
    routes.read(Role::viewer, "/api/v1/units", list_units);
    routes.read(Role::viewer, "/api/v1/codes", list_codes);
    routes.write(Role::administrator, "/api/v1/surveys", "survey.add", add_survey);
    routes.write(Role::officer, "/api/v1/surveys/([^/]+)/open", "survey.open", open_survey);
    routes.write(Role::officer, "/api/v1/surveys/([^/]+)/close", "survey.close", close_survey);
    routes.write(Role::administrator, "/api/v1/units", "units.add", add_units);
    routes.write(Role::officer, "/api/v1/codes", "codes.make", make_codes);
    routes.write(Role::officer, "/api/v1/codes/([^/]+)/([0-9]{1,15})/revoke", "codes.revoke",
                 revoke_codes);
}

}  // namespace http
