// The bureau of the tests: its indicators and a store that holds them.
#pragma once

#include <string>

#include "tests/support/fake_store.h"

namespace tests {

inline std::int64_t day(int year, int month, int day_of_month) {
    return surveys::day_number({year, month, day_of_month});
}

inline surveys::Indicator an_indicator(const std::string& id, const std::string& name,
                                       const std::string& target) {
    surveys::Indicator indicator;
    indicator.id = id;
    indicator.name = {.zh_cn = name, .en = ""};
    indicator.project_code = "13043425P00428710001B";
    indicator.project_name = "管理运行经费";
    indicator.level1 = "满意度指标";
    indicator.level2 = "服务对象满意度指标";
    indicator.survey = id;
    indicator.question = "overall";
    indicator.target = engine::read_target(target);
    indicator.sources = {surveys::Source::coded, surveys::Source::open, surveys::Source::paper,
                         surveys::Source::import};
    return indicator;
}

inline surveys::Indicator citizens() {
    surveys::Indicator indicator = an_indicator("citizens", "办事群众满意度", "≥90分");
    indicator.measure = surveys::Measure::mean_score;
    indicator.population = {.size = 120'000, .design = surveys::Design::volunteer, .basis = ""};
    return indicator;
}

inline surveys::Indicator hotline() {
    surveys::Indicator indicator = an_indicator("hotline-staff", "热线人员满意度", "100%");
    indicator.population = {.size = 27, .design = surveys::Design::census, .basis = ""};
    indicator.project_code = "13043425P00428710006D";
    indicator.project_name = "热线服务费";
    return indicator;
}

// Citizens with 300/60/15/6/3 answers in 2026 and the hotline's ballot of 27 with one unhappy.
inline FakeStore bureau_in_2026() {
    FakeStore store;
    store.kept_indicators = {citizens(), hotline()};
    surveys::Survey open;
    open.id = "citizens";
    surveys::Survey ballot;
    ballot.id = "hotline-staff-2026";
    ballot.mode = surveys::Mode::ballot;
    ballot.state = surveys::SurveyState::closed;
    ballot.closed_ms = surveys::midnight_ms(day(2026, 11, 30));
    store.kept_surveys = {open, ballot};
    surveys::Questionnaire questionnaire;
    questionnaire.id = "citizens";
    questionnaire.sha256 = std::string(64, 'a');
    store.kept_questionnaires = {questionnaire};
    store.cells = {
        {.survey = "citizens",
         .day = day(2026, 3, 2),
         .tally = {.times = {200, 40, 10, 4, 2}, .not_applicable = 1, .by_default = 7},
         .unit = "xz01"},
        {.survey = "citizens",
         .day = day(2026, 12, 31),
         .tally = {.times = {100, 20, 5, 2, 1}, .not_applicable = 1, .blank = 1},
         .unit = "xz02",
         .channel = surveys::Channel::paper,
         .source = surveys::Source::paper},
        {.survey = "hotline-staff-2026",
         .day = day(2026, 11, 30),
         .tally = {.times = {20, 5, 1, 1, 0}},
         .source = surveys::Source::coded}};
    return store;
}

}  // namespace tests
