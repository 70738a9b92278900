#include <algorithm>

#include "engine/expects.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/json_fields.h"
#include "surveys/questionnaires/one_of.h"
#include "surveys/questionnaires/page_fields.h"
#include "surveys/questionnaires/questionnaire.h"
#include "surveys/questionnaires/questionnaire_rules.h"
#include "surveys/questionnaires/scale_fields.h"
#include "surveys/sha256.h"

namespace surveys {
namespace {

constexpr std::int64_t version_max = 1'000'000;

bool has_options(QuestionType type) {
    return type == QuestionType::choice || type == QuestionType::choices;
}

Option read_option(const Json& json, const std::string& place, Problems& problems) {
    Fields fields{json, place, problems};
    Option option;
    option.code = fields.text("code", Need::required).value_or("");
    if (json.find("code") != nullptr && json.find("code")->string() != nullptr &&
        !is_code(option.code))
        fields.note("code", {"选项代码只能用字母、数字、_ 和 -，最多 64 个字符",
                             "a code is 1 to 64 letters, digits, _ and -"});
    option.text = fields.words("text", Need::required).value_or(Words{});
    fields.refuse_others();
    return option;
}

std::vector<Option> read_options(Fields& fields, std::optional<QuestionType> type,
                                 Problems& problems) {
    const bool offered = type && has_options(*type);
    const Json::Array* elements =
        fields.array("options", offered ? Need::required : Need::optional);
    if (elements == nullptr) return {};
    if (type && !offered)
        fields.note("options", {"这种题型没有选项", "a question of this type has no options"});
    if (offered && elements->empty())
        fields.note("options", {"至少要有一个选项", "there must be at least one option"});
    if (elements->size() > limits.options_max) {
        const std::string most = std::to_string(limits.options_max);
        fields.note("options", {"选项太多（最多 " + most + " 个）",
                                "too many options (at most " + most + ")"});
        return {};
    }
    Question read;
    for (std::size_t i = 0; i < elements->size(); ++i) {
        const std::string place = pointer(fields.place_of("options"), i);
        Option option = read_option((*elements)[i], place, problems);
        if (!option.code.empty() && read.offers(option.code))
            problems.push_back({pointer(place, "code"),
                                {"选项代码重复：" + option.code,
                                 "two options have the code " + option.code}});
        read.options.push_back(std::move(option));
    }
    return std::move(read.options);
}

std::optional<ShowIf> read_show_if(Fields& question, Problems& problems) {
    const Json* json = question.find("show_if", Need::optional);
    if (json == nullptr) return std::nullopt;
    Fields fields{*json, question.place_of("show_if"), problems};
    ShowIf show_if;
    show_if.question = fields.id("question", Need::required).value_or("");
    show_if.any_of = fields.texts("any_of", Need::required);
    fields.refuse_others();
    return show_if;
}

ReadQuestion read_question(const Json& json, const std::string& place, Problems& problems) {
    Fields fields{json, place, problems};
    Question question;
    question.id = fields.id("id", Need::required).value_or("");
    if (is_page_field(question.id))
        fields.note("id", {"这个编号留给页面自己使用", "the page uses this id for itself"});
    const auto type = one_of(fields, "type", question_types);
    question.type = type.value_or(QuestionType::text);
    question.text = fields.words("text", Need::required).value_or(Words{});
    question.required = fields.boolean("required", Need::optional).value_or(false);
    question.options = read_options(fields, type, problems);
    question.show_if = read_show_if(fields, problems);
    fields.refuse_others();
    return {std::move(question), type.has_value()};
}

std::vector<ReadQuestion> read_questions(Fields& file, Problems& problems) {
    const Json::Array* elements = file.array("questions", Need::required);
    if (elements == nullptr) return {};
    if (elements->empty())
        file.note("questions", {"至少要有一个问题", "there must be at least one question"});
    if (elements->size() > limits.questions_max) {
        const std::string most = std::to_string(limits.questions_max);
        file.note("questions", {"问题太多（最多 " + most + " 个）",
                                "too many questions (at most " + most + ")"});
        return {};
    }
    std::vector<ReadQuestion> questions;
    for (std::size_t i = 0; i < elements->size(); ++i)
        questions.push_back(read_question((*elements)[i], pointer("/questions", i), problems));
    return questions;
}

// Who asks for a telephone number in a secret ballot has no secret ballot.
void refuse_contacts(const std::vector<ReadQuestion>& questions, Problems& problems) {
    for (std::size_t i = 0; i < questions.size(); ++i)
        if (questions[i].question.type == QuestionType::contact)
            problems.push_back({pointer(pointer("/questions", i), "type"),
                                {"不记名测评不能询问联系方式",
                                 "a secret ballot cannot ask for a contact"}});
}

Questionnaire read_file(const Json& json, Problems& problems) {
    Fields file{json, "", problems};
    Questionnaire read;
    read.id = file.id("id", Need::required).value_or("");
    read.version = static_cast<int>(
        file.whole("version", Need::required, {.lowest = 1, .highest = version_max}).value_or(1));
    read.title = file.words("title", Need::required).value_or(Words{});
    read.intro = file.words("intro", Need::optional).value_or(Words{});
    const auto mode = one_of(file, "mode", modes);
    read.mode = mode.value_or(Mode::open);
    read.scale = read_scale(file, "scale", problems);
    std::vector<ReadQuestion> questions = read_questions(file, problems);
    file.refuse_others();
    const Problems broken = broken_rules(questions);
    problems.insert(problems.end(), broken.begin(), broken.end());
    if (mode == Mode::ballot) refuse_contacts(questions, problems);
    for (ReadQuestion& each : questions) read.questions.push_back(std::move(each.question));
    return read;
}

}  // namespace

QuestionnaireReading read_questionnaire(std::string_view json) {
    if (json.size() > limits.definition_bytes_max)
        return {std::nullopt, {{"", {"文件太大（最多 1 MB）", "the file exceeds 1 MB"}}}};
    JsonReading file = read_json(json);
    QuestionnaireReading reading{std::nullopt, std::move(file.problems)};
    if (!file.value) return reading;
    Questionnaire read = read_file(*file.value, reading.problems);
    if (!reading.problems.empty()) return reading;
    read.definition = std::string{json};
    read.sha256 = hex(sha256(json));
    reading.questionnaire = std::move(read);
    return reading;
}

}  // namespace surveys
