#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "surveys/limits.h"
#include "surveys/questionnaires/indicator.h"
#include "surveys/questionnaires/questionnaire.h"
#include "surveys/questionnaires/strict_json.h"
#include "surveys/questionnaires/unit.h"
#include "surveys/shipped.h"
#include "tests/surveys/every_type.h"

namespace {

using nlohmann::json;
using surveys::Questionnaire;

bool is_schema(std::string_view name) { return name.ends_with(".schema.json"); }
bool is_indicator(std::string_view name) { return name.starts_with("indicator-"); }

std::vector<Questionnaire> questionnaires() {
    std::vector<Questionnaire> read;
    for (const auto& file : surveys::shipped::all) {
        if (!file.name.ends_with(".json") || is_schema(file.name) || is_indicator(file.name))
            continue;
        auto reading = surveys::read_questionnaire(file.text);
        EXPECT_EQ(surveys::places(reading.problems), "") << file.name;
        EXPECT_EQ(reading.questionnaire.value().id + ".json", file.name);
        read.push_back(std::move(*reading.questionnaire));
    }
    return read;
}

std::vector<surveys::Indicator> indicators() {
    std::vector<surveys::Indicator> read;
    for (const auto& file : surveys::shipped::all) {
        if (!is_indicator(file.name) || is_schema(file.name)) continue;
        auto reading = surveys::read_indicator(file.text);
        EXPECT_EQ(surveys::places(reading.problems), "") << file.name;
        EXPECT_EQ("indicator-" + reading.indicator.value().id + ".json", file.name);
        read.push_back(std::move(*reading.indicator));
    }
    return read;
}

TEST(Library, asks_for_one_grade_and_leaves_the_rest_to_people) {
    const auto all = questionnaires();
    EXPECT_EQ(all.size(), 5u);
    for (const Questionnaire& each : all) {
        EXPECT_EQ(each.scale, engine::bureau_scale) << each.id;
        for (const surveys::Question& question : each.questions)
            EXPECT_EQ(question.required, question.id == "overall") << each.id << question.id;
        ASSERT_NE(each.find("overall"), nullptr) << each.id;
        EXPECT_EQ(each.find("overall")->type, surveys::QuestionType::grade);
        ASSERT_NE(each.find("comment"), nullptr) << each.id;
        EXPECT_EQ(each.find("comment")->type, surveys::QuestionType::text);
    }
}

TEST(Library, asks_citizens_for_the_grade_first_and_for_reasons_after_a_bad_one) {
    const auto reading = surveys::read_questionnaire(surveys::shipped::citizens_json);
    const Questionnaire& citizens = reading.questionnaire.value();
    std::string order;
    for (const surveys::Question& question : citizens.questions) order += question.id + " ";
    EXPECT_EQ(order, "overall reasons comment contact where attitude speed told_once easier ");
    EXPECT_EQ(citizens.find("reasons")->show_if->question, "overall");
    EXPECT_EQ(citizens.find("reasons")->show_if->any_of,
              (std::vector<std::string>{"dissatisfied", "very_dissatisfied"}));
}

TEST(Library, keeps_the_staff_polls_secret) {
    for (const Questionnaire& each : questionnaires()) {
        const auto expected = each.id == "citizens"      ? surveys::Mode::open
                              : each.id == "enterprises" ? surveys::Mode::coded
                                                         : surveys::Mode::ballot;
        EXPECT_EQ(each.mode, expected) << each.id;
    }
}

void expect_both(const surveys::Words& words) {
    EXPECT_FALSE(words.zh_cn.empty());
    EXPECT_FALSE(words.en.empty()) << words.zh_cn;
}

TEST(Library, says_everything_in_chinese_and_in_english) {
    for (const Questionnaire& each : questionnaires()) {
        expect_both(each.title);
        expect_both(each.intro);
        for (const surveys::Question& question : each.questions) {
            expect_both(question.text);
            for (const surveys::Option& option : question.options) expect_both(option.text);
        }
    }
    for (const surveys::Indicator& each : indicators()) expect_both(each.name);
}

// Oracle: the bureau's performance targets, tables 1 to 4 and department target 8.
TEST(Library, holds_the_bureaus_five_indicators) {
    struct Row {
        const char* id;
        const char* project;
        const char* target;
        std::int64_t number;
        std::optional<std::int64_t> people;
        surveys::Measure measure;
        surveys::Design design;
    };
    using enum surveys::Design;
    using surveys::Measure;
    const std::vector<Row> rows{
        {"citizens", "13043425P00428710001B", "≥90分", 90, 120'000, Measure::mean_score, volunteer},
        {"contract-workers", "13043425P004287100046", "100%", 100, 89, Measure::satisfied_share,
         census},
        {"enterprises", "13043425P00428710003J", "≥95%", 95, 1'042, Measure::satisfied_share,
         probability},
        {"hotline-staff", "13043425P00428710006D", "100%", 100, 27, Measure::satisfied_share,
         census},
        {"office-staff", "", "90%以上", 90, std::nullopt, Measure::satisfied_share, census}};
    const auto all = indicators();
    ASSERT_EQ(all.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const surveys::Indicator& read = all[i];
        EXPECT_EQ(read.id, rows[i].id);
        EXPECT_EQ(read.survey, rows[i].id);
        EXPECT_EQ(read.question, "overall");
        EXPECT_EQ(read.project_code, rows[i].project) << read.id;
        EXPECT_EQ(read.target.target.text, rows[i].target);
        EXPECT_EQ(read.target.target.number, (engine::Rational{rows[i].number, 1})) << read.id;
        EXPECT_EQ(read.target.target.comparator, engine::Comparator::at_least) << read.id;
        EXPECT_TRUE(read.target.comparable) << read.id;
        EXPECT_EQ(read.population.size, rows[i].people) << read.id;
        EXPECT_EQ(read.measure, rows[i].measure) << read.id;
        EXPECT_EQ(read.population.design, rows[i].design) << read.id;
        EXPECT_EQ(read.scale, engine::bureau_scale) << read.id;
        EXPECT_EQ(read.weight, 10);
        EXPECT_EQ(read.sources.size(), 4u);
    }
}

TEST(Library, holds_the_hall_and_twenty_two_townships_and_streets) {
    const auto reading = surveys::read_units(surveys::shipped::units_csv);
    EXPECT_EQ(surveys::places(reading.problems), "");
    std::map<std::string, int> kinds;
    for (const surveys::Unit& unit : reading.units) {
        EXPECT_EQ(unit.parent, "");
        ++kinds[unit.kind];
    }
    EXPECT_EQ(kinds, (std::map<std::string, int>{{"hall", 1}, {"street", 1}, {"township", 21}}));
}

template <typename Enumerations>
json names(const Enumerations& enumerations) {
    json list = json::array();
    for (const auto each : enumerations) list.push_back(std::string{name(each)});
    return list;
}

json keys(const json& object) {
    json list = json::array();
    for (const auto& [key, value] : object.items()) list.push_back(key);
    return list;
}

TEST(PublishedSchemas, name_what_the_code_names) {
    const json questionnaire = json::parse(surveys::shipped::questionnaire_schema_json);
    const json& question = questionnaire["$defs"]["question"]["properties"];
    EXPECT_EQ(question["type"]["enum"], names(surveys::question_types));
    EXPECT_EQ(questionnaire["properties"]["mode"]["enum"], names(surveys::modes));
    EXPECT_EQ(questionnaire["properties"]["questions"]["maxItems"], surveys::limits.questions_max);
    EXPECT_EQ(question["options"]["maxItems"], surveys::limits.options_max);

    const json indicator = json::parse(surveys::shipped::indicator_schema_json);
    const json& properties = indicator["properties"];
    EXPECT_EQ(properties["measure"]["enum"], names(surveys::measures));
    EXPECT_EQ(properties["satisfied"]["items"]["enum"], names(engine::grades));
    EXPECT_EQ(properties["sources"]["items"]["enum"], names(surveys::sources));
    EXPECT_EQ(properties["population"]["properties"]["design"]["enum"], names(surveys::designs));
}

// The schema's required fields are missed by the reader too, and it knows no other fields.
TEST(PublishedSchemas, have_the_fields_the_reader_has) {
    const json schema = json::parse(surveys::shipped::questionnaire_schema_json);
    for (const auto& field : schema["required"]) {
        json file = json::parse(surveys::shipped::citizens_json);
        file.erase(field.get<std::string>());
        EXPECT_EQ(surveys::places(surveys::read_questionnaire(file.dump()).problems),
                  surveys::pointer("", field.get<std::string>()));
    }
    const json citizens = json::parse(surveys::shipped::citizens_json);
    EXPECT_EQ(keys(schema["properties"]), keys(citizens));

    const json indicator_schema = json::parse(surveys::shipped::indicator_schema_json);
    for (const auto& field : indicator_schema["required"]) {
        json file = json::parse(surveys::shipped::indicator_citizens_json);
        file.erase(field.get<std::string>());
        EXPECT_EQ(surveys::places(surveys::read_indicator(file.dump()).problems),
                  surveys::pointer("", field.get<std::string>()));
    }
    json indicator = json::parse(surveys::shipped::indicator_citizens_json);
    indicator["years"] = nullptr;
    EXPECT_EQ(keys(indicator_schema["properties"]), keys(indicator));
}

}  // namespace
