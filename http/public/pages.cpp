#include "http/public/pages.h"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "engine/expects.h"
#include "http/pages.h"
#include "http/public/form_body.h"
#include "http/public/words.h"
#include "reports/words.h"

namespace http {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

std::string render(const std::string& text, const data& values) {
    mustache page(text);
    engine::expects(page.is_valid(), "a template of ours is well-formed");
    return page.render(values);
}

std::string words(Phrase phrase, const Look& look) { return std::string(say(phrase, look.locale)); }

Look in_other_language(Look look) {
    look.locale = look.locale == surveys::Locale::en ? surveys::Locale::zh_cn
                                                     : surveys::Locale::en;
    return look;
}

Look in_other_size(Look look) {
    look.large = !look.large;
    return look;
}

}  // namespace

Pages::Pages(const AssetShelf& assets, surveys::Words bureau, bool is_demo,
             std::optional<std::filesystem::path> folder)
    : assets_(assets), bureau_(std::move(bureau)), is_demo_(is_demo), folder_(std::move(folder)) {}

std::string Pages::read(std::string_view name) const {
    if (folder_) {
        std::ifstream file(*folder_ / name, std::ios::binary);
        if (file) return {std::istreambuf_iterator<char>(file), {}};
    }
    const auto found = std::find_if(pages::all.begin(), pages::all.end(),
                                    [name](const pages::File& file) { return file.name == name; });
    engine::expects(found != pages::all.end(), "a page that is asked for was embedded");
    return std::string(found->text);
}

std::string Pages::lay_out(const Look& look, const std::string& here, const std::string& title,
                           const std::string& body) const {
    const Look other = in_other_language(look);
    data page;
    page["lang"] = std::string(name(look.locale));
    page["other_lang"] = std::string(name(other.locale));
    if (look.large) page["large"] = true;
    page["title"] = title;
    page["bureau"] = bureau_.in(look.locale);
    if (is_demo_) page["demo"] = reports::demo_sentence().in(look.locale);
    page["css"] = assets_.address("manyidu.css");
    page["js"] = assets_.address("phone.js");
    page["here"] = here;
    page["size_query"] = query(in_other_size(look));
    page["size_word"] = words(look.large ? Phrase::normal_letters : Phrase::large_letters, look);
    page["language_query"] = query(other);
    page["language_word"] = words(Phrase::other_language, look);
    page["body"] = body;
    return render(read("phone_layout.html"), page);
}

std::string Pages::questions(const FormPage& page) const {
    return form_body(page, {.form = read("phone_form.html"),
                            .question = read("phone_question.html")});
}

std::string Pages::form(const FormPage& page) const {
    return lay_out(page.look, page.visit.here, page.questionnaire.title.in(page.look.locale),
                   questions(page));
}

std::string Pages::thanks(const ThanksPage& page) const {
    data values;
    values["received"] = words(Phrase::received, page.look);
    if (!page.receipt.empty()) {
        values["receipt"] = page.receipt;
        values["receipt_word"] = words(Phrase::receipt, page.look);
        values["keep"] = words(Phrase::keep_receipt, page.look);
    }
    if (page.more_received) values["more_received"] = words(Phrase::more_received, page.look);
    if (page.more && !page.more->questions.empty()) {
        data more;
        more["heading"] = words(Phrase::more, page.look);
        more["hint"] = words(Phrase::more_hint, page.look);
        more["form"] = questions(*page.more);
        values["more"] = std::move(more);
    }
    if (!page.again.empty()) {
        values["again"] = page.again;
        values["again_word"] = words(Phrase::rate_again, page.look);
    }
    return lay_out(page.look, page.here, words(Phrase::received, page.look),
                   render(read("phone_thanks.html"), values));
}

std::string Pages::message(const MessagePage& page) const {
    data values;
    values["heading"] = page.heading;
    if (!page.text.empty()) values["text"] = page.text;
    if (!page.link.empty()) {
        values["link"] = page.link;
        values["link_word"] = page.link_word;
    }
    return lay_out(page.look, page.here, page.heading, render(read("phone_message.html"), values));
}

std::string Pages::code(const CodePage& page) const {
    data values;
    values["title"] = words(Phrase::code_title, page.look);
    values["label"] = words(Phrase::code_label, page.look);
    values["hint"] = words(Phrase::code_hint, page.look);
    values["go"] = words(Phrase::code_go, page.look);
    values["code"] = page.code;
    if (page.look.locale == surveys::Locale::en) values["lang"] = "en";
    if (page.look.large) values["large"] = true;
    if (!page.problem.empty()) {
        values["problem"] = page.problem;
        values["place"] = page.problem_place;
        values["heading"] = words(Phrase::one_problem, page.look);
    }
    if (!page.survey.empty()) {
        values["survey"] = page.survey;
        values["survey_title"] = page.survey_title;
    }
    if (!page.surveys.empty()) {
        data list{data::type::list};
        for (const CodePage::Choice& choice : page.surveys) {
            data row;
            row["id"] = choice.id;
            row["title"] = choice.title;
            row["field"] = &choice == &page.surveys.front() ? "f-s" : "f-s-" + choice.id;
            list.push_back(row);
        }
        data surveys;
        surveys["which"] = words(Phrase::code_survey, page.look);
        surveys["list"] = std::move(list);
        values["surveys"] = std::move(surveys);
    }
    const std::string here = page.survey.empty() ? "/c?" : "/c?s=" + page.survey + "&amp;";
    return lay_out(page.look, here, words(Phrase::code_title, page.look),
                   render(read("phone_code.html"), values));
}

}  // namespace http
