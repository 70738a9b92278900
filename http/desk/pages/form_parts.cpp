#include "http/desk/pages/form_parts.h"

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <map>

#include "surveys/store/store.h"

namespace http {

void put_problems(Filling& filling, const surveys::Problems& problems, surveys::Locale locale) {
    if (problems.empty()) return;
    Filling list{Filling::type::list};
    std::map<std::string, std::string> by_place;
    for (const surveys::Problem& problem : problems) {
        const std::string& words = problem.words.in(locale);
        Filling item;
        item.set("place", problem.place);
        item.set("words", words);
        list << item;
        std::string& all = by_place[problem.place];
        all += (all.empty() ? "" : locale == surveys::Locale::en ? "; " : "；") + words;
    }
    filling.set("problems", list);
    filling.set("has_problems", Filling::type::bool_true);
    for (const auto& [place, words] : by_place) filling.set("error_" + place, words);
}

void put_choices(Filling& filling, const std::string& name, std::span<const Choice> choices,
                 const std::string& chosen) {
    Filling list{Filling::type::list};
    for (const Choice& choice : choices) {
        Filling item;
        item.set("value", choice.value);
        item.set("words", choice.words);
        item.set("chosen", choice.value == chosen ? Filling::type::bool_true
                                                  : Filling::type::bool_false);
        list << item;
    }
    filling.set(name, list);
}

std::string title_of(const surveys::Store& store, const surveys::Survey& survey,
                     surveys::Locale locale) {
    const auto asked = store.questionnaire(survey.id, survey.version);
    return asked ? asked->title.in(locale) : survey.id;
}

std::string name_of(const std::vector<surveys::Unit>& units, const std::string& code,
                    const std::string& none) {
    if (code.empty()) return none;
    const auto found = std::find_if(units.begin(), units.end(),
                                    [&](const auto& unit) { return unit.code == code; });
    return found == units.end() ? code : found->name + "（" + code + "）";
}

std::vector<Choice> unit_choices(const std::vector<surveys::Unit>& units,
                                 const std::string& none) {
    std::vector<Choice> choices{{"", none}};
    for (const surveys::Unit& unit : units)
        choices.push_back({unit.code, unit.name + "（" + unit.code + "）"});
    return choices;
}

std::vector<Choice> language_choices() { return {{"zh-CN", "中文"}, {"en", "English"}}; }

surveys::Locale language_named(std::string_view name) {
    return name == "en" ? surveys::Locale::en : surveys::Locale::zh_cn;
}

}  // namespace http
