#include "reports/review/gaps.h"

#include <algorithm>

#include "surveys/calendar.h"

namespace reports {
namespace {

using surveys::Words;

void put_year(std::vector<Gap>& gaps, const Review& review, std::int64_t today) {
    const std::string year = std::to_string(review.year);
    const std::int64_t first = surveys::day_number({review.year, 1, 1});
    const std::int64_t last = surveys::day_number({review.year, 12, 31});
    if (today < first)
        gaps.push_back({"", {year + "年还没有开始：没有答卷可以统计。",
                             year + " has not begun: there are no answers yet."}});
    else if (today <= last)
        gaps.push_back({"", {"这一年还没有结束：数字截至 " + surveys::iso_date(review.as_of_day) +
                                 "，年底前还会变。",
                             "The year is not over: these are the figures as of " +
                                 surveys::iso_date(review.as_of_day) + "."}});
    if (review.projects.empty())
        gaps.push_back({"", {"系统里还没有指标。", "There are no indicators."}});
}

// Of a ballot that did not add up: whoever hands the form in must know.
void put_finding(std::vector<Gap>& gaps, const Score& score) {
    const Words& name = score.indicator.name;
    const Words wrong = words(*score.finding);
    gaps.push_back({"", {"“" + name.zh_cn + "”：" + wrong.zh_cn,
                         "\"" + name.in(surveys::Locale::en) + "\": " + wrong.en}});
}

void put_row(std::vector<Gap>& gaps, const std::string& form, const FilledRow& row) {
    const std::string& name = row.found->name;
    if (!row.found->actual)
        gaps.push_back({form, {"“" + name + "”尚无答卷：实际完成值和得分空着。",
                               "\"" + name + "\" has no answers: its figure and points are "
                                             "missing."}});
    if (row.found->needs_reason)
        gaps.push_back({form, {"“" + name + "”未达标：须由填报人写明偏差原因及改进措施。",
                               "\"" + name + "\" is missed: officers must write down why, and "
                                             "what is done about it."}});
}

void put_rest(std::vector<Gap>& gaps, const FilledForm& filled) {
    const Form& form = filled.form;
    const bool is_project = form.kind == FormKind::project;
    const auto open = std::count_if(filled.rows.begin(), filled.rows.end(),
                                    [](const FilledRow& row) { return !row.found; });
    Words words{"由填报人填写：", "Officers fill in "};
    if (open > 0) {
        const std::string count = std::to_string(open);
        words.zh_cn += "其余 " + count + " 项指标的实际完成值、分值和得分，";
        words.en += "the other " + count + " rows, ";
    }
    if (form.department.empty() || form.unit.empty()) {
        words.zh_cn += "主管部门和实施单位，";
        words.en += "department and unit, ";
    }
    words.zh_cn += is_project ? "全年预算数、执行数和执行率得分，年度总体目标的实际完成情况。"
                              : "年度总体目标的实际完成情况。";
    words.en += is_project ? "what was spent, and what became of the year's goal."
                           : "what became of the year's goal.";
    gaps.push_back({form.name, std::move(words)});
}

}  // namespace

std::vector<Gap> gaps_of(const Review& review, const std::vector<FilledForm>& forms,
                         std::int64_t today) {
    std::vector<Gap> gaps;
    put_year(gaps, review, today);
    for (const Score& score : review.scores)
        if (score.finding) put_finding(gaps, score);
    for (const FilledForm& form : forms)
        for (const FilledRow& row : form.rows)
            if (row.found) put_row(gaps, form.form.name, row);
    for (const FilledForm& form : forms) put_rest(gaps, form);
    return gaps;
}

}  // namespace reports
