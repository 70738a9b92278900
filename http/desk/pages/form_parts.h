// The parts that the desk's forms share: problems beside their fields, choices, and survey names.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/desk/pages/filling.h"
#include "surveys/questionnaires/problem.h"
#include "surveys/questionnaires/unit.h"
#include "surveys/survey.h"

namespace surveys {
class Store;
}

namespace http {

// Fills {{#problems}}{{place}} {{words}}{{/problems}} and, for each place, {{error_PLACE}}.
void put_problems(Filling& filling, const surveys::Problems& problems, surveys::Locale locale);

struct Choice {
    std::string value;
    std::string words;
};

// {{#NAME}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{words}}</option>{{/NAME}}
void put_choices(Filling& filling, const std::string& name, std::span<const Choice> choices,
                 const std::string& chosen);

std::string title_of(const surveys::Store& store, const surveys::Survey& survey,
                     surveys::Locale locale);
// "县政务大厅（hall）"; the code alone of a unit that is not known, and `none` for "".
std::string name_of(const std::vector<surveys::Unit>& units, const std::string& code,
                    const std::string& none);
// All units behind one without a code, which `none` names.
std::vector<Choice> unit_choices(const std::vector<surveys::Unit>& units, const std::string& none);
// The languages of a sheet of paper: that of the office first.
std::vector<Choice> language_choices();
surveys::Locale language_named(std::string_view name);  // Chinese for any other name

}  // namespace http
