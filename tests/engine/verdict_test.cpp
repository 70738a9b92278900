#include "engine/verdict.h"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/figures/decimal.h"
#include "engine/inference/mean.h"

namespace {

using engine::Evidence;
using engine::judge;
using engine::Judgement;
using engine::Measure;
using engine::Method;
using engine::Official;
using engine::Proof;
using engine::Rational;
using engine::Sampling;
using nlohmann::json;

struct Answers {
    std::int64_t satisfied = 0;
    std::int64_t n = 0;
};

Evidence share(Answers answers, std::optional<std::int64_t> people, const std::string& target,
               Sampling sampling = Sampling::probability) {
    return {.tally = {.times = {answers.satisfied, 0, 0, answers.n - answers.satisfied, 0}},
            .target = engine::read_target(target).target,
            .people = people,
            .sampling = sampling};
}

const Evidence citizens{.tally = {.times = {300, 60, 15, 6, 3}},
                        .measure = Measure::mean_score,
                        .target = engine::read_target("≥90分").target,
                        .people = 120'000,
                        .sampling = Sampling::volunteer};

std::string golden_name(Proof proof) {
    return proof == Proof::proven_reached ? "met"
           : proof == Proof::proven_missed ? "not_met" : "undecided";
}

// Oracle: tests/golden/proportion.json, exact.
TEST(Verdict, agrees_with_the_golden_verdicts) {
    std::ifstream file(TESTS_DIR "/golden/proportion.json");
    const json golden_file = json::parse(file);
    for (const json& golden : golden_file.at("cases")) {
        const json& input = golden.at("input");
        const auto id = golden.at("id").get<std::string>();
        const std::int64_t num = input.at("target").at("num");
        const std::int64_t den = input.at("target").at("den");
        Evidence evidence = share({input.at("k"), input.at("n")}, input.at("N"), "≥0%");
        evidence.target->number = {100 * num, den};
        evidence.error = input.at("alpha");

        const engine::Assurance assurance = judge(evidence).assurance;
        EXPECT_EQ(golden_name(assurance.verdict), golden.at("expect").at("verdict_policy")) << id;
        EXPECT_EQ(golden_name(assurance.certain ? assurance.verdict : Proof::undecided),
                  golden.at("expect").at("verdict_certain")) << id;
        if (evidence.tally.n() == 0) continue;
        const engine::Bounds bounds =
            engine::proved_bounds(evidence.measure, evidence.tally, evidence.scale,
                                  evidence.people, evidence.error);
        EXPECT_EQ(golden_name(engine::proof_of(*evidence.target, bounds)),
                  golden.at("expect").at("verdict")) << id;
    }
}

TEST(Verdict, compares_the_official_figure_exactly) {
    EXPECT_EQ(judge(share({94'996, 100'000}, 120'000, "≥95%")).official, Official::missed);
    EXPECT_EQ(judge(share({95, 100}, 120'000, "≥95%")).official, Official::reached);
    EXPECT_EQ(judge(share({26, 27}, 27, "100%")).official, Official::missed);
    EXPECT_EQ(judge(citizens).official, Official::reached);
}

TEST(Verdict, calls_volunteers_nominal) {
    const Judgement judgement = judge(citizens);
    EXPECT_EQ(judgement.assurance.verdict, Proof::undecided);
    EXPECT_EQ(judgement.assurance.nominal_verdict, Proof::proven_reached);
    EXPECT_FALSE(judgement.assurance.certain);
    EXPECT_EQ(judgement.assurance.method, Method::betting);
    EXPECT_EQ(engine::decimal(judgement.interval->lower), "90.87");

    Evidence random = citizens;
    random.sampling = Sampling::probability;
    EXPECT_EQ(judge(random).assurance.verdict, Proof::proven_reached);
}

TEST(Verdict, believes_volunteers_when_the_silent_cannot_matter) {
    const Judgement judgement = judge(share({1000, 1010}, 1042, "≥95%", Sampling::volunteer));
    EXPECT_EQ(judgement.assurance.verdict, Proof::proven_reached);
    EXPECT_TRUE(judgement.assurance.certain);
    EXPECT_EQ(judgement.assurance.method, Method::worst_case);
}

TEST(Verdict, settles_everybody_only_when_everybody_is_heard) {
    const Judgement nearly = judge(share({26, 26}, 27, "100%", Sampling::census));
    EXPECT_EQ(nearly.official, Official::reached);
    EXPECT_EQ(nearly.assurance.verdict, Proof::undecided);
    EXPECT_EQ(nearly.assurance.nominal_verdict, Proof::undecided);
    EXPECT_EQ(nearly.worst_case->lower, (Rational{2600, 27}));
    EXPECT_EQ(nearly.worst_case->upper, Rational{100});

    const Judgement one_unhappy = judge(share({25, 26}, 27, "100%", Sampling::census));
    EXPECT_EQ(one_unhappy.assurance.verdict, Proof::proven_missed);
    EXPECT_TRUE(one_unhappy.assurance.certain);

    const Judgement all = judge(share({27, 27}, 27, "100%", Sampling::census));
    EXPECT_EQ(all.assurance.verdict, Proof::proven_reached);
    EXPECT_TRUE(all.assurance.certain);
    EXPECT_EQ(all.assurance.method, Method::everybody);

    Evidence best_mean = citizens;
    best_mean.target = engine::read_target("≥100分").target;
    best_mean.tally = {.times = {119'999}};
    best_mean.sampling = Sampling::probability;
    EXPECT_EQ(judge(best_mean).assurance.verdict, Proof::undecided);
}

TEST(Verdict, is_never_certain_about_an_unknown_number_of_people) {
    const Judgement judgement = judge(share({95, 100}, std::nullopt, "≥90%"));
    EXPECT_EQ(judgement.assurance.method, Method::clopper_pearson);
    EXPECT_FALSE(judgement.assurance.certain);
    EXPECT_FALSE(judgement.worst_case);
    EXPECT_EQ(judge(share({100, 100}, std::nullopt, "≥90%")).assurance.verdict,
              Proof::proven_reached);
    EXPECT_EQ(judge(share({100, 100}, std::nullopt, "100%")).assurance.verdict, Proof::undecided);
}

TEST(Verdict, does_not_trust_a_population_smaller_than_its_answers) {
    const Judgement judgement = judge(share({28, 28}, 27, "≥90%", Sampling::census));
    EXPECT_EQ(judgement.assurance.method, Method::clopper_pearson);
    EXPECT_FALSE(judgement.worst_case);
    EXPECT_FALSE(judgement.assurance.certain);
}

TEST(Verdict, says_nothing_without_answers) {
    const Judgement judgement = judge(share({0, 0}, 27, "100%"));
    EXPECT_FALSE(judgement.value || judgement.official || judgement.interval);
    EXPECT_EQ(judgement.assurance.verdict, Proof::undecided);
    EXPECT_EQ(judgement.assurance.method, Method::nothing);
    EXPECT_EQ(judgement.worst_case->upper, Rational{100});
}

TEST(Verdict, judges_nothing_without_a_target) {
    Evidence evidence = citizens;
    evidence.target.reset();
    const Judgement judgement = judge(evidence);
    EXPECT_TRUE(judgement.value);
    EXPECT_FALSE(judgement.official);
    EXPECT_EQ(judgement.assurance.nominal_verdict, Proof::undecided);
}

TEST(Verdict, judges_a_ceiling_by_its_own_side) {
    EXPECT_EQ(judge(share({0, 300}, 1042, "≤5%")).assurance.verdict, Proof::proven_reached);
    EXPECT_EQ(judge(share({270, 300}, 1042, "≤5%")).assurance.verdict, Proof::proven_missed);
    EXPECT_EQ(judge(share({15, 300}, 1042, "≤5%")).assurance.verdict, Proof::undecided);
    EXPECT_EQ(judge(share({15, 300}, 1042, "=5%")).assurance.verdict, Proof::undecided);
    EXPECT_EQ(judge(share({90, 300}, 1042, "=5%")).assurance.verdict, Proof::proven_missed);
}

// Raising the target never undoes a miss, and nobody is both; every sample of 20 people.
TEST(Verdict, gets_harder_with_its_target_and_easier_with_its_error) {
    constexpr std::int64_t people = 20;
    for (std::int64_t n = 1; n <= people; ++n)
        for (std::int64_t satisfied = 0; satisfied <= n; ++satisfied) {
            Proof before = Proof::proven_reached;
            for (int target = 0; target <= 99; ++target) {
                Evidence evidence =
                    share({satisfied, n}, people, "≥" + std::to_string(target) + "%");
                const Proof proof = judge(evidence).assurance.verdict;
                EXPECT_GE(proof, before) << satisfied << " of " << n << " against " << target;
                before = proof;
                evidence.error = 0.1;
                if (proof != Proof::undecided) {
                    EXPECT_EQ(judge(evidence).assurance.verdict, proof);
                }
            }
        }
}

Evidence live(Evidence evidence, engine::Looks looks = engine::Looks::any) {
    evidence.looks = looks;
    return evidence;
}

// Oracle: tests/golden/anytime.json, emix-003 and -004. 413 of 425 are just enough when looked at
// daily; 293 of 300 are enough when looked at once, but not daily: log e 2.90 < log 20 = 3.00.
TEST(Verdict, of_a_share_that_is_looked_at_daily_asks_for_more) {
    const auto proof = [](const Evidence& evidence) { return judge(evidence).assurance.verdict; };
    EXPECT_EQ(proof(live(share({413, 425}, 1'042, "≥95%"))), Proof::proven_reached);
    EXPECT_EQ(proof(live(share({470, 500}, 1'042, "≥95%"))), Proof::undecided);
    EXPECT_EQ(proof(share({293, 300}, 1'042, "≥95%")), Proof::proven_reached);
    EXPECT_EQ(proof(live(share({293, 300}, 1'042, "≥95%"))), Proof::undecided);
    EXPECT_EQ(judge(live(share({413, 425}, 1'042, "≥95%"))).interval_method, Method::watched);
    EXPECT_EQ(judge(live(share({413, 425}, {}, "≥95%"))).interval_method,
              Method::watched_unknown);
}

TEST(Verdict, of_a_live_share_is_never_surer_than_one_look) {
    for (std::int64_t n = 1; n <= 40; ++n)
        for (std::int64_t satisfied = 0; satisfied <= n; ++satisfied)
            for (const char* target : {"≥50%", "≥90%", "<20%", "≤10%", ">75%"}) {
                const Evidence once = share({satisfied, n}, 40, target);
                const Proof daily = judge(live(once)).assurance.verdict;
                EXPECT_TRUE(daily == Proof::undecided ||
                            daily == judge(once).assurance.verdict)
                    << satisfied << " of " << n << ", " << target;
            }
}

// The mean of design's example: proven with the whole error and with a quarter of it.
TEST(Verdict, of_a_live_mean_is_spoken_on_announced_days_only) {
    Evidence drawn = citizens;
    drawn.sampling = Sampling::probability;
    EXPECT_EQ(judge(drawn).assurance.verdict, Proof::proven_reached);
    const Judgement announced = judge(live(drawn, engine::Looks::checkpoint));
    EXPECT_EQ(announced.assurance.verdict, Proof::proven_reached);
    EXPECT_LT(announced.interval->lower, judge(drawn).interval->lower);
    EXPECT_EQ(judge(live(drawn)).assurance.verdict, Proof::undecided);
    // What is certain is certain any day: 95 of 100 gave the best grade.
    Evidence certain = drawn;
    certain.tally = {.times = {95, 0, 0, 0, 0}};
    certain.people = 100;
    EXPECT_EQ(judge(live(certain)).assurance.verdict, Proof::proven_reached);
}

}  // namespace
