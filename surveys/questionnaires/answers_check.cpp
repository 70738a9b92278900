#include <algorithm>

#include "surveys/calendar.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/answers.h"
#include "surveys/questionnaires/decimal.h"
#include "surveys/questionnaires/phone.h"
#include "surveys/questionnaires/utf8.h"

namespace surveys {
namespace {

bool any_of(const ShowIf& show_if, std::string_view answer) {
    return std::find(show_if.any_of.begin(), show_if.any_of.end(), answer) !=
           show_if.any_of.end();
}

// Whether an answer is one of those a later question waits for.
struct Meets {
    const ShowIf& show_if;

    bool operator()(engine::Grade grade) const { return any_of(show_if, engine::name(grade)); }
    bool operator()(const Choice& choice) const { return any_of(show_if, choice.option); }
    bool operator()(const Choices& choices) const {
        return std::any_of(choices.options.begin(), choices.options.end(),
                           [&](const std::string& option) { return any_of(show_if, option); });
    }
    bool operator()(const YesNo& answer) const {
        return any_of(show_if, answer.yes ? "yes" : "no");
    }
    template <typename Other>
    bool operator()(const Other& /*never branched on*/) const {
        return false;
    }
};

// Whether an answer is of the question's type and within its bounds.
struct IsOffered {
    const Question& question;

    bool is(QuestionType type) const { return question.type == type; }

    bool operator()(engine::Grade) const { return is(QuestionType::grade); }
    bool operator()(NotApplicable) const { return is(QuestionType::grade); }
    bool operator()(const Choice& choice) const {
        return is(QuestionType::choice) && question.offers(choice.option);
    }
    bool operator()(const Choices& choices) const {
        if (!is(QuestionType::choices) || choices.options.empty()) return false;
        auto chosen = choices.options.begin();  // in the order they are offered: no doubles
        for (const Option& option : question.options)
            if (chosen != choices.options.end() && *chosen == option.code) ++chosen;
        return chosen == choices.options.end();
    }
    bool operator()(const Score& score) const {
        return is(QuestionType::score) && score.points >= 0 && score.points <= 10;
    }
    bool operator()(const YesNo&) const { return is(QuestionType::yes_no); }
    bool operator()(const Number& number) const {
        return is(QuestionType::number) && canonical_decimal(number.decimal) == number.decimal;
    }
    bool operator()(const FreeText& text) const {
        return is(QuestionType::text) && !text.text.empty() && is_utf8(text.text) &&
               !has_nul(text.text) && characters(text.text) <= limits.text_characters_max;
    }
    bool operator()(const Date& date) const {
        return is(QuestionType::date) && is_writable_day(date.day);
    }
    bool operator()(const Contact& contact) const {
        return is(QuestionType::contact) && is_phone(contact.phone);
    }
};

Words nothing_chosen(QuestionType type) {
    const bool chosen = type == QuestionType::grade || type == QuestionType::choice ||
                        type == QuestionType::choices || type == QuestionType::score ||
                        type == QuestionType::yes_no;
    if (chosen) return {"请选择一项", "Choose one"};
    return {"请填写这一项", "Fill this in"};
}

Problems unknown_questions(const Answers& answers, const Questionnaire& questionnaire) {
    Problems problems;
    for (const auto& [question, answer] : answers)
        if (questionnaire.find(question) == nullptr)
            problems.push_back({question, {"问卷中没有这个问题", "There is no such question"}});
    return problems;
}

}  // namespace

bool is_shown(const Question& question, const Answers& answers) {
    if (!question.show_if) return true;
    const auto earlier = answers.find(question.show_if->question);
    return earlier != answers.end() && std::visit(Meets{*question.show_if}, earlier->second);
}

Problems check(const Answers& answers, const Questionnaire& questionnaire, Blanks blanks) {
    Problems problems;
    for (const Question& question : questionnaire.questions) {
        const auto given = answers.find(question.id);
        const bool answered = given != answers.end();
        const bool shown = is_shown(question, answers);
        if (!answered && shown && question.required && blanks == Blanks::refused)
            problems.push_back({question.id, nothing_chosen(question.type)});
        else if (answered && !shown)
            problems.push_back({question.id,
                                {"按您前面的回答，这个问题不需要回答",
                                 "After your other answers this question is not asked"}});
        else if (answered && !std::visit(IsOffered{question}, given->second))
            problems.push_back({question.id,
                                {"这个回答不在可选范围内", "This answer was not offered"}});
    }
    const Problems unknown = unknown_questions(answers, questionnaire);
    problems.insert(problems.end(), unknown.begin(), unknown.end());
    return problems;
}

}  // namespace surveys
