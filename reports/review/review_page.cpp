#include "reports/review/review_page.h"

#include <kainjow/mustache.hpp>

#include "engine/expects.h"
#include "reports/number.h"
#include "reports/pages.h"
#include "reports/review/method.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

// An absent name is what a template's {{^name}} asks for; an empty text is not.
void set_if_any(data& values, const std::string& name, const std::string& text) {
    if (!text.empty()) values.set(name, text);
}

// A cell over so many rows; `open` marks what the officers must still fill.
data cell_over(std::uint32_t rows, const std::string& text) {
    data cell;
    cell.set("rows", std::to_string(rows));
    cell.set("text", text);
    cell.set("open", data(text.empty() ? data::type::bool_true : data::type::bool_false));
    return cell;
}

data row_of(const FilledRow& filled) {
    data row;
    if (filled.level1_span > 0)
        row.set("level1", cell_over(filled.level1_span, filled.form.level1));
    if (filled.level2_span > 0)
        row.set("level2", cell_over(filled.level2_span, filled.form.level2));
    row.set("level3", filled.form.level3);
    row.set("target", filled.form.target);
    if (!filled.found) return row;
    const ReviewRow& found = *filled.found;
    data figures;
    figures.set("actual", found.actual.value_or("尚无答卷"));
    figures.set("weight", std::to_string(found.weight));
    figures.set("earned", found.earned.value_or("尚无答卷"));
    figures.set("reason", reason(found));
    figures.set("state", found.needs_reason ? "missed" : "");
    row.set("figures", figures);
    return row;
}

data form_of(const FilledForm& filled) {
    const Form& form = filled.form;
    data values;
    values.set("title", filled.title);
    values.set("name", form.name);
    set_if_any(values, "code", form.code);
    set_if_any(values, "department", form.department);
    set_if_any(values, "unit", form.unit);
    set_if_any(values, "goal", form.goal);
    if (form.kind == FormKind::project) {
        data money;
        set_if_any(money, "budget", form.budget);
        values.set("money", money);
    }
    values.set("row_count", std::to_string(filled.rows.size() + 1));
    data rows{data::type::list};
    for (const FilledRow& row : filled.rows) rows.push_back(row_of(row));
    values.set("rows", rows);
    data notes{data::type::list};
    for (const std::string& note : notes_of(filled)) notes.push_back(data{"note", note});
    values.set("notes", notes);
    return values;
}

data method_of_one(const Score& score) {
    data method;
    method.set("name", score.indicator.name.zh_cn);
    data lines{data::type::list};
    for (const MethodLine& line : method_of(score)) {
        data each;
        each.set("label", line.label);
        each.set("shown", line.figure.shown + (line.figure.is_number ? line.figure.unit : ""));
        each.set("kind", line.figure.is_number ? "number" : "text");
        lines.push_back(each);
    }
    method.set("lines", lines);
    return method;
}

std::string render(std::string_view text, const data& values) {
    mustache page{std::string{text}};
    engine::expects(page.is_valid(), "the review's templates are well-formed");
    return page.render(values);
}

data head_of(const Review& review) {
    data values;
    values.set("year", std::to_string(review.year));
    values.set("as_of", surveys::iso_date(review.as_of_day));
    values.set("version", program_version());
    values.set("title_mark", title_mark(review));
    if (review.is_demo) {
        values.set("demo", demo_sentence().zh_cn);
        values.set("mark", demo_mark().zh_cn);
    }
    return values;
}

// The elements of the forms' titles and of the names below them.
struct Headings {
    std::string title;
    std::string name;
};

std::string sections_of(const Review& review, const std::vector<FilledForm>& forms,
                        const Headings& headings) {
    data values = head_of(review);
    values.set("title_tag", headings.title);
    values.set("name_tag", headings.name);
    data filled{data::type::list};
    for (const FilledForm& form : forms) filled.push_back(form_of(form));
    values.set("forms", filled);
    data methods{data::type::list};
    for (const Score& score : review.scores) methods.push_back(method_of_one(score));
    values.set("methods", methods);
    data notes{data::type::list};
    for (const std::string& note : method_notes()) notes.push_back(data{"note", note});
    values.set("notes", notes);
    return render(pages::review_sections_html, values);
}

}  // namespace

std::string to_page(const Review& review, const std::vector<FilledForm>& forms,
                    const std::string& style_address) {
    data values = head_of(review);
    if (style_address.empty()) values.set("style", review_style(review));
    else values.set("style_address", style_address);
    values.set("sections", sections_of(review, forms, {.title = "h1", .name = "h2"}));
    return render(pages::review_html, values);
}

std::string review_style(const Review& review) {
    return render(pages::review_css, head_of(review));
}

std::string to_sections(const Review& review, const std::vector<FilledForm>& forms) {
    return sections_of(review, forms, {.title = "h2", .name = "h3"});
}

}  // namespace reports
