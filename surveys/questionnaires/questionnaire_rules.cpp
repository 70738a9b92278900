#include "surveys/questionnaires/questionnaire_rules.h"

#include <algorithm>

#include "engine/figures/grade.h"
#include "surveys/questionnaires/strict_json.h"

namespace surveys {
namespace {

using Questions = std::vector<ReadQuestion>;

Questions::const_iterator find(const Questions& questions, std::string_view id) {
    return std::find_if(questions.begin(), questions.end(),
                        [&](const ReadQuestion& each) { return each.question.id == id; });
}

bool can_branch(QuestionType type) {
    return type == QuestionType::grade || type == QuestionType::choice ||
           type == QuestionType::choices || type == QuestionType::yes_no;
}

bool can_be_answered(const Question& question, std::string_view answer) {
    if (question.type == QuestionType::grade) return engine::grade_named(answer).has_value();
    if (question.type == QuestionType::yes_no) return answer == "yes" || answer == "no";
    return question.offers(answer);
}

void check_show_if(const Questions& questions, std::size_t at, Problems& problems) {
    const auto& show_if = questions[at].question.show_if;
    if (!show_if || show_if->question.empty()) return;
    const std::string place = pointer(pointer("/questions", at), "show_if");
    const auto earlier = find(questions, show_if->question);
    if (earlier == questions.end()) {
        problems.push_back({pointer(place, "question"),
                            {"没有编号为 " + show_if->question + " 的问题",
                             "there is no question " + show_if->question}});
        return;
    }
    if (earlier - questions.begin() >= static_cast<std::ptrdiff_t>(at)) {
        problems.push_back({pointer(place, "question"),
                            {"只能依据前面的问题，不能向后看",
                             "must name an earlier question: it looks forward"}});
        return;
    }
    if (!earlier->type_known) return;
    if (!can_branch(earlier->question.type)) {
        problems.push_back({pointer(place, "question"),
                            {"只能依据五级、单选、多选或是否题",
                             "must name a grade, choice, choices or yes_no question"}});
        return;
    }
    for (std::size_t i = 0; i < show_if->any_of.size(); ++i)
        if (!can_be_answered(earlier->question, show_if->any_of[i]))
            problems.push_back({pointer(pointer(place, "any_of"), i),
                                {"问题 " + show_if->question + " 没有这个选项",
                                 "question " + show_if->question + " does not offer this"}});
}

}  // namespace

Problems broken_rules(const Questions& questions) {
    Problems problems;
    for (std::size_t at = 0; at < questions.size(); ++at) {
        const std::string& id = questions[at].question.id;
        if (!id.empty() && find(questions, id) != questions.begin() + std::ptrdiff_t(at))
            problems.push_back({pointer(pointer("/questions", at), "id"),
                                {"问题编号重复：" + id, "two questions have the id " + id}});
        check_show_if(questions, at, problems);
    }
    return problems;
}

}  // namespace surveys
