// A review: the satisfaction rows of a year's 自评表, project by project.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "reports/score.h"
#include "surveys/questionnaires/words.h"

namespace reports {

// One row of the form, ready to be copied: 一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值,
// 分值, 得分. A missed target must be given a reason there.
struct ReviewRow {
    std::string indicator;
    std::string level1;
    std::string level2;
    std::string name;
    std::string target;
    std::optional<std::string> actual;  // "93.44分"
    std::int64_t weight = 0;
    std::optional<std::string> earned;
    std::optional<std::string> unrounded;
    std::optional<engine::Official> official;
    bool needs_reason = false;
};

struct ReviewProject {
    std::string code;
    std::string name;
    std::vector<ReviewRow> rows;
};

struct Review {
    int year = 0;
    std::int64_t as_of_day = 0;
    std::vector<Score> scores;
    std::vector<ReviewProject> projects;  // in the order their first indicator came
    bool is_demo = false;                 // of made-up answers: every sheet and page says so
};

// As of today, or the year's own last day once it is over. A year that has not begun has no
// answers yet.
[[nodiscard]] Review make_review(const surveys::Store& store, int year, std::int64_t today);

// The score a row of this review was made from; a row of another one breaks `expects`.
const Score& score_of(const Review& review, const ReviewRow& row);

std::string to_json(const Review& review);  // {year, scores, projects}
std::string to_csv(const Review& review, surveys::Locale locale);

// Writes review-YEAR.csv, .json, .xlsx and .html, makes the directory when there is none, and
// leaves no half file behind. Returns the files. A failing disk throws std::runtime_error.
std::vector<std::filesystem::path> write_review(const Review& review,
                                                const std::filesystem::path& directory,
                                                surveys::Locale locale);

}  // namespace reports
