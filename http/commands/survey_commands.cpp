#include <ostream>

#include <nlohmann/json.hpp>

#include "http/commands/commands.h"
#include "http/commands/desk_client.h"
#include "surveys/calendar.h"
#include "surveys/questionnaires/indicator.h"
#include "surveys/questionnaires/questionnaire.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using Json = nlohmann::ordered_json;

// Sends one writing request and prints the good news in one line.
Exit write(const World& world, const std::string& path, const std::string& body,
           const surveys::Words& done, const char* content_type = "application/json") {
    DeskClient desk(world);
    const auto reply = desk.ask("POST", path, body, content_type);
    if (!reply.is_good()) return explain(world, reply);
    world.out << done.in(world.locale) << '\n';
    return Exit::done;
}

Exit write_file(const World& world, const std::string& path, const std::filesystem::path& file,
                const surveys::Words& done, const char* content_type = "application/json") {
    const auto text = read_file(world, file);
    if (!text) return Exit::wrong_use;
    return write(world, path, *text, done, content_type);
}

surveys::Words state_word(surveys::SurveyState state) {
    switch (state) {
        case surveys::SurveyState::draft: return {"未开放", "draft"};
        case surveys::SurveyState::open: return {"进行中", "open"};
        case surveys::SurveyState::closed: return {"已结束", "closed"};
    }
    return {};
}

}  // namespace

Exit list_surveys(const World& world) {
    const auto store = open_for_reading(world);
    for (const auto& survey : store->surveys()) {
        const auto asked = store->questionnaire(survey.id, survey.version);
        world.out << survey.id << '\t' << state_word(survey.state).in(world.locale) << '\t'
                  << name(survey.mode) << "\tv" << survey.version << '\t'
                  << (asked ? asked->title.in(world.locale) : "") << '\n';
    }
    return Exit::done;
}

Exit show_survey(const World& world, const std::string& id) {
    const auto store = open_for_reading(world);
    const auto survey = store->survey(id);
    if (!survey) return refuse(world, {{id, {"没有这项调查", "There is no such survey"}}});
    const auto asked = store->questionnaire(survey->id, survey->version);
    if (asked) world.out << asked->definition << '\n';
    return Exit::done;
}

Exit check_survey(const World& world, const std::filesystem::path& file) {
    const auto text = read_file(world, file);
    if (!text) return Exit::wrong_use;
    const auto reading = surveys::read_questionnaire(*text);
    if (!reading.problems.empty()) return refuse(world, reading.problems);
    world.out << reading.questionnaire->id << " v" << reading.questionnaire->version << " "
              << surveys::Words{"没有发现问题", "no problem found"}.in(world.locale) << '\n';
    return Exit::done;
}

Exit add_survey(const World& world, const std::filesystem::path& file) {
    return write_file(world, "/api/v1/surveys", file, {"已加入", "Added"});
}

Exit open_survey(const World& world, const std::string& id, const std::string& closing_date) {
    const Json body = closing_date.empty() ? Json::object() : Json{{"closes", closing_date}};
    return write(world, "/api/v1/surveys/" + path_segment(id) + "/open", body.dump(),
                 {"已开放", "Open"});
}

Exit close_survey(const World& world, const std::string& id) {
    const Exit closed =
        write(world, "/api/v1/surveys/" + path_segment(id) + "/close", "{}", {"已结束", "Closed"});
    if (closed != Exit::done) return closed;
    const auto ballot = open_for_reading(world)->ballot(id);
    if (!ballot) return Exit::done;
    world.out << surveys::Words{"票数 ", "Votes "}.in(world.locale) << ballot->received << " / "
              << ballot->roster << surveys::Words{"，码表校验值 ", ", hash of the list "}.in(world.locale)
              << ballot->list_hash << '\n';
    if (!ballot->finding) return Exit::done;
    (void)refuse(world, {{id, words(*ballot->finding)}});
    return Exit::answer_is_no;
}

Exit list_indicators(const World& world) {
    const auto store = open_for_reading(world);
    for (const auto& indicator : store->indicators())
        world.out << indicator.id << '\t' << indicator.name.in(world.locale) << '\t'
                  << indicator.target.target.text << '\t' << indicator.survey << '.'
                  << indicator.question << '\n';
    return Exit::done;
}

Exit check_indicator(const World& world, const std::filesystem::path& file) {
    const auto text = read_file(world, file);
    if (!text) return Exit::wrong_use;
    const auto reading = surveys::read_indicator(*text);
    if (!reading.problems.empty()) return refuse(world, reading.problems);
    world.out << reading.indicator->id << " "
              << surveys::Words{"没有发现问题", "no problem found"}.in(world.locale) << '\n';
    return Exit::done;
}

Exit add_indicator(const World& world, const std::filesystem::path& file) {
    return write_file(world, "/api/v1/indicators", file, {"已加入", "Added"});
}

Exit import_units(const World& world, const std::filesystem::path& file) {
    return write_file(world, "/api/v1/units", file, {"已导入", "Imported"}, "text/csv");
}

}  // namespace http
