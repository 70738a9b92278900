#include <algorithm>

#include "surveys/limits.h"
#include "surveys/questionnaires/answer_words.h"
#include "surveys/questionnaires/chosen.h"
#include "surveys/questionnaires/json_fields.h"
#include "surveys/questionnaires/strict_json.h"
#include "surveys/questionnaires/submission.h"
#include "surveys/questionnaires/submission_draft.h"

namespace surveys {
namespace {

AnswerReading wrong_type(const Question& question) {
    return {std::nullopt, expected(question.type)};
}

AnswerReading read_codes(const Json& json, const Question& question) {
    if (json.array() == nullptr) return wrong_type(question);
    std::vector<std::string> codes;
    for (const Json& element : *json.array()) {
        if (element.string() == nullptr) return wrong_type(question);
        codes.push_back(*element.string());
    }
    return read_choices(codes, question);
}

AnswerReading read_score(const Json& json, const Question& question) {
    const JsonNumber* number = json.number();
    if (number == nullptr || !number->integer || *number->integer < 0 || *number->integer > 10)
        return wrong_type(question);
    return {Score{static_cast<int>(*number->integer)}, {}};
}

// {"consent":true,"phone":"…"}
AnswerReading contact_of(const Json& json, const Question& question) {
    Problems problems;
    Fields fields{json, "", problems};
    const auto consent = fields.boolean("consent", Need::required);
    const auto phone = fields.text("phone", Need::optional);
    fields.refuse_others();
    if (!problems.empty()) return wrong_type(question);
    return read_contact(*consent, phone.value_or(""));
}

AnswerReading read_answer(const Json& json, const Question& question) {
    switch (question.type) {
        case QuestionType::grade:
            return json.string() ? read_grade(*json.string()) : wrong_type(question);
        case QuestionType::choice:
            return json.string() ? read_choice(*json.string(), question) : wrong_type(question);
        case QuestionType::choices: return read_codes(json, question);
        case QuestionType::score: return read_score(json, question);
        case QuestionType::yes_no:
            if (json.boolean() == nullptr) return wrong_type(question);
            return {YesNo{*json.boolean()}, {}};
        case QuestionType::number:
            return json.number() ? read_number(json.number()->text) : wrong_type(question);
        case QuestionType::text:
            return json.string() ? read_text(*json.string()) : wrong_type(question);
        case QuestionType::date:
            return json.string() ? read_date(*json.string()) : wrong_type(question);
        case QuestionType::contact: return contact_of(json, question);
    }
    return wrong_type(question);
}

void read_answers(const Json* json, const Questionnaire& questionnaire, Draft& draft) {
    if (json == nullptr) return draft.note("answers", {"缺少答案", "The answers are missing"});
    if (json->object() == nullptr)
        return draft.note("answers", {"答案应为对象 {…}", "The answers must be an object {…}"});
    for (const JsonMember& member : *json->object()) {
        const Question* question = questionnaire.find(member.key);
        if (question == nullptr)
            draft.note(member.key, no_such_question());
        else
            draft.answer(*question, read_answer(member.value, *question));
    }
}

// A field that stands there but is no text is a problem, never the same as an absent one.
void read_field(const JsonMember& member, Draft& draft) {
    const std::string* text = member.value.string();
    const std::string_view field = member.key;
    if (field == "code" && text == nullptr) return draft.note(field, malformed_code());
    if (field == "code") return draft.code(*text);
    const bool known = field == "unit" || field == "channel" || field == "locale";
    if (!known) return draft.note(field, {"没有这个字段", "There is no such field"});
    if (text == nullptr) return draft.note(field, {"应为文本", "This must be text"});
    if (field == "unit") return draft.unit(*text);
    if (field == "channel") return draft.channel(*text);
    draft.locale(*text);
}

// "/answers/overall" is the question overall, "/code" the field code.
std::string_view plain_place(std::string_view pointer) {
    constexpr std::string_view answers = "/answers/";
    if (pointer.starts_with(answers)) {
        pointer.remove_prefix(answers.size());
        return pointer.substr(0, pointer.find('/'));
    }
    if (pointer.starts_with('/')) pointer.remove_prefix(1);
    return pointer;
}

}  // namespace

SubmissionReading read_submission_json(std::string_view body, const Questionnaire& questionnaire) {
    if (body.size() > limits.body_bytes_max)
        return malformed({"提交的内容太大", "The body is too large"});
    JsonReading reading = read_json(body);
    if (reading.malformed) return malformed(std::move(reading.problems.front().words));
    Draft draft{questionnaire};
    for (Problem& problem : reading.problems)
        draft.note(plain_place(problem.place), std::move(problem.words));
    if (!reading.value) return std::move(draft).settled(nullptr);
    if (reading.value->object() == nullptr)
        return malformed({"提交的内容不是 JSON 对象", "The body is no JSON object"});

    read_answers(reading.value->find("answers"), questionnaire, draft);
    for (const JsonMember& member : *reading.value->object())
        if (member.key != "answers") read_field(member, draft);
    return std::move(draft).settled(nullptr);
}

}  // namespace surveys
