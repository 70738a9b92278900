#include "surveys/store/definitions.h"

#include "surveys/sha256.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"

namespace surveys {
namespace {

Mode mode_stored(std::string_view stored) {
    for (const Mode mode : {Mode::open, Mode::coded, Mode::ballot})
        if (name(mode) == stored) return mode;
    throw std::runtime_error("a stored survey has an unknown mode");
}

SurveyState state_stored(std::string_view stored) {
    for (const SurveyState state : {SurveyState::draft, SurveyState::open, SurveyState::closed})
        if (name(state) == stored) return state;
    throw std::runtime_error("a stored survey has an unknown state");
}

SurveyRow survey_row(Query& rows) {
    return {.number = rows.integer(),
            .survey = {.id = rows.text(),
                       .version = rows.small(),
                       .mode = mode_stored(rows.text()),
                       .state = state_stored(rows.text()),
                       .opened_ms = rows.integer_if_any(),
                       .closes_ms = rows.integer_if_any(),
                       .closed_ms = rows.integer_if_any()},
            .chain = {.head = rows.array<32>(), .length = rows.integer()}};
}

std::unique_ptr<const Asked> understand(const std::string& definition) {
    auto reading = read_questionnaire(definition);
    if (!reading.questionnaire)
        throw std::runtime_error("a stored questionnaire can no longer be read");
    auto asked = std::make_unique<Asked>();
    asked->questionnaire = std::move(*reading.questionnaire);
    asked->sha256 = sha256(definition);
    int position = 0;
    for (const Question& question : asked->questionnaire.questions) {
        if (question.type == QuestionType::grade) asked->grade_questions.push_back(position);
        ++position;
    }
    return asked;
}

}  // namespace

std::vector<SurveyRow> read_surveys(Connection& connection) {
    std::vector<SurveyRow> surveys;
    for (Query rows(connection, sql::surveys); rows.next();) surveys.push_back(survey_row(rows));
    return surveys;
}

std::optional<SurveyRow> find_survey(Connection& connection, std::string_view id) {
    Query rows(connection, sql::survey_by_id, id);
    if (!rows.next()) return std::nullopt;
    return survey_row(rows);
}

SurveyRow survey_numbered(Connection& connection, std::int64_t number) {
    Query rows(connection, sql::survey_by_number, number);
    if (!rows.next()) throw std::runtime_error("a survey that rows refer to is missing");
    return survey_row(rows);
}

std::vector<Unit> stored_units(Connection& connection) {
    std::vector<Unit> units;
    for (Query rows(connection, sql::units); rows.next();) {
        rows.skip();
        units.push_back({.code = rows.text(),
                         .name = rows.text(),
                         .parent = rows.text(),
                         .kind = rows.text()});
    }
    return units;
}

std::vector<Indicator> stored_indicators(Connection& connection) {
    std::vector<Indicator> indicators;
    for (Query rows(connection, sql::indicators); rows.next();) {
        auto reading = read_indicator(rows.text());
        if (!reading.indicator)
            throw std::runtime_error("a stored indicator can no longer be read");
        indicators.push_back(std::move(*reading.indicator));
    }
    return indicators;
}

const Asked* Definitions::find(Connection& connection, std::int64_t survey, int version) {
    const std::lock_guard lock(remembering_);
    const Version key{.survey = survey, .version = version};
    if (const auto known = asked_.find(key); known != asked_.end()) return known->second.get();
    Query rows(connection, sql::questionnaire_by_version, survey, version);
    if (!rows.next()) return nullptr;
    return asked_.emplace(key, understand(rows.text())).first->second.get();
}

const Asked& Definitions::asked(Connection& connection, std::int64_t survey, int version) {
    const Asked* const found = find(connection, survey, version);
    if (found == nullptr)
        throw std::runtime_error("questionnaire version " + std::to_string(version) +
                                 " is missing");
    return *found;
}

std::optional<Mode> Definitions::mode(std::string_view survey) const {
    const std::lock_guard lock(remembering_);
    const auto known = modes_.find(survey);
    return known == modes_.end() ? std::nullopt : std::optional(known->second);
}

void Definitions::remember_mode(std::string_view survey, Mode mode) {
    const std::lock_guard lock(remembering_);
    modes_.emplace(survey, mode);
}

void Definitions::learn_units(Connection& connection) {
    for (Query rows(connection, sql::units); rows.next();) {
        const std::int64_t number = rows.integer();
        const std::string code = rows.text();
        numbers_[code] = number;
        codes_[number] = code;
    }
}

std::optional<std::int64_t> Definitions::unit_number(Connection& connection,
                                                     std::string_view code) {
    if (code.empty()) return 0;
    const std::lock_guard lock(remembering_);
    auto known = numbers_.find(code);
    if (known == numbers_.end()) {
        learn_units(connection);
        known = numbers_.find(code);
    }
    return known == numbers_.end() ? std::nullopt : std::optional(known->second);
}

std::string Definitions::unit_code(Connection& connection, std::int64_t number) {
    if (number == 0) return {};
    const std::lock_guard lock(remembering_);
    auto known = codes_.find(number);
    if (known == codes_.end()) {
        learn_units(connection);
        known = codes_.find(number);
    }
    if (known == codes_.end())
        throw std::runtime_error("unit number " + std::to_string(number) + " is missing");
    return known->second;
}

}  // namespace surveys
