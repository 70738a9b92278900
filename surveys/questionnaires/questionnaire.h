// A questionnaire: what is asked, in which words, in which order, under which rules.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/figures/scale.h"
#include "surveys/questionnaires/problem.h"
#include "surveys/questionnaires/words.h"

namespace surveys {

enum class QuestionType { grade, choice, choices, score, yes_no, number, text, date, contact };
enum class Mode { open, coded, ballot };  // a poster; one code, one answer; secret

inline constexpr std::array question_types{
    QuestionType::grade,  QuestionType::choice, QuestionType::choices,
    QuestionType::score,  QuestionType::yes_no, QuestionType::number,
    QuestionType::text,   QuestionType::date,   QuestionType::contact};
inline constexpr std::array modes{Mode::open, Mode::coded, Mode::ballot};

std::string_view name(QuestionType type);
std::string_view name(Mode mode);

// Codes never change their meaning from version to version; words may.
struct Option {
    std::string code;
    Words text;
};

// A question is shown only after `question`, an earlier one, was answered with one of these.
struct ShowIf {
    std::string question;
    std::vector<std::string> any_of;
};

struct Question {
    std::string id;
    QuestionType type = QuestionType::text;
    Words text;
    bool required = false;
    std::vector<Option> options;  // of choice and choices
    std::optional<ShowIf> show_if;

    bool offers(std::string_view option) const;
};

// Immutable once stored: a change is a new version. `definition` is the file as it was added and
// `sha256` its hash in hex, so anybody can check which words were asked.
struct Questionnaire {
    std::string id;
    int version = 1;
    Words title;
    Words intro;
    Mode mode = Mode::open;
    engine::Scale scale;
    std::vector<Question> questions;
    std::string definition;
    std::string sha256;

    const Question* find(std::string_view question) const;
    std::optional<std::size_t> position(std::string_view question) const;
};

// Either a questionnaire and no problem, or every problem of the file with its place.
struct QuestionnaireReading {
    std::optional<Questionnaire> questionnaire;
    Problems problems;
};

[[nodiscard]] QuestionnaireReading read_questionnaire(std::string_view json);

}  // namespace surveys
