#include "surveys/questionnaires/submission_draft.h"

#include <algorithm>

#include "surveys/ballots/code.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/json_fields.h"

namespace surveys {
namespace {

bool is_key(std::string_view text) {
    return !text.empty() && text.size() <= limits.key_characters_max &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

}  // namespace

Words malformed_code() {
    return {"这个码的格式不对，请核对后重新输入", "This is not a code: check it and enter it again"};
}

SubmissionReading malformed(Words words) {
    return {std::nullopt, true, {{"", std::move(words)}}};
}

void Draft::note(std::string_view place, Words words) {
    if (problems_.size() < limits.problems_max && !is_noted(place))
        problems_.push_back({std::string{place}, std::move(words)});
}

void Draft::answer(const Question& question, AnswerReading reading) {
    if (reading.problem) note(question.id, std::move(*reading.problem));
    if (reading.answer) submission_.answers.emplace(question.id, std::move(*reading.answer));
}

void Draft::key(std::string_view written) {
    if (!is_key(written)) return note("key", {"提交编号无效", "The key of this form is not valid"});
    if (const auto id = id_from_hex(written); id && is_time_ordered(*id)) submission_.issued = id;
    else submission_.key = written;
}

void Draft::unit(std::string_view written) {
    if (!is_code(written)) return note("unit", {"没有这个单位", "There is no such unit"});
    submission_.unit = written;
}

void Draft::code(std::string_view written) {
    submission_.code = normalise_code(written);
    if (!submission_.code) note("code", malformed_code());
}

void Draft::channel(std::string_view written) {
    const auto channel = channel_named(written);
    if (!channel) return note("channel", {"没有这个渠道", "There is no such channel"});
    if (*channel == Channel::paper || *channel == Channel::import)
        return note("channel", {"纸质和导入的答卷不能从这里提交",
                                "Paper forms and imports cannot be sent here"});
    submission_.channel = *channel;
}

void Draft::locale(std::string_view written) {
    const auto locale = locale_named(written);
    if (!locale) return note("locale", {"没有这种语言", "There is no such language"});
    submission_.locale = *locale;
}

void Draft::first(std::string_view written) {
    submission_.supplements = id_from_hex(written);
    if (!submission_.supplements)
        note("first", {"找不到要补充的答卷", "The answers this page adds to cannot be found"});
}

bool Draft::is_noted(std::string_view place) const {
    return std::any_of(problems_.begin(), problems_.end(),
                       [&](const Problem& problem) { return problem.place == place; });
}

void Draft::check_answers(const Answers* earlier) {
    Answers both;
    if (earlier != nullptr) {
        both = *earlier;
        for (const auto& [question, answer] : submission_.answers)
            if (!both.emplace(question, answer).second)
                note(question, {"这个问题已经回答过", "This question was answered before"});
    }
    const Answers& all = earlier != nullptr ? both : submission_.answers;
    for (Problem& problem : check(all, questionnaire_)) {
        const Question* question = questionnaire_.find(problem.place);
        const bool follows = question != nullptr && question->show_if &&
                             is_noted(question->show_if->question);
        if (!follows) note(problem.place, std::move(problem.words));
    }
}

SubmissionReading Draft::settled(const Answers* earlier) && {
    check_answers(earlier);
    const bool needs_code = questionnaire_.mode != Mode::open && !submission_.supplements;
    if (needs_code && !submission_.code)
        note("code", {"请输入码", "Enter the code"});
    if (problems_.empty()) return {std::move(submission_), false, {}};
    const auto position = [&](const Problem& problem) {
        return questionnaire_.position(problem.place).value_or(questionnaire_.questions.size());
    };
    std::stable_sort(problems_.begin(), problems_.end(),
                     [&](const Problem& left, const Problem& right) {
                         return position(left) < position(right);
                     });
    return {std::nullopt, false, std::move(problems_)};
}

}  // namespace surveys
