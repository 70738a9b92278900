// A score: what one indicator's answers say, everywhere the same (design of the Score JSON).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/appraisal.h"
#include "engine/figures/tally.h"
#include "engine/verdict.h"
#include "reports/period.h"
#include "surveys/questionnaires/indicator.h"
#include "surveys/store/store.h"

namespace reports {

// Which words were asked, so that anybody can look them up and check them.
struct Asked {
    std::string id;
    int version = 1;
    std::string sha256;
};

struct ScoreGroup;

// Everything a page, the API, the CLI, csv, json and xlsx print: made once, printed alike. The
// population of a group is unknown: its score has no worst case and is never certain.
struct Score {
    surveys::Indicator indicator;
    Period period;
    engine::Tally counts;
    std::optional<std::int64_t> population;
    engine::Looks looks = engine::Looks::one;
    engine::Judgement judgement;
    std::optional<engine::Points> points;  // empty without answers or without a number to reach
    // The share of the two best grades; empty when the indicator itself is no softer than that.
    bool has_stricter = false;
    std::optional<Asked> asked;  // empty while there is no such survey
    bool is_demo = false;        // of made-up answers, and says so wherever it is shown
    bool is_sealed = false;      // leaves out a ballot whose results must wait
    std::optional<surveys::BallotFinding> finding;  // of a ballot that did not add up

    surveys::GroupBy by = surveys::GroupBy::nothing;
    bool is_breakdown_withheld = false;  // groups this small would name people
    std::vector<ScoreGroup> groups;      // in the order of their keys

    std::int64_t n() const { return counts.n(); }
};

struct ScoreGroup {
    std::string key;  // as in surveys::TallyGroup
    Score score;
};

// The answers of every survey of the indicator's series, from its sources only. A ballot counts
// whole when it was closed in the period, else not at all (reports/ballot_results.h); it and a
// population under `breakdown_people_min` get no groups.
inline constexpr std::int64_t breakdown_people_min = 100;

// A live score may have been looked at daily, and says so in its `looks`: any day, or one of the
// checkpoints. The review's, and one whose surveys are all closed, is looked at once.
enum class Reading { live, review };
[[nodiscard]] Score make_score(const surveys::Store& store, const surveys::Indicator& indicator,
                               const Period& period,
                               surveys::GroupBy by = surveys::GroupBy::nothing,
                               Reading reading = Reading::live);

// The same of this survey alone, whatever else belongs to the indicator's series. A ballot is then
// counted whatever the period.
[[nodiscard]] Score make_survey_score(const surveys::Store& store, const surveys::Survey& survey,
                                      const surveys::Indicator& indicator, const Period& period,
                                      surveys::GroupBy by = surveys::GroupBy::nothing);

// Of a few of a score's answers, whose population nobody knows.
[[nodiscard]] Score part_of(const Score& whole, const engine::Tally& counts);

// Every indicator that counts in the year of the period's last day, in the store's order.
[[nodiscard]] std::vector<Score> make_scores(const surveys::Store& store, const Period& period,
                                             surveys::GroupBy by = surveys::GroupBy::nothing,
                                             Reading reading = Reading::live);

// What the score's judgement was made of.
engine::Evidence evidence_of(const Score& score);

// Volunteers, and nothing certain: interval and verdict only describe what a random sample of this
// size would prove.
bool is_nominal(const Score& score);

engine::Measure measure_of(const surveys::Indicator& indicator);
std::string_view name(surveys::GroupBy by);  // "unit" "month" "channel", "" for nothing
std::optional<surveys::GroupBy> group_by_named(std::string_view name);

}  // namespace reports
