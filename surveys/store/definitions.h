// The definitions: what is asked and where, as the database keeps it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "surveys/store/journal.h"
#include "surveys/store/store.h"

namespace surveys {

class Connection;
class Query;

// A survey with its number, which opens every key, and the end of its journal.
struct SurveyRow {
    std::int64_t number = 0;
    Survey survey;
    Chain chain;
};

std::vector<SurveyRow> read_surveys(Connection& connection);
std::optional<SurveyRow> find_survey(Connection& connection, std::string_view id);
SurveyRow survey_numbered(Connection& connection, std::int64_t number);
std::vector<Unit> stored_units(Connection& connection);
std::vector<Indicator> stored_indicators(Connection& connection);

// A questionnaire with what counting and linking its answers needs.
struct Asked {
    Questionnaire questionnaire;
    std::array<std::uint8_t, 32> sha256{};
    std::vector<int> grade_questions;  // their positions
};

// Remembers what can never change: a stored version, a survey's mode, a unit's number. Any thread
// may ask; what is asked inside a transaction must have been committed before it.
class Definitions {
public:
    const Asked* find(Connection& connection, std::int64_t survey, int version);
    const Asked& asked(Connection& connection, std::int64_t survey, int version);  // or throws
    // nullopt before it was first told.
    std::optional<Mode> mode(std::string_view survey) const;
    void remember_mode(std::string_view survey, Mode mode);
    // 0 for the empty code. nullopt when there is no such unit.
    std::optional<std::int64_t> unit_number(Connection& connection, std::string_view code);
    std::string unit_code(Connection& connection, std::int64_t number);

private:
    struct Version {
        std::int64_t survey;
        int version;
        friend auto operator<=>(const Version&, const Version&) = default;
    };
    void learn_units(Connection& connection);

    mutable std::mutex remembering_;
    std::map<Version, std::unique_ptr<const Asked>> asked_;
    std::map<std::string, Mode, std::less<>> modes_;
    std::map<std::string, std::int64_t, std::less<>> numbers_;
    std::map<std::int64_t, std::string> codes_;
};

}  // namespace surveys
