// What the engine's methods cost: time of one call, and the exact bound beside the same by Boost.
//
//   engine_bench [--benchmark_filter=…]     Google Benchmark's own options
#include <benchmark/benchmark.h>

#include <vector>

#include "engine/comparison/funnel.h"
#include "engine/comparison/ranking.h"
#include "engine/inference/share.h"
#include "engine/inference/watching.h"
#include "engine/verdict.h"

#include <boost/math/distributions/hypergeometric.hpp>

namespace {

using engine::Share;

constexpr double error = 0.05;
constexpr std::int64_t enterprises = 1'042;
constexpr Share answered{.satisfied = 290, .answers = 300};

void exact_bound(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(engine::fewest_satisfied(answered, enterprises, error));
}
BENCHMARK(exact_bound)->Unit(benchmark::kMicrosecond);

// The same search, its chances by Boost's distribution.
void exact_bound_by_boost(benchmark::State& state) {
    const auto chance_of_at_least = [](std::int64_t satisfied, std::int64_t hits) {
        const boost::math::hypergeometric_distribution<double> sample(
            static_cast<unsigned>(satisfied), static_cast<unsigned>(answered.answers),
            static_cast<unsigned>(enterprises));
        return cdf(complement(sample, static_cast<double>(hits - 1)));
    };
    for (auto _ : state) {
        std::int64_t lowest = answered.satisfied;
        std::int64_t kept = enterprises - (answered.answers - answered.satisfied);
        while (lowest < kept) {
            const std::int64_t middle = lowest + (kept - lowest) / 2;
            if (chance_of_at_least(middle, answered.satisfied) >= error * (1 - 1e-9))
                kept = middle;
            else
                lowest = middle + 1;
        }
        if (kept != engine::fewest_satisfied(answered, enterprises, error))
            state.SkipWithError("the two bounds differ");
    }
}
BENCHMARK(exact_bound_by_boost)->Unit(benchmark::kMicrosecond);

void exact_bound_of_citizens(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(engine::fewest_satisfied({5'000 - 400, 5'000}, 120'000, error));
}
BENCHMARK(exact_bound_of_citizens)->Unit(benchmark::kMicrosecond);

void bounds_at_every_look(benchmark::State& state) {
    const std::int64_t people = state.range(0);
    for (auto _ : state)
        benchmark::DoNotOptimize(
            engine::watched_bounds(answered, people, people * 95 / 100, error));
}
BENCHMARK(bounds_at_every_look)->Arg(enterprises)->Arg(120'000)->Unit(benchmark::kMicrosecond);

void judgement_of_a_mean(benchmark::State& state) {
    const engine::Evidence citizens{.tally = {.times = {300, 60, 15, 6, 3}},
                                    .measure = engine::Measure::mean_score,
                                    .target = engine::read_target("≥90分").target,
                                    .people = 120'000};
    for (auto _ : state) benchmark::DoNotOptimize(engine::judge(citizens));
}
BENCHMARK(judgement_of_a_mean)->Unit(benchmark::kMicrosecond);

void merging_100000_tallies(benchmark::State& state) {
    std::vector<engine::Tally> parts(100'000);
    std::int64_t seed = 1;
    for (engine::Tally& part : parts)
        for (std::int64_t& times : part.times) times = (seed = seed * 48'271 % 2'147'483'647) % 500;
    for (auto _ : state) {
        engine::Tally whole;
        for (const engine::Tally& part : parts) whole += part;
        benchmark::DoNotOptimize(whole);
    }
}
BENCHMARK(merging_100000_tallies)->Unit(benchmark::kMillisecond);

// Five indicators of 22 units and 12 months as the store hands them over: a tally for each unit and
// month, some months without answers.
constexpr std::size_t units = 22;
constexpr std::size_t months = 12;

struct Measured {
    engine::Evidence evidence;
    std::vector<engine::Tally> cells = std::vector<engine::Tally>(units * months);
};

std::vector<Measured> five_indicators() {
    using engine::Looks;
    using engine::Measure;
    using engine::Sampling;
    std::vector<Measured> five;
    struct Row {
        Measure measure;
        const char* target;
        std::int64_t people;
        std::int64_t a_cell;  // answers of a unit in a month, about
    };
    for (const Row& row : {Row{Measure::mean_score, "≥90分", 120'000, 40},
                           Row{Measure::satisfied_share, "≥95%", 20'000, 12},
                           Row{Measure::satisfied_share, "100%", 8'000, 8},
                           Row{Measure::satisfied_share, "100%", 8'000, 8},
                           Row{Measure::satisfied_share, "90%以上", 8'000, 8}}) {
        Measured measured;
        measured.evidence.measure = row.measure;
        measured.evidence.target = engine::read_target(row.target).target;
        measured.evidence.people = row.people;
        measured.evidence.sampling = Sampling::probability;
        measured.evidence.looks = Looks::checkpoint;
        std::int64_t seed = row.people + row.a_cell;
        for (engine::Tally& cell : measured.cells) {
            seed = seed * 48'271 % 2'147'483'647;
            cell.times = {row.a_cell * 7 / 10 + seed % 3, row.a_cell * 2 / 10, seed % 2,
                          seed % 5 / 4, seed % 11 / 10};
        }
        five.push_back(std::move(measured));
    }
    return five;
}

void judge_parts(const Measured& measured, std::vector<Share>& shares) {
    engine::Evidence part = measured.evidence;
    part.people.reset();
    for (std::size_t unit = 0; unit < units; ++unit) {
        part.tally = {};
        for (std::size_t month = 0; month < months; ++month)
            part.tally += measured.cells[unit * months + month];
        benchmark::DoNotOptimize(engine::judge(part));
        shares.push_back({part.tally.satisfied(part.scale), part.tally.n()});
    }
    for (std::size_t month = 0; month < months; ++month) {
        part.tally = {};
        for (std::size_t unit = 0; unit < units; ++unit)
            part.tally += measured.cells[unit * months + month];
        benchmark::DoNotOptimize(engine::judge(part));
    }
}

// Each indicator judged as a whole, by unit and by month, with bounds; the funnel's limits of each
// unit, and the places that all pairs allow.
void whole_report(benchmark::State& state) {
    const std::vector<Measured> five = five_indicators();
    for (auto _ : state)
        for (const Measured& measured : five) {
            engine::Evidence whole = measured.evidence;
            for (const engine::Tally& cell : measured.cells) whole.tally += cell;
            benchmark::DoNotOptimize(engine::judge(whole));
            std::vector<Share> shares;
            judge_parts(measured, shares);
            const double centre = engine::share_of_all(shares).value();
            for (const Share& share : shares)
                for (const double limit : {0.05, 0.002})
                    benchmark::DoNotOptimize(
                        engine::funnel_limits(centre, share.answers, limit));
            benchmark::DoNotOptimize(engine::overdispersion(shares, centre));
            benchmark::DoNotOptimize(engine::rank_intervals(shares, error));
        }
}
BENCHMARK(whole_report)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
