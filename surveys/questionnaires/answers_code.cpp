// The bytes are specified in docs/answers-format.md; the golden test quotes its example.
#include <algorithm>
#include <cstdint>
#include <stdexcept>

#include "engine/expects.h"
#include "surveys/calendar.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/answers.h"
#include "surveys/questionnaires/decimal.h"

namespace surveys {
namespace {

constexpr char not_applicable_byte = 5;  // behind the five grades 0..4
constexpr int varint_bytes_max = 10;

void put_varint(std::string& bytes, std::uint64_t number) {
    while (number >= 0x80) {
        bytes += static_cast<char>((number & 0x7F) | 0x80);
        number >>= 7;
    }
    bytes += static_cast<char>(number);
}

std::uint64_t zigzag(std::int64_t number) {
    return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}

std::int64_t unzigzag(std::uint64_t number) {
    return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

std::size_t option_index(const Question& question, std::string_view code) {
    const auto found = std::find_if(question.options.begin(), question.options.end(),
                                    [&](const Option& option) { return option.code == code; });
    engine::expects(found != question.options.end(), "an encoded option is offered");
    return static_cast<std::size_t>(found - question.options.begin());
}

struct PutPayload {
    std::string& bytes;
    const Question& question;

    void operator()(engine::Grade grade) const { bytes += static_cast<char>(grade); }
    void operator()(NotApplicable) const { bytes += not_applicable_byte; }
    void operator()(const Choice& choice) const {
        put_varint(bytes, option_index(question, choice.option));
    }
    void operator()(const Choices& choices) const {
        put_varint(bytes, choices.options.size());
        for (const std::string& option : choices.options)
            put_varint(bytes, option_index(question, option));
    }
    void operator()(const Score& score) const { bytes += static_cast<char>(score.points); }
    void operator()(const YesNo& answer) const { bytes += answer.yes ? '\1' : '\0'; }
    void operator()(const Number& number) const {
        put_varint(bytes, number.decimal.size());
        bytes += number.decimal;
    }
    void operator()(const Date& date) const { put_varint(bytes, zigzag(date.day)); }
    void operator()(const FreeText&) const {}
    void operator()(const Contact&) const {}
};

bool is_kept_apart(const Answer& answer) {
    return std::holds_alternative<FreeText>(answer) || std::holds_alternative<Contact>(answer);
}

[[noreturn]] void refuse(const char* why) {
    throw std::runtime_error(std::string{"a response's answers are damaged: "} + why);
}

// Takes values off the front of the bytes; only the one way of writing each is accepted.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

    bool empty() const { return bytes_.empty(); }

    std::uint8_t byte() {
        if (bytes_.empty()) refuse("they end too early");
        const auto first = static_cast<std::uint8_t>(bytes_.front());
        bytes_.remove_prefix(1);
        return first;
    }
    std::uint8_t byte_up_to(std::uint8_t highest) {
        const std::uint8_t found = byte();
        if (found > highest) refuse("a value is out of range");
        return found;
    }
    std::uint64_t varint() {
        std::uint64_t number = 0;
        for (int i = 0; i < varint_bytes_max; ++i) {
            const std::uint8_t next = byte();
            if (i == varint_bytes_max - 1 && next > 1) refuse("a number is too large");
            number |= std::uint64_t{next & 0x7FU} << (7 * i);
            if (next < 0x80) {
                if (next == 0 && i > 0) refuse("a number is longer than need be");
                return number;
            }
        }
        refuse("a number is too long");
    }
    std::size_t varint_below(std::size_t bound) {
        const std::uint64_t found = varint();
        if (found >= bound) refuse("a position is out of range");
        return static_cast<std::size_t>(found);
    }
    std::string text(std::size_t size) {
        if (size > bytes_.size()) refuse("they end too early");
        std::string text{bytes_.substr(0, size)};
        bytes_.remove_prefix(size);
        return text;
    }

private:
    std::string_view bytes_;
};

Answer take_grade(Bytes& bytes) {
    const std::uint8_t found = bytes.byte_up_to(not_applicable_byte);
    if (found == not_applicable_byte) return NotApplicable{};
    return engine::grades.at(found);
}

Choices take_choices(Bytes& bytes, const Question& question) {
    const std::size_t count = bytes.varint_below(question.options.size() + 1);
    if (count == 0) refuse("nothing was chosen");
    Choices choices;
    std::size_t lowest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t index = bytes.varint_below(question.options.size());
        if (index < lowest) refuse("options are out of order");
        choices.options.push_back(question.options[index].code);
        lowest = index + 1;
    }
    return choices;
}

Number take_number(Bytes& bytes) {
    Number number{bytes.text(bytes.varint_below(limits.number_characters_max + 1))};
    if (canonical_decimal(number.decimal) != number.decimal) refuse("a number is none");
    return number;
}

Date take_date(Bytes& bytes) {
    const Date date{unzigzag(bytes.varint())};
    if (!is_writable_day(date.day)) refuse("a date is out of range");
    return date;
}

Answer take_payload(Bytes& bytes, const Question& question) {
    switch (question.type) {
        case QuestionType::grade: return take_grade(bytes);
        case QuestionType::choice:
            return Choice{question.options[bytes.varint_below(question.options.size())].code};
        case QuestionType::choices: return take_choices(bytes, question);
        case QuestionType::score: return Score{bytes.byte_up_to(10)};
        case QuestionType::yes_no: return YesNo{bytes.byte_up_to(1) == 1};
        case QuestionType::number: return take_number(bytes);
        case QuestionType::date: return take_date(bytes);
        case QuestionType::text:
        case QuestionType::contact: break;
    }
    refuse("a text is kept elsewhere");
}

}  // namespace

std::string encode(const Answers& answers, const Questionnaire& questionnaire) {
    std::string bytes;
    std::size_t found = 0;
    for (std::size_t position = 0; position < questionnaire.questions.size(); ++position) {
        const Question& question = questionnaire.questions[position];
        const auto given = answers.find(question.id);
        if (given == answers.end()) continue;
        ++found;
        if (is_kept_apart(given->second)) continue;
        put_varint(bytes, position);
        std::visit(PutPayload{bytes, question}, given->second);
    }
    engine::expects(found == answers.size(), "encoded answers are to this questionnaire");
    return bytes;
}

Answers decode(std::string_view encoded, const Questionnaire& questionnaire) {
    Bytes bytes{encoded};
    Answers answers;
    std::size_t lowest = 0;
    while (!bytes.empty()) {
        const std::size_t position = bytes.varint_below(questionnaire.questions.size());
        if (position < lowest) refuse("questions are out of order");
        lowest = position + 1;
        const Question& question = questionnaire.questions[position];
        answers.emplace(question.id, take_payload(bytes, question));
    }
    return answers;
}

}  // namespace surveys
