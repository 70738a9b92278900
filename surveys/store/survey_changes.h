// Changes to what is asked: new questionnaires, indicators and units, openings and closings.
#pragma once

#include "surveys/store/definitions.h"

namespace surveys {

class Connection;

Problems add_questionnaire(Connection& connection, const Questionnaire& questionnaire);
Problems add_indicator(Connection& connection, const Indicator& indicator);
void add_units(Connection& connection, const std::vector<Unit>& units);
Problems open_survey(Connection& connection, std::string_view id, std::int64_t now_ms,
                     std::optional<std::int64_t> closes_ms);
Problems close_survey(Connection& connection, std::string_view id, std::int64_t now_ms);

}  // namespace surveys
