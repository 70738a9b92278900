// Small questionnaires for tests: two grades, reasons after a bad one, a comment, a contact.
#pragma once

#include <stdexcept>
#include <string>

#include "surveys/questionnaires/questionnaire.h"

namespace tests {

inline surveys::Questionnaire read(const std::string& definition) {
    auto reading = surveys::read_questionnaire(definition);
    if (!reading.questionnaire)
        throw std::runtime_error(reading.problems.empty()
                                     ? "no questionnaire"
                                     : reading.problems[0].place + " " +
                                           reading.problems[0].words.en);
    return *reading.questionnaire;
}

// `first` is JSON of one more question, in front of the others. A secret ballot asks for no contact.
inline std::string definition(const std::string& id, const std::string& mode = "open",
                              int version = 1, const std::string& first = "") {
    return R"({"id":")" + id + R"(","version":)" + std::to_string(version) +
           R"(,"title":{"zh-CN":"满意度","en":"Satisfaction"},"mode":")" + mode +
           R"(","scale":{"points":[100,80,60,30,0],"last_satisfied":"fairly_satisfied"},
"questions":[)" + first +
           R"({"id":"overall","type":"grade","text":{"zh-CN":"总体","en":"Overall"},"required":true},
{"id":"reasons","type":"choices","text":{"zh-CN":"原因","en":"Why"},
 "options":[{"code":"slow","text":{"zh-CN":"慢","en":"slow"}},
            {"code":"rude","text":{"zh-CN":"态度","en":"rude"}}],
 "show_if":{"question":"overall","any_of":["dissatisfied","very_dissatisfied"]}},
{"id":"comment","type":"text","text":{"zh-CN":"意见","en":"Comment"}},
)" +
           std::string(mode == "ballot" ? "" : R"({"id":"contact","type":"contact",
 "text":{"zh-CN":"电话","en":"Call me"}},)") +
           R"({"id":"speed","type":"grade","text":{"zh-CN":"效率","en":"Speed"}}]})";
}

inline surveys::Questionnaire questionnaire(const std::string& id,
                                            const std::string& mode = "open", int version = 1,
                                            const std::string& first = "") {
    return read(definition(id, mode, version, first));
}

}  // namespace tests
