#include "reports/review/form_sheet.h"

#include <algorithm>
#include <array>

#include "reports/number.h"
#include "reports/review/method.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

// A label, 一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差原因.
constexpr std::array<double, 9> widths{6, 10, 13, 21, 12, 13, 9, 10, 18};
constexpr std::uint16_t last = widths.size() - 1;
constexpr double line_points = 15.5;

const Style head{.align = Align::centre, .bold = true, .fill = 0xEEF2F7};
const Style label{.align = Align::centre};
const Style words_style{};
const Style note{.points = 9, .border = false, .ink = 0x5B6470};
const Style to_fill{.align = Align::centre, .fill = 0xFFF9E3};  // still to be filled by officers

class FormSheet {
public:
    FormSheet(Workbook& workbook, const FilledForm& filled)
        : filled_(filled), form_(filled.form), sheet_(workbook.add(form_.name)) {
        for (std::uint16_t column = 0; column <= last; ++column)
            sheet_.width(column, widths.at(column));
    }

    void title(std::int64_t as_of_day);
    void head_rows();
    void money();
    void goal();
    void indicators();
    void notes();
    void print(std::int64_t as_of_day);

private:
    void row(const FilledRow& filled);
    void figures(const FilledRow& filled);
    void money_row(std::string_view name, std::string_view budget);
    void next(double points) { sheet_.height(row_++, points); }
    void or_to_fill(const Area& area, const std::string& text) {
        sheet_.text(area, text, text.empty() ? to_fill : label);
    }

    const FilledForm& filled_;
    const Form& form_;
    Sheet sheet_;
    std::uint32_t row_ = 0;
};

void FormSheet::title(std::int64_t as_of_day) {
    sheet_.text(across(row_, 0, last), filled_.title,
                {.align = Align::centre, .points = 18, .bold = true, .border = false});
    next(32);
    sheet_.text(across(row_, 0, last),
                "截至 " + surveys::iso_date(as_of_day) +
                    (form_.kind == FormKind::project ? "    单位：万元" : ""),
                {.align = Align::right, .points = 9, .border = false, .ink = 0x5B6470});
    next(16);
}

void FormSheet::head_rows() {
    const bool project = form_.kind == FormKind::project;
    sheet_.text(across(row_, 0, 1), project ? "项目名称" : "绩效目标", head);
    sheet_.text(across(row_, 2, project ? 4 : last), form_.name, label);
    if (project) {
        sheet_.text(cell(row_, 5), "项目编码", head);
        or_to_fill(across(row_, 6, last), form_.code);
    }
    next(22);
    sheet_.text(across(row_, 0, 1), "主管部门", head);
    or_to_fill(across(row_, 2, 4), form_.department);
    sheet_.text(cell(row_, 5), "实施单位", head);
    or_to_fill(across(row_, 6, last), form_.unit);
    next(22);
}

void FormSheet::money() {
    if (form_.kind != FormKind::project) return;
    sheet_.text({row_, 0, row_ + 4, 0}, "项目资金（万元）", head);
    sheet_.text(across(row_, 1, 2), "", head);
    std::uint16_t column = 3;
    for (const std::string_view name : {"年初预算数", "全年预算数\n（A）", "全年执行数\n（B）",
                                        "分值\n（10）", "执行率\n（B/A）", "得分"})
        sheet_.text(cell(row_, column++), name, head);
    next(34);
    money_row("年度资金总额", form_.budget);
    money_row("其中：当年财政拨款", form_.budget);
    money_row("上年结转资金", "");
    money_row("其他资金", "");
}

// Only the total is scored: the lower rows have no points.
void FormSheet::money_row(std::string_view name, std::string_view budget) {
    const bool is_total = name == "年度资金总额";
    sheet_.text(across(row_, 1, 2), name, label);
    if (budget.empty()) {
        sheet_.text(cell(row_, 3), "", to_fill);
    } else {
        Style number = label;
        number.number_format = "0.00";
        sheet_.number(cell(row_, 3), budget, number);
    }
    for (std::uint16_t column = 4; column <= last; ++column)
        sheet_.text(cell(row_, column), is_total || column < 6 ? "" : "—",
                    is_total || column < 6 ? to_fill : label);
    next(22);
}

void FormSheet::goal() {
    sheet_.text({row_, 0, row_ + 1, 0}, "年度总体目标", head);
    sheet_.text(across(row_, 1, 4), "预期目标", head);
    sheet_.text(across(row_, 5, last), "实际完成情况", head);
    next(22);
    sheet_.text(across(row_, 1, 4), form_.goal, form_.goal.empty() ? to_fill : words_style);
    sheet_.text(across(row_, 5, last), "", to_fill);
    const double goal_width = widths.at(1) + widths.at(2) + widths.at(3) + widths.at(4);
    next(std::max(48.0, height_of(form_.goal, goal_width)));
}

void FormSheet::indicators() {
    const auto rows = static_cast<std::uint32_t>(filled_.rows.size());
    sheet_.text({row_, 0, row_ + rows, 0}, "绩效指标", head);
    std::uint16_t column = 1;
    for (const std::string_view name : {"一级指标", "二级指标", "三级指标", "年度指标值",
                                        "实际完成值", "分值", "得分", "偏差原因分析及改进措施"})
        sheet_.text(cell(row_, column++), name, head);
    next(34);
    for (const FilledRow& each : filled_.rows) row(each);
    sheet_.text(across(row_, 0, 5), "总分", head);
    for (std::uint16_t empty = 6; empty <= last; ++empty)
        sheet_.text(cell(row_, empty), "", to_fill);
    next(22);
}

void FormSheet::row(const FilledRow& filled) {
    const FormRow& form = filled.form;
    if (filled.level1_span > 0)
        or_to_fill({row_, 1, row_ + filled.level1_span - 1, 1}, form.level1);
    if (filled.level2_span > 0)
        or_to_fill({row_, 2, row_ + filled.level2_span - 1, 2}, form.level2);
    sheet_.text(cell(row_, 3), form.level3, words_style);
    sheet_.text(cell(row_, 4), form.target, label);
    if (filled.found) {
        figures(filled);
    } else {
        for (std::uint16_t column = 5; column <= last; ++column)
            sheet_.text(cell(row_, column), "", to_fill);
    }
    const double reason_height =
        filled.found ? height_of(reason(*filled.found), widths.back()) : 0;
    const double level2_height =
        filled.level2_span == 1 ? height_of(form.level2, widths.at(2)) : 0;
    next(std::max({34.0, height_of(form.level3, widths.at(3)), level2_height, reason_height}));
}

void FormSheet::figures(const FilledRow& filled) {
    const ReviewRow& found = *filled.found;
    const std::string& unit = unit_of(filled.score->indicator.measure).zh_cn;
    Style figure{.align = Align::centre, .bold = true};
    const auto number = [&](std::uint16_t column, const std::optional<std::string>& decimal,
                            const std::string& format) {
        figure.number_format = format;
        if (decimal)
            sheet_.number(cell(row_, column), *decimal, figure);
        else
            sheet_.text(cell(row_, column), "尚无答卷", to_fill);
    };
    number(5, shown_value(*filled.score), "0.00\"" + unit + "\"");
    number(6, std::to_string(found.weight), "0");
    number(7, found.earned, "0.00");
    const Style missed{.ink = 0xA8321B, .fill = 0xFFF9E3};
    sheet_.text(cell(row_, 8), reason(found), found.needs_reason ? missed : words_style);
}

void FormSheet::notes() {
    const double width = 120;
    for (const std::string& line : notes_of(filled_)) {
        sheet_.text(across(row_, 0, last), line, note);
        next(height_of(line, width));
    }
}

void FormSheet::print(std::int64_t as_of_day) {
    sheet_.print({0, 0, row_ - 1, last}, Paper::portrait,
                 margins_of(as_of_day, filled_.is_demo));
}

}  // namespace

void put_form(Workbook& workbook, const FilledForm& filled, std::int64_t as_of_day) {
    FormSheet sheet{workbook, filled};
    sheet.title(as_of_day);
    sheet.head_rows();
    sheet.money();
    sheet.goal();
    sheet.indicators();
    sheet.notes();
    sheet.print(as_of_day);
}

PageMargins margins_of(std::int64_t as_of_day, bool is_demo) {
    const std::string& mark = demo_mark().zh_cn;
    return {.header = is_demo ? "&C" + demo_sentence().zh_cn : "",
            .footer = "&L" + program_version() + "  截至 " + surveys::iso_date(as_of_day) +
                      (is_demo ? "&C" + mark : "") + "&R第 &P 页，共 &N 页"};
}

double height_of(std::string_view text, double characters) {
    double lines = 1;
    double used = 0;
    for (const char byte : text) {
        const auto unit = static_cast<unsigned char>(byte);
        if ((unit & 0xC0) == 0x80) continue;  // the rest of a character
        const double wide = unit >= 0xE0 ? 2.1 : 1.05;
        if (byte == '\n' || used + wide > characters - 2) {
            ++lines;
            used = 0;
        }
        used += wide;
    }
    return lines * line_points + 2;
}

}  // namespace reports
