#include "surveys/questionnaires/chosen.h"

#include <algorithm>

#include "surveys/calendar.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/answer_words.h"
#include "surveys/questionnaires/decimal.h"
#include "surveys/questionnaires/phone.h"
#include "surveys/questionnaires/utf8.h"

namespace surveys {
namespace {

AnswerReading problem(Words words) { return {std::nullopt, std::move(words)}; }

}  // namespace

AnswerReading read_grade(std::string_view name) {
    const auto grade = engine::grade_named(name);
    if (!grade) return problem(expected(QuestionType::grade));
    return {*grade, {}};
}

AnswerReading read_choice(std::string_view code, const Question& question) {
    if (!question.offers(code)) return problem(not_offered());
    return {Choice{std::string{code}}, {}};
}

AnswerReading read_choices(const std::vector<std::string>& codes, const Question& question) {
    if (codes.empty()) return {};
    if (codes.size() > question.options.size()) return problem(chosen_twice());
    for (const std::string& code : codes) {
        if (!question.offers(code)) return problem(not_offered());
        if (std::count(codes.begin(), codes.end(), code) > 1) return problem(chosen_twice());
    }
    Choices choices;
    for (const Option& option : question.options)
        if (std::find(codes.begin(), codes.end(), option.code) != codes.end())
            choices.options.push_back(option.code);
    return {std::move(choices), {}};
}

AnswerReading read_number(std::string_view text) {
    auto decimal = canonical_decimal(text);
    if (!decimal) return problem(expected(QuestionType::number));
    return {Number{std::move(*decimal)}, {}};
}

AnswerReading read_text(std::string text) {
    if (has_nul(text)) return problem(not_text());
    if (is_blank(text)) return {};
    if (characters(text) > limits.text_characters_max) return problem(too_long());
    return {FreeText{std::move(text)}, {}};
}

AnswerReading read_date(std::string_view text) {
    const auto day = parse_date(text);
    if (!day) return problem(expected(QuestionType::date));
    return {Date{*day}, {}};
}

AnswerReading read_contact(bool consent, std::string_view phone) {
    if (!consent && phone.empty()) return {};
    if (!consent) return problem(phone_without_consent());
    if (phone.empty()) return problem(consent_without_phone());
    if (!is_phone(phone)) return problem(expected(QuestionType::contact));
    return {Contact{std::string{phone}}, {}};
}

}  // namespace surveys
