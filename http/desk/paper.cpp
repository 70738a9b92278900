#include "http/desk/paper.h"

#include <algorithm>

#include "engine/expects.h"
#include "http/public/visit.h"
#include "reports/formats/csv.h"
#include "reports/words.h"
#include "surveys/ballots/code.h"
#include "surveys/calendar.h"
#include "surveys/limits.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::Mode;
using surveys::Problems;

const surveys::Words no_such_survey{"没有这项调查", "There is no such survey"};
const surveys::Words survey_is_closed{"这项调查已结束", "This survey is closed"};

std::optional<surveys::Unit> find_unit(const surveys::Store& store, const std::string& code) {
    for (const surveys::Unit& unit : store.units())
        if (unit.code == code) return unit;
    return std::nullopt;
}

Problems unit_problems(const surveys::Store& store, const std::string& unit) {
    if (unit.empty() || find_unit(store, unit)) return {};
    return {{"unit", {"没有这个单位", "There is no such unit"}}};
}

// Its codes are one list, made before it opens; whose they are nobody should be able to ask.
Problems ballot_problems(const surveys::Store& store, const CodeOrder& order) {
    const auto found = store.survey(order.survey);
    if (!found || found->mode != Mode::ballot) return {};
    Problems problems;
    if (found->state != surveys::SurveyState::draft)
        problems.push_back({"survey",
                            {"无记名测评的码要在开放之前一次做好，开放后不能再加",
                             "The codes of a secret ballot are made before it is opened; none can "
                             "be added afterwards"}});
    if (!order.unit.empty())
        problems.push_back({"unit", {"无记名测评的码不分单位",
                                     "The codes of a secret ballot belong to no unit"}});
    return problems;
}

}  // namespace

Problems poster_problems(const surveys::Store& store, const std::string& survey) {
    const auto found = store.survey(survey);
    if (!found) return {{"survey", no_such_survey}};
    if (found->mode == Mode::coded)
        return {{"survey",
                 {"这项调查凭码作答，没有海报：请用 codes 印小票",
                  "This survey is answered with codes and has no poster: print slips with codes"}}};
    if (found->mode == Mode::ballot)
        return {{"survey", {"无记名测评没有海报", "A secret ballot has no poster"}}};
    if (found->state == surveys::SurveyState::closed) return {{"survey", survey_is_closed}};
    return {};
}

PosterReading make_poster(const PaperRoom& room, const std::string& survey,
                          const std::string& unit) {
    PosterReading reading{.poster = std::nullopt, .problems = poster_problems(room.store, survey)};
    for (surveys::Problem& problem : unit_problems(room.store, unit))
        reading.problems.push_back(std::move(problem));
    if (!reading.problems.empty()) return reading;
    reports::Poster poster{.locale = room.locale,
                           .bureau = room.bureau.in(room.locale),
                           .link = "",
                           .unit = find_unit(room.store, unit),
                           .is_demo = room.store.is_demo()};
    const Came came{
        .survey = survey, .unit = poster.unit ? &*poster.unit : nullptr, .code = ""};
    poster.link = room.origin + address_of(came);
    reading.poster = std::move(poster);
    return reading;
}

Problems check(const CodeOrder& order, const surveys::Store& store) {
    Problems problems;
    if (!store.survey(order.survey)) problems.push_back({"survey", no_such_survey});
    if (order.count < 1 || order.count > surveys::limits.codes_per_batch_max)
        problems.push_back({"count", {"一批 1 到 10000 个码", "A batch has 1 to 10000 codes"}});
    for (surveys::Problem& problem : unit_problems(store, order.unit))
        problems.push_back(std::move(problem));
    for (surveys::Problem& problem : ballot_problems(store, order))
        problems.push_back(std::move(problem));
    return problems;
}

Problems slip_problems(const surveys::Store& store, const std::string& survey) {
    const auto found = store.survey(survey);
    if (!found) return {{"survey", no_such_survey}};
    if (found->state == surveys::SurveyState::closed) return {{"survey", survey_is_closed}};
    return {};
}

reports::SlipSheet slips_of(const PaperRoom& room, const std::string& survey,
                            const std::vector<std::string>& codes) {
    const auto found = room.store.survey(survey);
    engine::expects(found.has_value(), "slips are printed of a survey that exists");
    const auto asked = room.store.questionnaire(found->id, found->version);
    reports::SlipSheet sheet{.locale = room.locale,
                             .bureau = room.bureau.in(room.locale),
                             .title = asked ? asked->title.in(room.locale) : found->id,
                             .code_page = room.origin + "/c",
                             .closing_day = std::nullopt,
                             .slips = {},
                             .is_demo = room.store.is_demo()};
    if (const auto ballot = room.store.ballot(survey))
        sheet.cover = reports::BallotCover{.list_hash = ballot->list_hash};
    if (found->closes_ms) sheet.closing_day = surveys::day_of(*found->closes_ms - 1);
    for (const std::string& code : codes) {
        const Came came{.survey = survey, .unit = nullptr, .code = code};
        sheet.slips.push_back({.link = room.origin + address_of(came),
                               .code = surveys::code_for_people(code)});
    }
    return sheet;
}

std::string code_table(const surveys::Store& store, const CodeOrder& order,
                       const std::vector<std::string>& codes) {
    const bool is_demo = store.is_demo();
    const auto ballot = store.ballot(order.survey);
    std::string text;
    reports::CsvRows rows{text};
    rows.text("code").text("survey").text("unit");
    if (ballot) rows.text("list_hash");
    if (is_demo) rows.text("demo");
    rows.end_row();
    for (const std::string& code : codes) {
        rows.text(code).text(order.survey).text(order.unit);
        if (ballot) rows.text(ballot->list_hash);
        if (is_demo) rows.text(reports::demo_mark().zh_cn);
        rows.end_row();
    }
    return text;
}

}  // namespace http
