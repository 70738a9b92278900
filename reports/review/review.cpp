#include "reports/review/review.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "engine/expects.h"
#include "reports/formats/csv.h"
#include "reports/formats/json.h"
#include "reports/number.h"
#include "reports/review/form.h"
#include "reports/review/review_page.h"
#include "reports/review/review_workbook.h"
#include "reports/words.h"
#include "surveys/calendar.h"

#include <nlohmann/json.hpp>

namespace reports {
namespace {

using Json = nlohmann::ordered_json;
using surveys::Locale;

ReviewRow row_of(const Score& score) {
    const surveys::Indicator& indicator = score.indicator;
    ReviewRow row{.indicator = indicator.id,
                  .level1 = indicator.level1,
                  .level2 = indicator.level2,
                  .name = indicator.name.zh_cn,
                  .target = indicator.target.target.text,
                  .actual = shown_value(score),
                  .weight = indicator.weight,
                  .earned = shown_points(score),
                  .unrounded = shown_unrounded_points(score),
                  .official = score.judgement.official,
                  .needs_reason = score.judgement.official == engine::Official::missed};
    if (row.actual) *row.actual += unit_of(indicator.measure).zh_cn;
    return row;
}

ReviewProject& project_of(std::vector<ReviewProject>& projects,
                          const surveys::Indicator& indicator) {
    const auto found = std::find_if(
        projects.begin(), projects.end(), [&](const ReviewProject& project) {
            return project.code == indicator.project_code &&
                   project.name == indicator.project_name;
        });
    if (found != projects.end()) return *found;
    projects.push_back(
        {.code = indicator.project_code, .name = indicator.project_name, .rows = {}});
    return projects.back();
}

Json row_json(const ReviewRow& row) {
    const auto or_null = [](const std::optional<std::string>& text) {
        return text ? Json(*text) : Json(nullptr);
    };
    Json official = nullptr;
    if (row.official) official = engine::name(*row.official);
    return {{"indicator", row.indicator}, {"level1", row.level1},
            {"level2", row.level2},       {"name", row.name},
            {"target", row.target},       {"actual", or_null(row.actual)},
            {"weight", std::to_string(row.weight)},
            {"earned", or_null(row.earned)},
            {"unrounded", or_null(row.unrounded)},
            {"official", official},
            {"needs_reason", row.needs_reason}};
}

void put_row(CsvRows& rows, const ReviewProject& project, const ReviewRow& row, Locale locale) {
    const auto number = [&](const std::optional<std::string>& decimal) {
        if (decimal)
            rows.number(*decimal);
        else
            rows.nothing();
    };
    rows.text(project.code).text(project.name).text(row.level1).text(row.level2).text(row.name);
    rows.text(row.target).text(row.actual.value_or("")).number(row.weight);
    number(row.earned);
    number(row.unrounded);
    rows.text(row.official ? words(*row.official).in(locale) : "");
    rows.text(row.needs_reason ? Words{"须填写", "needed"}.in(locale) : "");
}

// Beside its place first, so that a failing disk leaves the old file or none.
template <typename Write>
void replace_file(const std::filesystem::path& file, Write write) {
    std::filesystem::path beside = file;
    beside += ".part";
    try {
        write(beside);
    } catch (const std::exception& wrong) {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        throw std::runtime_error("cannot write " + file.string() + ": " + wrong.what());
    }
    std::filesystem::rename(beside, file);
}

void write_text(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out{file, std::ios::binary | std::ios::trunc};
    out << text;
    out.close();
    if (!out) throw std::runtime_error("the disk refuses it");
}

}  // namespace

Review make_review(const surveys::Store& store, int year, std::int64_t today) {
    const std::int64_t first = surveys::day_number({year, 1, 1});
    const std::int64_t last = surveys::day_number({year, 12, 31});
    Review review{.year = year,
                  .as_of_day = std::clamp(today, first, last),
                  .scores = {},
                  .projects = {},
                  .is_demo = store.is_demo()};
    review.scores = make_scores(store, year_to(review.as_of_day),
                                surveys::GroupBy::nothing, Reading::review);
    for (const Score& score : review.scores)
        project_of(review.projects, score.indicator).rows.push_back(row_of(score));
    return review;
}

const Score& score_of(const Review& review, const ReviewRow& row) {
    const auto found =
        std::find_if(review.scores.begin(), review.scores.end(),
                     [&](const Score& score) { return score.indicator.id == row.indicator; });
    engine::expects(found != review.scores.end(), "every row of a review has its score");
    return *found;
}

std::string to_json(const Review& review) {
    Json projects = Json::array();
    for (const ReviewProject& project : review.projects) {
        Json rows = Json::array();
        for (const ReviewRow& row : project.rows) rows.push_back(row_json(row));
        projects.push_back({{"code", project.code}, {"name", project.name}, {"rows", rows}});
    }
    // The very objects `score --json` prints.
    Json json{{"year", review.year},
              {"scores", Json::parse(to_json(review.scores))},
              {"projects", projects}};
    if (review.is_demo) json["demo"] = true;
    return json.dump(1) + "\n";
}

std::string to_csv(const Review& review, Locale locale) {
    std::string csv{utf8_mark};
    CsvRows rows{csv};
    const std::vector<Words> header{
        {"项目编码", "project code"}, {"项目名称", "project"}, {"一级指标", "level 1"},
        {"二级指标", "level 2"}, {"三级指标", "indicator"}, {"年度指标值", "target"},
        {"实际完成值", "actual"}, {"分值", "weight"}, {"得分", "points"},
        {"未取整得分", "points unrounded"}, {"是否达标", "official"},
        {"偏差原因分析及改进措施", "reason for the deviation"}, {"指标编号", "id"},
        {"截至", "as of"}, {"度量", "measure"}};
    for (const Words& column : header) rows.text(column.in(locale));
    put_proof_header(rows, review.is_demo, locale);
    rows.end_row();
    for (const ReviewProject& project : review.projects)
        for (const ReviewRow& row : project.rows) {
            const Score& score = score_of(review, row);
            put_row(rows, project, row, locale);
            rows.text(row.indicator).text(surveys::iso_date(review.as_of_day));
            rows.text(words(score.indicator.measure).in(locale));
            put_proof(rows, score, locale);  // how the figure was found
            rows.end_row();
        }
    return csv;
}

std::vector<std::filesystem::path> write_review(const Review& review,
                                                const std::filesystem::path& directory,
                                                Locale locale) {
    std::filesystem::create_directories(directory);
    const std::vector<FilledForm> forms = fill_forms(review, shipped_forms());
    std::vector<std::filesystem::path> files;
    const auto put = [&](const std::string& ending, auto write) {
        files.push_back(directory / ("review-" + std::to_string(review.year) + ending));
        replace_file(files.back(), write);
    };
    const auto text = [](std::string content) {
        return [content = std::move(content)](const std::filesystem::path& file) {
            write_text(file, content);
        };
    };
    put(".csv", text(to_csv(review, locale)));
    put(".json", text(to_json(review)));
    put(".xlsx", [&](const std::filesystem::path& file) { write_workbook(review, forms, file); });
    put(".html", text(to_page(review, forms)));
    return files;
}

}  // namespace reports
