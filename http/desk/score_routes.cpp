#include <httplib.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "http/desk/accounts.h"
#include "http/desk/desk_api.h"
#include "http/desk/reply.h"
#include "http/public/look.h"
#include "reports/formats/json.h"
#include "reports/review/review.h"
#include "reports/score.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using Json = nlohmann::ordered_json;
using surveys::Role;

void reply_text(httplib::Response& response, std::string json) {
    response.status = 200;
    response.set_content(std::move(json), "application/json");
}

std::optional<surveys::Indicator> find(const Desk& desk, const std::string& id) {
    for (const auto& indicator : desk.store.indicators())
        if (indicator.id == id) return indicator;
    return std::nullopt;
}

Json indicator_object(const surveys::Indicator& indicator) {
    Json object = Json::parse(indicator.definition);
    Json defects = Json::array();
    for (const engine::TargetDefect defect : indicator.target.defects)
        defects.push_back(engine::name(defect));
    object["target_defects"] = defects;
    return object;
}

void list_indicators(const Desk& desk, httplib::Response& response) {
    Json all = Json::array();
    for (const auto& indicator : desk.store.indicators())
        all.push_back(indicator_object(indicator));
    reply_json(response, 200, {{"indicators", all}});
}

const surveys::Words no_such_indicator{"没有这个指标", "There is no such indicator"};

void show_indicator(const Desk& desk, const httplib::Request& request,
                    httplib::Response& response) {
    const auto indicator = find(desk, request.matches[1].str());
    if (!indicator) return reply_problem(response, 404, no_such_indicator, asked_locale(request));
    reply_json(response, 200, indicator_object(*indicator));
}

void add_indicator(const Desk& desk, const httplib::Request& request,
                   httplib::Response& response) {
    const auto reading = surveys::read_indicator(request.body);
    auto problems = reading.problems;
    if (reading.indicator) problems = desk.store.add(*reading.indicator);
    if (!problems.empty()) return reply_problems(response, problems, asked_locale(request));
    reply_json(response, 201, indicator_object(*reading.indicator));
}

// What a score was asked for: the days it covers and how it is broken down.
struct Wish {
    reports::Period period;
    surveys::GroupBy by = surveys::GroupBy::nothing;
    surveys::Problems problems;
};

std::optional<std::int64_t> read_day(const httplib::Request& request, const char* name,
                                     Wish& wish) {
    if (!request.has_param(name)) return std::nullopt;
    const auto day = surveys::parse_date(request.get_param_value(name));
    if (!day)
        wish.problems.push_back(
            {name, {"日期应写作 2026-12-31", "Write a date as 2026-12-31"}});
    return day;
}

Wish read_wish(const Desk& desk, const httplib::Request& request) {
    Wish wish;
    const auto to = read_day(request, "to", wish);
    const auto from = read_day(request, "from", wish);
    wish.period = reports::year_to(to.value_or(surveys::day_of(desk.now_ms())));
    if (from) wish.period.first_day = *from;
    if (wish.period.first_day > wish.period.last_day)
        wish.problems.push_back({"from", {"起始日晚于截止日", "It begins after it ends"}});
    if (request.has_param("by")) {
        const auto by = reports::group_by_named(request.get_param_value("by"));
        if (by) wish.by = *by;
        else wish.problems.push_back({"by", {"只能按 unit、month 或 channel 分组",
                                             "It is broken down by unit, month or channel"}});
    }
    return wish;
}

void show_score(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    const auto indicator = find(desk, request.matches[1].str());
    if (!indicator) return reply_problem(response, 404, no_such_indicator, asked_locale(request));
    const Wish wish = read_wish(desk, request);
    if (!wish.problems.empty())
        return reply_problems(response, wish.problems, asked_locale(request));
    reply_text(response, reports::to_json(reports::make_score(desk.store, *indicator, wish.period,
                                                              wish.by)));
}

void show_scores(const Desk& desk, const httplib::Request& request,
                 httplib::Response& response) {
    const Wish wish = read_wish(desk, request);
    if (!wish.problems.empty())
        return reply_problems(response, wish.problems, asked_locale(request));
    reply_text(response,
               reports::to_json(reports::make_scores(desk.store, wish.period, wish.by)));
}

void show_review(const Desk& desk, const httplib::Request& request,
                 httplib::Response& response) {
    const int year = std::stoi(request.matches[1].str());
    reply_text(response, reports::to_json(reports::make_review(
                             desk.store, year, surveys::day_of(desk.now_ms()))));
}

}  // namespace

void add_score_routes(Router& router, const Desk& desk) {
    const auto reading = [&](const char* path, auto handle) {
        router.get(path, for_role(Role::viewer, desk, std::move(handle)));
    };
    reading("/api/v1/indicators",
            [desk](const auto&, auto& response) { list_indicators(desk, response); });
    reading("/api/v1/indicators/([^/]+)", [desk](const auto& request, auto& response) {
        show_indicator(desk, request, response);
    });
    reading("/api/v1/indicators/([^/]+)/score", [desk](const auto& request, auto& response) {
        show_score(desk, request, response);
    });
    reading("/api/v1/scores", [desk](const auto& request, auto& response) {
        show_scores(desk, request, response);
    });
    reading("/api/v1/reviews/(2[0-9]{3})", [desk](const auto& request, auto& response) {
        show_review(desk, request, response);
    });
    router.post("/api/v1/indicators",
                for_role(Role::administrator, desk,
                         [desk](const auto& request, auto& response) {
                             add_indicator(desk, request, response);
                         }));
}

}  // namespace http
