#include <httplib.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/desk/accounts.h"
#include "http/desk/body.h"
#include "http/desk/desk_api.h"
#include "http/desk/reply.h"
#include "http/public/look.h"
#include "surveys/calendar.h"
#include "surveys/limits.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using Json = nlohmann::ordered_json;
using surveys::Role;

const surveys::Words no_such_survey{"没有这项调查", "There is no such survey"};

Json instant(const std::optional<std::int64_t>& utc_ms) {
    return utc_ms ? Json(surveys::iso_instant(*utc_ms)) : Json(nullptr);
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
    return object;
}

void list_surveys(const Desk& desk, httplib::Response& response) {
    Json surveys = Json::array();
    for (const auto& survey : desk.store.surveys())
        surveys.push_back(survey_object(desk.store, survey));
    reply_json(response, 200, {{"surveys", surveys}});
}

void show_survey(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    const auto survey = desk.store.survey(request.matches[1].str());
    if (!survey) return reply_problem(response, 404, no_such_survey, asked_locale(request));
    Json object = survey_object(desk.store, *survey);
    if (const auto asked = desk.store.questionnaire(survey->id, survey->version))
        object["questionnaire"] = Json::parse(asked->definition);
    reply_json(response, 200, object);
}

void add_survey(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    const auto reading = surveys::read_questionnaire(request.body);
    auto problems = reading.problems;
    if (reading.questionnaire) problems = desk.store.add(*reading.questionnaire);
    if (!problems.empty()) return reply_problems(response, problems, asked_locale(request));
    const auto survey = desk.store.survey(reading.questionnaire->id);
    reply_json(response, 201, survey_object(desk.store, survey.value()));
}

void open_survey(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    const std::string id = request.matches[1].str();
    if (!desk.store.survey(id))
        return reply_problem(response, 404, no_such_survey, asked_locale(request));
    Body body = read_body(request.body, {{"closes"}});
    std::optional<std::int64_t> closes_ms;
    if (const auto date = body.text("closes")) {
        const auto day = surveys::parse_date(*date);
        if (day) closes_ms = surveys::midnight_ms(*day + 1);  // the closing day still counts
        else body.problems.push_back({"closes", {"日期应写作 2026-12-31", "Write a date as "
                                                                       "2026-12-31"}});
    }
    if (body.problems.empty())
        body.problems = desk.store.open(id, desk.now_ms(), closes_ms);
    if (!body.problems.empty())
        return reply_problems(response, body.problems, asked_locale(request));
    reply_json(response, 200, survey_object(desk.store, desk.store.survey(id).value()));
}

void close_survey(const Desk& desk, const httplib::Request& request,
                  httplib::Response& response) {
    const std::string id = request.matches[1].str();
    if (!desk.store.survey(id))
        return reply_problem(response, 404, no_such_survey, asked_locale(request));
    const auto problems = desk.store.close(id, desk.now_ms());
    if (!problems.empty()) return reply_problems(response, problems, asked_locale(request));
    reply_json(response, 200, survey_object(desk.store, desk.store.survey(id).value()));
}

void list_units(const Desk& desk, httplib::Response& response) {
    Json units = Json::array();
    for (const auto& unit : desk.store.units())
        units.push_back({{"code", unit.code}, {"name", unit.name}, {"parent", unit.parent},
                         {"kind", unit.kind}});
    reply_json(response, 200, {{"units", units}});
}

void add_units(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    const auto reading = surveys::read_units(request.body, desk.store.units());
    if (!reading.problems.empty())
        return reply_problems(response, reading.problems, asked_locale(request));
    desk.store.add(reading.units);
    reply_json(response, 201, {{"units", reading.units.size()}});
}

void list_codes(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    const std::string survey = request.get_param_value("survey");
    if (!desk.store.survey(survey))
        return reply_problem(response, 404, no_such_survey, asked_locale(request));
    Json batches = Json::array();
    for (const auto& batch : desk.store.code_batches(survey))
        batches.push_back({{"unit", batch.unit}, {"made", batch.made}, {"used", batch.used},
                           {"revoked", batch.revoked}});
    reply_json(response, 200, {{"survey", survey}, {"batches", batches}});
}

void check_codes(const Desk& desk, Body& body) {
    const auto survey = desk.store.survey(body.text("survey").value_or(""));
    if (body.text("survey") && !survey) body.problems.push_back({"survey", no_such_survey});
    const auto count = body.count("count");
    if (count && (*count < 1 || *count > surveys::limits.codes_per_batch_max))
        body.problems.push_back(
            {"count", {"一批 1 到 10000 个码", "A batch has 1 to 10000 codes"}});
    if (const auto unit = body.text("unit")) {
        const auto units = desk.store.units();
        if (std::none_of(units.begin(), units.end(),
                         [&](const surveys::Unit& known) { return known.code == *unit; }))
            body.problems.push_back({"unit", {"没有这个单位", "There is no such unit"}});
    }
}

void make_codes(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    Body body = read_body(request.body, {{"survey", FieldType::text, true},
                                         {"count", FieldType::count, true}, {"unit"}});
    check_codes(desk, body);
    if (!body.problems.empty())
        return reply_problems(response, body.problems, asked_locale(request));
    const auto codes = desk.store.make_codes(*body.text("survey"), *body.count("count"),
                                             body.text("unit").value_or(""), desk.now_ms());
    reply_json(response, 201, {{"survey", *body.text("survey")}, {"codes", codes}});
}

}  // namespace

void add_survey_routes(Router& router, const Desk& desk) {
    const auto reading = [&](const char* path, auto handle) {
        router.get(path, for_role(Role::viewer, desk, std::move(handle)));
    };
    const auto writing = [&](const char* path, Role role, auto handle) {
        router.post(path, for_role(role, desk, std::move(handle)));
    };
    reading("/api/v1/surveys", [desk](const auto&, auto& reply) { list_surveys(desk, reply); });
    reading("/api/v1/surveys/([^/]+)", [desk](const auto& request, auto& reply) {
        show_survey(desk, request, reply);
    });
    reading("/api/v1/units", [desk](const auto&, auto& reply) { list_units(desk, reply); });
    reading("/api/v1/codes", [desk](const auto& request, auto& reply) {
        list_codes(desk, request, reply);
    });
    writing("/api/v1/surveys", Role::administrator, [desk](const auto& request, auto& reply) {
        add_survey(desk, request, reply);
    });
    writing("/api/v1/surveys/([^/]+)/open", Role::officer,
            [desk](const auto& request, auto& reply) { open_survey(desk, request, reply); });
    writing("/api/v1/surveys/([^/]+)/close", Role::officer,
            [desk](const auto& request, auto& reply) { close_survey(desk, request, reply); });
    writing("/api/v1/units", Role::administrator, [desk](const auto& request, auto& reply) {
        add_units(desk, request, reply);
    });
    writing("/api/v1/codes", Role::officer, [desk](const auto& request, auto& reply) {
        make_codes(desk, request, reply);
    });
}

}  // namespace http
