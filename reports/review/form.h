// A form: the bureau's own table of one project's targets, row by row, as its budget text has it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reports/review/review.h"

namespace reports {

enum class FormKind { project, department };  // 项目支出绩效自评表, or a goal of the department

struct FormRow {
    std::string level1;
    std::string level2;
    std::string level3;
    std::string description;
    std::string target;     // 年度指标值, word for word
    std::string basis;      // 指标值确定依据
    std::string indicator;  // of a satisfaction row; else empty
};

struct Form {
    FormKind kind = FormKind::project;
    std::string code;
    std::string name;
    std::string department;  // 主管部门
    std::string unit;        // 实施单位
    std::string budget;  // 万元, "200.00"; empty when there is none
    std::string goal;    // 预期目标
    std::vector<FormRow> rows;
};

// The five that ship with the program, in the order of the bureau's document.
[[nodiscard]] std::vector<Form> shipped_forms();
// Every name known, every field there; a file of ours that is otherwise breaks `expects`.
[[nodiscard]] std::vector<Form> read_forms(std::string_view json);

// A row with its figure, where the review has one. The two spans are the rows its merged 一级指标
// and 二级指标 cells reach over; 0 when a cell above covers this row.
struct FilledRow {
    FormRow form;
    const ReviewRow* found = nullptr;  // of the review, which must outlive it
    const Score* score = nullptr;
    std::uint32_t level1_span = 1;
    std::uint32_t level2_span = 1;
};

struct FilledForm {
    Form form;
    std::vector<FilledRow> rows;
    std::string title;  // 项目支出绩效自评表（2026年度）
    bool is_demo = false;
};

// One for each project of the review. A project we ship no form for has its satisfaction rows
// only; an indicator's own name and target stand before the form's.
[[nodiscard]] std::vector<FilledForm> fill_forms(const Review& review,
                                                 const std::vector<Form>& forms);

// "【演示数据】" before the titles of a demo, else nothing.
[[nodiscard]] std::string title_mark(const Review& review);

// What the cell 偏差原因分析及改进措施 says before an officer writes there: nothing, or that a
// missed target must be given a reason.
[[nodiscard]] std::string reason(const ReviewRow& row);

// The lines below a form: how each figure was found, and what is left to the officers.
[[nodiscard]] std::vector<std::string> notes_of(const FilledForm& form);

}  // namespace reports
