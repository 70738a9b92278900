#include "http/public/form_body.h"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <utility>

#include "engine/expects.h"
#include "engine/figures/grade.h"
#include "http/public/grade_row.h"
#include "http/public/words.h"
#include "surveys/limits.h"

namespace http {
namespace {

using kainjow::mustache::data;
using surveys::QuestionType;

bool was_entered(const FormPage& page, std::string_view field, std::string_view value) {
    return page.entered && std::any_of(page.entered->begin(), page.entered->end(),
                                       [&](const auto& given) {
                                           return given.first == field && given.second == value;
                                       });
}

std::string entered_text(const FormPage& page, std::string_view field) {
    if (!page.entered) return {};
    for (const auto& [name, value] : *page.entered) {
        if (name == field) return value;
    }
    return {};
}

struct OptionRow {
    std::string code;
    std::string label;  // HTML
    std::string mouth;
};

std::string text_label(const std::string& text) {
    return kainjow::mustache::html_escape(text);
}

std::vector<OptionRow> option_rows(const surveys::Question& question, const FormPage& page) {
    std::vector<OptionRow> rows;
    const surveys::Locale locale = page.look.locale;
    if (question.type == QuestionType::grade) {
        for (const engine::Grade grade : engine::grades) {
            rows.push_back({std::string(name(grade)), grade_label(grade, locale),
                            std::string(mouth_of(grade))});
        }
    } else if (question.type == QuestionType::score) {
        for (int points = 0; points <= 10; ++points) {
            rows.push_back({std::to_string(points), std::to_string(points), ""});
        }
    } else if (question.type == QuestionType::yes_no) {
        rows.push_back({"yes", std::string(say(Phrase::yes, locale)), ""});
        rows.push_back({"no", std::string(say(Phrase::no, locale)), ""});
    } else {
        for (const surveys::Option& option : question.options) {
            rows.push_back({option.code, text_label(option.text.in(locale)), ""});
        }
    }
    return rows;
}

// How the options stand: grades beside each other where their words fit, short ones in pairs.
std::string shape_of(const surveys::Question& question, const FormPage& page, bool lead) {
    if (page.look.large) return "";
    const bool chinese = page.look.locale == surveys::Locale::zh_cn;
    switch (question.type) {
        case QuestionType::grade: return !lead && chinese ? "five" : "";
        case QuestionType::score: return "eleven";
        case QuestionType::yes_no: return "pairs";
        case QuestionType::choice:
        case QuestionType::choices: break;
        case QuestionType::number:
        case QuestionType::text:
        case QuestionType::date:
        case QuestionType::contact: return "";
    }
    constexpr std::size_t short_bytes_max = 18;  // six Chinese characters
    const bool all_short = std::all_of(
        question.options.begin(), question.options.end(), [&](const surveys::Option& option) {
            return option.text.in(page.look.locale).size() <= short_bytes_max;
        });
    return all_short ? "pairs" : "";
}

void add_options(data& into, const surveys::Question& question, const FormPage& page, bool lead) {
    data options{data::type::list};
    int number = 0;
    for (const OptionRow& row : option_rows(question, page)) {
        data option;
        option["code"] = row.code;
        option["label"] = row.label;
        std::string field = "f-" + question.id;
        if (number > 0) field.append("-").append(std::to_string(number));
        option["field"] = field;
        if (!row.mouth.empty()) option["mouth"] = row.mouth;
        if (was_entered(page, question.id, row.code)) option["chosen"] = true;
        options.push_back(option);
        ++number;
    }
    into["is_group"] = true;
    into["options"] = std::move(options);
    into["type"] = question.type == QuestionType::choices ? "checkbox" : "radio";
    into["shape"] = shape_of(question, page, lead);
}

// A question that branches is hidden until its condition is met: by the script, or, where a second
// page will ask again, from the start.
void add_condition(data& into, const surveys::Question& question, const FormPage& page) {
    if (!question.show_if) return;
    const auto parent = std::find_if(
        page.questions.begin(), page.questions.end(),
        [&](const auto* other) { return other->id == question.show_if->question; });
    if (parent == page.questions.end()) return;  // judged on the first page already
    std::string any_of;
    bool met = false;
    for (const std::string& value : question.show_if->any_of) {
        any_of += (any_of.empty() ? "" : " ") + value;
        met = met || was_entered(page, question.show_if->question, value);
    }
    into["when"] = question.show_if->question;
    into["any"] = any_of;
    const bool asked_again = page.first.empty() && lead_of(page.questionnaire);
    if (asked_again && !met) into["hidden"] = true;
}

void add_fields(data& into, const surveys::Question& question, const FormPage& page) {
    const bool folds = page.first.empty() && lead_of(page.questionnaire);
    into["value"] = entered_text(page, question.id);
    if (question.type == QuestionType::text && folds) {
        into["is_folded"] = true;
        if (!entered_text(page, question.id).empty()) into["open"] = true;
    } else if (question.type == QuestionType::contact) {
        into["is_contact"] = true;
        into["value"] = entered_text(page, question.id + ".phone");
        into["phone_word"] = std::string(say(Phrase::phone, page.look.locale));
        if (was_entered(page, question.id + ".consent", "yes")) into["consent"] = true;
    } else {
        into["is_field"] = true;
        if (question.type == QuestionType::text) into["is_text"] = true;
        if (question.type == QuestionType::number) into["decimal"] = true;
        into["type"] = question.type == QuestionType::date ? "date" : "text";
    }
}

data question_data(const surveys::Question& question, const FormPage& page) {
    const bool lead = page.first.empty() && lead_of(page.questionnaire) == &question;
    data into;
    into["id"] = question.id;
    into["text"] = question.text.in(page.look.locale);
    into["characters_max"] = std::to_string(surveys::limits.text_characters_max);
    if (lead) into["lead"] = true;
    if (page.problems) {
        for (const surveys::Problem& problem : *page.problems) {
            if (problem.place != question.id) continue;
            into["problem"] = problem.words.in(page.look.locale);
            into["open"] = true;
        }
    }
    switch (question.type) {
        case QuestionType::grade:
        case QuestionType::choice:
        case QuestionType::choices:
        case QuestionType::score:
        case QuestionType::yes_no: add_options(into, question, page, lead); break;
        case QuestionType::number:
        case QuestionType::text:
        case QuestionType::date:
        case QuestionType::contact: add_fields(into, question, page); break;
    }
    add_condition(into, question, page);
    return into;
}

data problems_data(const FormPage& page) {
    const surveys::Locale locale = page.look.locale;
    const std::size_t count = page.problems->size();
    data list{data::type::list};
    for (const surveys::Problem& problem : *page.problems) {
        data row;
        row["place"] = problem.place;
        row["words"] = problem.words.in(locale);
        const surveys::Question* question = page.questionnaire.find(problem.place);
        if (question) row["asked"] = question->text.in(locale);
        list.push_back(row);
    }
    data into;
    into["heading"] = count == 1
                          ? std::string(say(Phrase::one_problem, locale))
                          : say(Phrase::many_problems, locale, std::to_string(count));
    into["list"] = std::move(list);
    return into;
}

data form_data(const FormPage& page) {
    const surveys::Locale locale = page.look.locale;
    const bool one_page = lead_of(page.questionnaire) == nullptr;
    data into;
    into["action"] = with_look("/s/" + page.questionnaire.id, page.look);
    into["lang"] = std::string(name(locale));
    into["sending"] = std::string(say(Phrase::sending, locale));
    const bool is_secret = page.questionnaire.mode == surveys::Mode::ballot;
    if (is_secret) into["secret"] = true;
    into["waiting"] =
        std::string(say(is_secret ? Phrase::waiting_unkept : Phrase::waiting, locale));
    into["later"] = std::string(say(Phrase::sent_later, locale));
    into["submit"] = std::string(
        say(page.first.empty() ? Phrase::submit : Phrase::send_more, locale));
    into["key"] = page.visit.key;
    into["fields"] = page.visit.fields;
    into["place"] = page.visit.place;
    into["privacy"] =
        std::string(say(is_secret ? Phrase::ballot_promise : Phrase::privacy, locale));
    if (is_secret) into["limits"] = std::string(say(Phrase::ballot_limits, locale));
    if (!page.first.empty()) into["first"] = page.first;
    if (one_page) {
        into["title"] = page.questionnaire.title.in(locale);
        const std::string& intro = page.questionnaire.intro.in(locale);
        if (!intro.empty()) into["intro"] = intro;
    }
    data questions{data::type::list};
    for (const surveys::Question* question : page.questions) {
        questions.push_back(question_data(*question, page));
    }
    into["questions"] = std::move(questions);
    if (page.problems && !page.problems->empty()) into["problems"] = problems_data(page);
    return into;
}

}  // namespace

std::string form_body(const FormPage& page, const FormTemplates& templates) {
    data values = form_data(page);
    values["question"] = data{kainjow::mustache::partial([&] { return templates.question; })};
    kainjow::mustache::mustache form(templates.form);
    engine::expects(form.is_valid(), "the form's template is well-formed");
    return form.render(values);
}

}  // namespace http
