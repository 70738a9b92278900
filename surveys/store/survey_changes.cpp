#include "surveys/store/survey_changes.h"

#include <algorithm>

#include "engine/expects.h"
#include "surveys/limits.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"

namespace surveys {
namespace {

Problem problem(std::string place, std::string zh_cn, std::string en) {
    return {.place = std::move(place), .words = {.zh_cn = std::move(zh_cn), .en = std::move(en)}};
}

Problem no_such_survey(std::string_view id) {
    return problem("survey", "没有名为“" + std::string(id) + "”的调查",
                   "there is no survey named " + std::string(id));
}

std::int64_t next_number(Connection& connection, std::string_view sql) {
    Query query(connection, sql);
    query.next();
    return query.integer();
}

void insert_version(Connection& connection, std::int64_t survey,
                    const Questionnaire& questionnaire) {
    Query(connection, sql::questionnaire_insert, survey, questionnaire.version,
          questionnaire.sha256, questionnaire.definition)
        .run();
}

// Answers of all versions are counted under one question id, so its type must stay.
Problems retyped(Connection& connection, std::int64_t survey, const Questionnaire& next) {
    Problems problems;
    for (Query rows(connection, sql::questionnaire_versions, survey); rows.next();) {
        rows.skip(2);
        const auto earlier = read_questionnaire(rows.text()).questionnaire;
        if (!earlier) throw std::runtime_error("a stored questionnaire can no longer be read");
        for (const Question& question : next.questions) {
            const Question* const before = earlier->find(question.id);
            if (before == nullptr || before->type == question.type) continue;
            problems.push_back(problem(
                question.id,
                "这个题目在第" + std::to_string(earlier->version) + "版中是另一种题型，请换一个编号",
                "was of another type in version " + std::to_string(earlier->version) +
                    ": give the new question an id of its own"));
        }
    }
    return problems;
}

// `is_known`: these very bytes were added before.
struct StoredVersions {
    int latest = 0;
    bool is_known = false;
};

StoredVersions stored_versions(Connection& connection, std::int64_t survey,
                               const Questionnaire& next) {
    StoredVersions versions;
    for (Query rows(connection, sql::questionnaire_versions, survey); rows.next();) {
        versions.latest = rows.small();
        if (rows.text() == next.sha256) versions.is_known = true;
    }
    return versions;
}

Problems add_version(Connection& connection, const SurveyRow& row, const Questionnaire& next,
                     int latest) {
    Problems problems;
    // Who answered which words would be a group of its own.
    if (row.survey.mode == Mode::ballot && row.survey.state != SurveyState::draft)
        problems.push_back(problem("/version", "无记名投票开放后，题目不能再改",
                                   "the words of a ballot stay as they were when it opened"));
    if (next.version != latest + 1)
        problems.push_back(problem(
            "/version", "下一版的版本号应为" + std::to_string(latest + 1),
            "the next version of this questionnaire is " + std::to_string(latest + 1)));
    if (next.mode != row.survey.mode)
        problems.push_back(problem("/mode", "同一调查的方式不能改变",
                                   "the mode of a survey cannot change"));
    const Problems types = retyped(connection, row.number, next);
    problems.insert(problems.end(), types.begin(), types.end());
    if (!problems.empty()) return problems;
    insert_version(connection, row.number, next);
    Query(connection, sql::survey_set_version, next.version, row.number).run();
    return {};
}

}  // namespace

Problems add_questionnaire(Connection& connection, const Questionnaire& questionnaire) {
    engine::expects(!questionnaire.definition.empty(), "a questionnaire brings its definition");
    if (const auto known = find_survey(connection, questionnaire.id)) {
        const StoredVersions stored = stored_versions(connection, known->number, questionnaire);
        if (stored.is_known) return {};
        return add_version(connection, *known, questionnaire, stored.latest);
    }
    const std::int64_t number = next_number(connection, sql::survey_next_number);
    Query(connection, sql::survey_insert, number, questionnaire.id, questionnaire.version,
          name(questionnaire.mode))
        .run();
    insert_version(connection, number, questionnaire);
    return {};
}

Problems add_indicator(Connection& connection, const Indicator& indicator) {
    engine::expects(!indicator.definition.empty(), "an indicator brings its definition");
    bool is_known = false;
    for (const SurveyRow& row : read_surveys(connection)) {
        if (row.survey.id != indicator.survey && series_of(row.survey.id) != indicator.survey)
            continue;
        is_known = true;
        Query rows(connection, sql::questionnaire_by_version, row.number, row.survey.version);
        if (!rows.next()) throw std::runtime_error("a survey's questionnaire is missing");
        const auto reading = read_questionnaire(rows.text());
        const Question* const question =
            reading.questionnaire ? reading.questionnaire->find(indicator.question) : nullptr;
        if (question == nullptr || question->type != QuestionType::grade)
            return {problem("/question", "调查“" + row.survey.id + "”中没有这个满意度题",
                            "is no grade question of the survey " + row.survey.id)};
    }
    if (!is_known) return {no_such_survey(indicator.survey)};
    Query(connection, sql::indicator_save, indicator.id, indicator.definition).run();
    return {};
}

void add_units(Connection& connection, const std::vector<Unit>& units) {
    std::int64_t number = next_number(connection, sql::unit_next_number);
    for (const Unit& unit : units)
        Query(connection, sql::unit_save, number++, unit.code, unit.name, unit.parent, unit.kind)
            .run();
}

Problems open_survey(Connection& connection, std::string_view id, std::int64_t now_ms,
                     std::optional<std::int64_t> closes_ms) {
    const auto row = find_survey(connection, id);
    if (!row) return {no_such_survey(id)};
    Problems problems;
    if (row->survey.state == SurveyState::open)
        problems.push_back(problem("survey", "调查已经开放", "the survey is open already"));
    // Its results may have been seen: more answers would tell who gave them.
    if (row->survey.state == SurveyState::closed && row->survey.mode == Mode::ballot)
        problems.push_back(problem("survey", "已截止的无记名投票不能重新开放",
                                   "a closed ballot cannot be opened again"));
    if (closes_ms && *closes_ms <= now_ms)
        problems.push_back(problem("closes", "截止时间必须晚于现在",
                                   "the closing must lie in the future"));
    if (problems.empty())
        Query(connection, sql::survey_open, now_ms, closes_ms, row->number).run();
    return problems;
}

Problems close_survey(Connection& connection, std::string_view id, std::int64_t now_ms) {
    const auto row = find_survey(connection, id);
    if (!row) return {no_such_survey(id)};
    if (row->survey.state != SurveyState::open)
        return {problem("survey", "调查没有开放", "the survey is not open")};
    Query(connection, sql::survey_close, now_ms, row->number).run();
    return {};
}

}  // namespace surveys
