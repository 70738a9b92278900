#include <map>

#include "surveys/questionnaires/answer_words.h"
#include "surveys/questionnaires/chosen.h"
#include "surveys/questionnaires/submission.h"
#include "surveys/questionnaires/submission_draft.h"
#include "surveys/questionnaires/utf8.h"

namespace surveys {
namespace {

// The fields of one form by name, each taken once; what nobody took is unknown.
class Form {
public:
    Form(const FormFields& fields, Draft& draft) : draft_(draft) {
        for (const auto& [name, value] : fields) values_[name].push_back(value);
    }

    // "" when the field is absent or empty. A doubled field is a problem at `place`.
    std::string one(const std::string& name, std::string_view place) {
        std::vector<std::string> values = all(name);
        if (values.size() > 1) draft_.note(place, {"同一栏提交了两次", "The field was sent twice"});
        return values.size() == 1 ? std::move(values.front()) : "";
    }

    std::vector<std::string> all(const std::string& name) {
        const auto found = values_.extract(name);
        return found.empty() ? std::vector<std::string>{} : std::move(found.mapped());
    }

    void refuse_others() {
        for (const auto& [name, values] : values_) draft_.note(name, no_such_question());
    }

private:
    Draft& draft_;
    std::map<std::string, std::vector<std::string>> values_;
};

// Browsers send line breaks as CR LF.
std::string with_plain_breaks(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text.substr(i, 2) != "\r\n") plain += text[i];
    return plain;
}

AnswerReading read_score(std::string_view text) {
    const bool digit = text.size() == 1 && text.front() >= '0' && text.front() <= '9';
    if (!digit && text != "10") return {std::nullopt, expected(QuestionType::score)};
    return {Score{digit ? text.front() - '0' : 10}, {}};
}

AnswerReading read_yes_no(std::string_view text) {
    if (text != "yes" && text != "no") return {std::nullopt, expected(QuestionType::yes_no)};
    return {YesNo{text == "yes"}, {}};
}

AnswerReading read_codes(std::vector<std::string> codes, const Question& question) {
    std::erase(codes, "");
    return read_choices(codes, question);
}

AnswerReading contact_of(Form& form, const Question& question) {
    const std::string consent = form.one(question.id + ".consent", question.id);
    const std::string phone = form.one(question.id + ".phone", question.id);
    if (!consent.empty() && consent != "yes")
        return {std::nullopt, expected(QuestionType::contact)};
    return read_contact(consent == "yes", trimmed(phone));
}

AnswerReading read_one(const std::string& value, const Question& question) {
    const std::string_view text = trimmed(value);
    if (text.empty()) return {};
    switch (question.type) {
        case QuestionType::grade: return read_grade(text);
        case QuestionType::choice: return read_choice(text, question);
        case QuestionType::score: return read_score(text);
        case QuestionType::yes_no: return read_yes_no(text);
        case QuestionType::number: return read_number(text);
        case QuestionType::text: return read_text(with_plain_breaks(value));
        case QuestionType::date: return read_date(text);
        case QuestionType::choices:
        case QuestionType::contact: break;
    }
    return {};
}

AnswerReading read_answer(Form& form, const Question& question) {
    if (question.type == QuestionType::contact) return contact_of(form, question);
    if (question.type == QuestionType::choices)
        return read_codes(form.all(question.id), question);
    return read_one(form.one(question.id, question.id), question);
}

}  // namespace

SubmissionReading read_submission_form(const FormFields& fields,
                                       const Questionnaire& questionnaire,
                                       const Answers* earlier) {
    Draft draft{questionnaire};
    Form form{fields, draft};
    for (const Question& question : questionnaire.questions)
        draft.answer(question, read_answer(form, question));

    const auto read = [&](const char* name, auto field) {
        const std::string value = form.one(name, name);
        if (!value.empty()) (draft.*field)(value);
    };
    read("unit", &Draft::unit);
    read("code", &Draft::code);
    read("key", &Draft::key);
    read("channel", &Draft::channel);
    read("locale", &Draft::locale);
    read("first", &Draft::first);
    form.refuse_others();
    return std::move(draft).settled(earlier);
}

}  // namespace surveys
