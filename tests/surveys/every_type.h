// A questionnaire with every type of question, for tests.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "surveys/questionnaires/questionnaire.h"

namespace surveys {

inline std::string every_type_json(std::string_view mode = "open") {
    return R"({"id":"every-type","version":3,"title":{"zh-CN":"各种题型","en":"Every type"},
"mode":")" + std::string{mode} + R"(","questions":[
{"id":"overall","type":"grade","text":{"zh-CN":"总体"},"required":true},
{"id":"reasons","type":"choices","text":{"zh-CN":"原因"},
 "options":[{"code":"slow","text":{"zh-CN":"慢"}},{"code":"rude","text":{"zh-CN":"态度"}},
            {"code":"far","text":{"zh-CN":"远"}}],
 "show_if":{"question":"overall","any_of":["dissatisfied","very_dissatisfied"]}},
{"id":"where","type":"choice","text":{"zh-CN":"哪里"},
 "options":[{"code":"hall","text":{"zh-CN":"大厅"}},{"code":"online","text":{"zh-CN":"网上"}}]},
{"id":"nps","type":"score","text":{"zh-CN":"推荐"}},
{"id":"again","type":"yes_no","text":{"zh-CN":"再来"}},
{"id":"visits","type":"number","text":{"zh-CN":"次数"}},
{"id":"comment","type":"text","text":{"zh-CN":"意见"}},
{"id":"day","type":"date","text":{"zh-CN":"日期"}})" +
           (mode == "ballot" ? R"(]})"
                             : R"(,{"id":"contact","type":"contact","text":{"zh-CN":"回访"}}]})");
}

inline Questionnaire every_type(std::string_view mode = "open") {
    QuestionnaireReading reading = read_questionnaire(every_type_json(mode));
    for (const Problem& problem : reading.problems)
        ADD_FAILURE() << problem.place << ' ' << problem.words.en;
    return reading.questionnaire.value();
}

// Every place at which something is wrong, in order, separated by spaces.
inline std::string places(const Problems& problems) {
    std::string text;
    for (const Problem& problem : problems) {
        EXPECT_FALSE(problem.words.zh_cn.empty()) << problem.place;
        EXPECT_FALSE(problem.words.en.empty()) << problem.place;
        text.append(text.empty() ? "" : " ").append(problem.place);
    }
    return text;
}

}  // namespace surveys
