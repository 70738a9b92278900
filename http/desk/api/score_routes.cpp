#include <httplib.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "http/desk/api/reply.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/public/markup.h"
#include "reports/formats/csv.h"
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

void list_indicators(const Asked& asked, httplib::Response& response) {
    Json all = Json::array();
    for (const auto& indicator : asked.desk.store.indicators())
        all.push_back(indicator_object(indicator));
    reply_json(response, 200, {{"indicators", all}});
}

const surveys::Words no_such_indicator{"没有这个指标", "There is no such indicator"};

void show_indicator(const Asked& asked, httplib::Response& response) {
    const auto indicator = find(asked.desk, asked.match(1));
    if (!indicator) return reply_problem(response, 404, no_such_indicator, asked.locale);
    reply_json(response, 200, indicator_object(*indicator));
}

void add_indicator(const Asked& asked, httplib::Response& response) {
    const auto reading = surveys::read_indicator(asked.request.body);
    auto problems = reading.problems;
    if (reading.indicator) problems = asked.desk.store.add(*reading.indicator);
    if (!problems.empty()) return reply_problems(response, problems, asked.locale);
    reply_json(response, 201, indicator_object(*reading.indicator));
}

// What a score was asked for: the days it covers and how it is broken down.
struct Wish {
    reports::Period period;
    surveys::GroupBy by = surveys::GroupBy::nothing;
    surveys::Problems problems;
};

std::optional<std::int64_t> read_day(const Asked& asked, const char* name, Wish& wish) {
    if (!asked.request.has_param(name)) return std::nullopt;
    const auto day = surveys::parse_date(asked.request.get_param_value(name));
    if (!day)
        wish.problems.push_back(
            {name, {"日期应写作 2026-12-31", "Write a date as 2026-12-31"}});
    return day;
}

Wish read_wish(const Asked& asked) {
    Wish wish;
    const auto to = read_day(asked, "to", wish);
    const auto from = read_day(asked, "from", wish);
    wish.period = reports::year_to(to.value_or(surveys::day_of(asked.desk.now_ms())));
    if (from) wish.period.first_day = *from;
    if (wish.period.first_day > wish.period.last_day)
        wish.problems.push_back({"from", {"起始日晚于截止日", "It begins after it ends"}});
    if (asked.request.has_param("by")) {
        const auto by = reports::group_by_named(asked.request.get_param_value("by"));
        if (by) wish.by = *by;
        else wish.problems.push_back({"by", {"只能按 unit、month 或 channel 分组",
                                             "It is broken down by unit, month or channel"}});
    }
    return wish;
}

void show_score(const Asked& asked, httplib::Response& response) {
    const auto indicator = find(asked.desk, asked.match(1));
    if (!indicator) return reply_problem(response, 404, no_such_indicator, asked.locale);
    const Wish wish = read_wish(asked);
    if (!wish.problems.empty())
        return reply_problems(response, wish.problems, asked.locale);
    reply_text(response, reports::to_json(reports::make_score(asked.desk.store, *indicator,
                                                              wish.period, wish.by)));
}

// A file to keep: named after the indicator and its last day.
void send_csv(const Asked& asked, httplib::Response& response) {
    const auto indicator = find(asked.desk, asked.match(1));
    if (!indicator) return reply_problem(response, 404, no_such_indicator, asked.locale);
    const Wish wish = read_wish(asked);
    if (!wish.problems.empty())
        return reply_problems(response, wish.problems, asked.locale);
    const auto score =
        reports::make_score(asked.desk.store, *indicator, wish.period, wish.by);
    response.status = 200;
    response.set_header("Content-Disposition",
                        "attachment; filename=\"" + escape_url(indicator->id) + "-" +
                            surveys::iso_date(wish.period.last_day) + ".csv\"");
    response.set_content(reports::to_csv({score}, asked.locale), "text/csv");
}

void show_scores(const Asked& asked, httplib::Response& response) {
    const Wish wish = read_wish(asked);
    if (!wish.problems.empty())
        return reply_problems(response, wish.problems, asked.locale);
    reply_text(response,
               reports::to_json(reports::make_scores(asked.desk.store, wish.period, wish.by)));
}

void show_review(const Asked& asked, httplib::Response& response) {
    const int year = std::stoi(asked.match(1));
    reply_text(response, reports::to_json(reports::make_review(
                             asked.desk.store, year, surveys::day_of(asked.desk.now_ms()))));
}

}  // namespace

void add_score_routes(DeskRoutes& routes) {
    routes.read(Role::viewer, "/api/v1/indicators", list_indicators);
    routes.read(Role::viewer, "/api/v1/indicators/([^/]+)", show_indicator);
    routes.read(Role::viewer, "/api/v1/indicators/([^/]+)/score", show_score);
    routes.read(Role::viewer, "/api/v1/indicators/([^/]+)/score\\.csv", send_csv);
    routes.read(Role::viewer, "/api/v1/scores", show_scores);
    routes.read(Role::viewer, "/api/v1/reviews/(2[0-9]{3})", show_review);
    routes.write(Role::administrator, "/api/v1/indicators", "indicator.add", add_indicator);
}

}  // namespace http
