#include "reports/review/form.h"

#include <algorithm>
#include <set>

#include "engine/expects.h"
#include "reports/forms.h"
#include "reports/review/method.h"
#include "reports/words.h"

#include <nlohmann/json.hpp>

namespace reports {
namespace {

using Json = nlohmann::json;

void expect_fields(const Json& object, const std::set<std::string>& names) {
    std::set<std::string> found;
    for (const auto& [name, value] : object.items()) found.insert(name);
    engine::expects(found == names, "a form has its own fields, all of them and no other");
}

FormRow read_row(const Json& json) {
    expect_fields(json, {"level1", "level2", "level3", "description", "target", "basis",
                         "indicator"});
    return {.level1 = json.at("level1"),
            .level2 = json.at("level2"),
            .level3 = json.at("level3"),
            .description = json.at("description"),
            .target = json.at("target"),
            .basis = json.at("basis"),
            .indicator = json.at("indicator")};
}

Form read_form(const Json& json) {
    expect_fields(json, {"kind", "code", "name", "department", "unit", "budget", "goal", "rows"});
    const std::string kind = json.at("kind");
    engine::expects(kind == "project" || kind == "department", "a form is of a kind we know");
    Form form{.kind = kind == "project" ? FormKind::project : FormKind::department,
              .code = json.at("code"),
              .name = json.at("name"),
              .department = json.at("department"),
              .unit = json.at("unit"),
              .budget = json.at("budget"),
              .goal = json.at("goal"),
              .rows = {}};
    for (const Json& row : json.at("rows")) form.rows.push_back(read_row(row));
    return form;
}

Form form_of(const ReviewProject& project, const std::vector<Form>& forms) {
    const auto found = std::find_if(forms.begin(), forms.end(), [&](const Form& form) {
        return form.code == project.code && (!form.code.empty() || form.name == project.name);
    });
    Form form;
    if (found != forms.end()) form = *found;
    form.code = project.code;
    form.name = project.name;
    return form;
}

FormRow row_of(const ReviewRow& row, const Score& score) {
    return {.level1 = row.level1,
            .level2 = row.level2,
            .level3 = row.name,
            .description = "",
            .target = row.target,
            .basis = score.indicator.evidence,
            .indicator = row.indicator};
}

// Equal neighbours share one cell; a 二级指标 never reaches over the end of its 一级指标.
void span(std::vector<FilledRow>& rows) {
    FilledRow* first = nullptr;
    FilledRow* second = nullptr;
    for (FilledRow& row : rows) {
        const bool same_first = first && first->form.level1 == row.form.level1;
        const bool same_second = same_first && second->form.level2 == row.form.level2;
        if (same_first) {
            ++first->level1_span;
            row.level1_span = 0;
        } else {
            first = &row;
        }
        if (same_second) {
            ++second->level2_span;
            row.level2_span = 0;
        } else {
            second = &row;
        }
    }
}

}  // namespace

std::vector<Form> read_forms(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    engine::expects(json.is_array(), "the forms are a list");
    std::vector<Form> forms;
    try {
        for (const Json& form : json) forms.push_back(read_form(form));
    } catch (const Json::exception& wrong) {
        engine::expects(false, wrong.what());
    }
    return forms;
}

std::vector<Form> shipped_forms() { return read_forms(forms::projects_json); }

std::vector<FilledForm> fill_forms(const Review& review, const std::vector<Form>& forms) {
    std::vector<FilledForm> filled;
    for (const ReviewProject& project : review.projects) {
        FilledForm next{.form = form_of(project, forms),
                        .rows = {},
                        .title = {},
                        .is_demo = review.is_demo};
        next.title = title_mark(review);
        next.title += (next.form.kind == FormKind::project ? "项目支出绩效自评表（"
                                                          : "部门整体绩效目标自评表（") +
                     std::to_string(review.year) + "年度）";
        for (const FormRow& row : next.form.rows) next.rows.push_back({.form = row});
        for (const ReviewRow& row : project.rows) {
            const Score& score = score_of(review, row);
            auto place = std::find_if(next.rows.begin(), next.rows.end(), [&](const auto& each) {
                return each.form.indicator == row.indicator;
            });
            if (place == next.rows.end()) place = next.rows.insert(place, FilledRow{});
            place->form = row_of(row, score);
            place->found = &row;
            place->score = &score;
        }
        span(next.rows);
        filled.push_back(std::move(next));
    }
    return filled;
}

std::string title_mark(const Review& review) {
    return review.is_demo ? "【" + demo_mark().zh_cn + "】" : "";
}

std::string reason(const ReviewRow& row) {
    if (!row.needs_reason) return "";
    return "须填写偏差原因" + (row.unrounded ? "（未取整得分 " + *row.unrounded + "）" : "");
}

std::vector<std::string> notes_of(const FilledForm& form) {
    std::vector<std::string> notes;
    for (const FilledRow& row : form.rows)
        if (row.score) notes.push_back(in_one_line(*row.score));
    notes.push_back(
        "浅黄色单元格由填报人填写。年初预算数与年度指标值取自本单位绩效目标文本，"
        "填报前请与当年批复核对。全部口径见“方法与计数”。");
    return notes;
}

}  // namespace reports
