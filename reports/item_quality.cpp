#include "reports/item_quality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/expects.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using engine::CrossSums;
using surveys::Question;
using surveys::StoredResponse;

// 5 for the best grade, 1 for the worst; 0 where none was given.
constexpr std::int64_t code_of(engine::Grade grade) {
    return static_cast<std::int64_t>(engine::grades.size() - engine::index(grade));
}
constexpr engine::Grade grade_of(std::int64_t code) {
    return engine::grades.at(engine::grades.size() - static_cast<std::size_t>(code));
}

std::vector<Question> items_of(const SurveyReport& report) {
    std::vector<Question> items;
    for (const Question& question : report.questionnaire.questions)
        if (question.type == surveys::QuestionType::grade && !question.show_if)
            items.push_back(question);
    std::stable_partition(items.begin(), items.end(), [&](const Question& question) {
        return question.id != report.whole().indicator.question;
    });
    return items;
}

// Puts the pages of each answer together and adds those that are complete.
class Rows {
public:
    Rows(const SurveyReport& report, ItemQuality& quality)
        : report_(report), quality_(quality), sums_(quality.items.size()) {}

    void add(const StoredResponse& page) {
        if (page.undone || !is_counted(page)) return;
        if (!page.supplements) ++quality_.rows;
        const surveys::ResponseId first = page.supplements.value_or(page.id);
        const auto known = begun_.find(first);
        Codes codes = known == begun_.end() ? Codes{} : known->second;
        put(codes, page.answers);
        if (!is_complete(codes)) {
            begun_.insert_or_assign(first, codes);
            return;
        }
        if (known != begun_.end()) begun_.erase(known);
        add(codes);
    }

    const CrossSums& sums() const { return sums_; }

private:
    using Codes = std::array<std::uint8_t, quality_items_max>;

    bool is_counted(const StoredResponse& page) const {
        const Period& period = report_.whole().period;
        const std::int64_t day = surveys::day_of(page.received_ms);
        return period.first_day <= day && day <= period.last_day &&
               std::ranges::count(report_.whole().indicator.sources, page.source) > 0;
    }

    void put(Codes& codes, const surveys::Answers& answers) const {
        for (std::size_t item = 0; item < quality_.items.size(); ++item) {
            const auto given = answers.find(quality_.items[item].id);
            if (given == answers.end()) continue;
            if (const auto* const grade = std::get_if<engine::Grade>(&given->second))
                codes.at(item) = static_cast<std::uint8_t>(code_of(*grade));
        }
    }

    bool is_complete(const Codes& codes) const {
        const auto end = codes.begin() + std::ssize(quality_.items);
        return std::find(codes.begin(), end, 0) == end;
    }

    void add(const Codes& codes) {
        std::array<std::int64_t, quality_items_max> scores{};
        for (std::size_t item = 0; item < quality_.items.size(); ++item) {
            scores.at(item) = codes.at(item);
            quality_.tallies[item].add(grade_of(codes.at(item)));
        }
        sums_.add(std::span(scores).first(quality_.items.size()));
        ++quality_.complete;
    }

    const SurveyReport& report_;
    ItemQuality& quality_;
    CrossSums sums_;
    std::map<surveys::ResponseId, Codes> begun_;
};

void find_alpha(const CrossSums& sums, ItemQuality& quality) {
    quality.reliability = engine::reliability(sums);
    const auto& alpha = quality.reliability.alpha;
    const std::size_t varying = quality.reliability.items.size();
    if (varying < 2) quality.gap = QualityGap::few_vary;
    else if (!alpha) quality.gap = QualityGap::sum_constant;
    else quality.interval = engine::feldt_interval(*alpha, sums.rows(), varying, quality_error);
}

QualityGap gap_of(engine::DriverProblem problem) {
    switch (problem) {
        case engine::DriverProblem::none: return QualityGap::none;
        case engine::DriverProblem::outcome_constant: return QualityGap::overall_constant;
        case engine::DriverProblem::question_constant: return QualityGap::question_constant;
        case engine::DriverProblem::questions_alike: return QualityGap::questions_alike;
    }
    return QualityGap::none;
}

// Mean and standard error of the worth of a question's grades.
struct Worth {
    double mean = 0;
    double standard_error = 0;
};

Worth worth_of(const engine::Tally& tally, const engine::Scale& scale) {
    const auto n = static_cast<double>(tally.n());
    const double mean = static_cast<double>(tally.points(scale)) / n;
    double squares = 0;
    for (const engine::Grade grade : engine::grades)
        squares += static_cast<double>(tally.count(grade)) *
                   std::pow(scale.worth(grade) - mean, 2);
    return {.mean = mean, .standard_error = std::sqrt(squares / (n - 1) / n)};
}

void find_crosshair(ItemQuality& quality) {
    constexpr double mean_part_min = 0.1;
    constexpr double points_min = 1;
    const auto questions = static_cast<double>(quality.standings.size());
    double performance = 0;
    double noise = 0;
    for (const QuestionStanding& standing : quality.standings) {
        performance += standing.performance / questions;
        noise = std::max(noise,
                         worth_of(quality.tallies[standing.item], quality.scale).standard_error);
    }
    const double share = quality.r_squared / questions;
    const double share_noise = 2 * std::sqrt(share) * (1 - share) /
                               std::sqrt(static_cast<double>(quality.complete));
    quality.crosshair = {
        .importance = 100 / questions,
        .importance_band = std::max(mean_part_min * 100 / questions,
                                    2 * share_noise / quality.r_squared * 100),
        .performance = performance,
        .performance_band = std::max(points_min, 2 * noise)};
}

void find_drivers(const CrossSums& sums, const std::string& overall, ItemQuality& quality) {
    constexpr double rounding = 1e-9;  // an R² below it is what doubles leave of none
    const std::size_t questions = quality.items.size() - 1;
    if (quality.items.back().id != overall) quality.driver_gap = QualityGap::not_overall;
    else if (questions < 2) quality.driver_gap = QualityGap::few_questions;
    else if (questions > engine::drivers_max) quality.driver_gap = QualityGap::many_questions;
    if (quality.driver_gap != QualityGap::none) return;
    const engine::DriverAnalysis found = engine::drivers_of(sums);
    quality.driver_gap = gap_of(found.problem);
    quality.constant_question = found.constant_question;
    if (!found.drivers) return;
    quality.r_squared = found.drivers->r_squared;
    if (quality.r_squared < rounding) {
        quality.driver_gap = QualityGap::nothing_explained;
        return;
    }
    for (std::size_t item = 0; item < questions; ++item)
        quality.standings.push_back(
            {.item = item,
             .importance = 100 * found.drivers->shapley[item] / quality.r_squared,
             .performance = worth_of(quality.tallies[item], quality.scale).mean});
    find_crosshair(quality);
    for (QuestionStanding& standing : quality.standings)
        standing.quadrant =
            quadrant_of(standing.importance, standing.performance, quality.crosshair);
}

}  // namespace

bool can_tell_item_quality(const SurveyReport& report) {
    return report.survey.mode != surveys::Mode::ballot && !report.is_sealed &&
           !report.whole().is_breakdown_withheld && items_of(report).size() >= 2;
}

ItemQuality item_quality_of(const surveys::Store& store, const SurveyReport& report,
                            std::int64_t pages_max) {
    engine::expects(can_tell_item_quality(report), "rows of a few people are not read for figures");
    ItemQuality quality{.items = items_of(report), .scale = report.whole().indicator.scale};
    if (quality.items.size() > quality_items_max) {
        quality.gap = quality.driver_gap = QualityGap::many_questions;
        return quality;
    }
    quality.tallies.resize(quality.items.size());
    Rows rows(report, quality);
    std::int64_t pages = 0;
    store.each_response(report.survey.id, [&](const StoredResponse& page) {
        quality.is_cut = pages == pages_max;
        if (quality.is_cut) return false;
        ++pages;
        rows.add(page);
        return true;
    });
    if (quality.complete < engine::reliability_rows_min) {
        quality.gap = quality.driver_gap = QualityGap::few_rows;
        return quality;
    }
    find_alpha(rows.sums(), quality);
    find_drivers(rows.sums(), report.whole().indicator.question, quality);
    return quality;
}

}  // namespace reports
