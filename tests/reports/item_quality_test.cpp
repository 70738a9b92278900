#include "reports/item_quality.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/calculator/calculator.h"
#include "reports/quality_words.h"
#include "tests/reports/asked_rows.h"
#include "tests/support/stores.h"

namespace {

using reports::item_quality_of;
using reports::ItemQuality;
using reports::QualityGap;
using testing::HasSubstr;
using tests::Asked;
using tests::Codes;
using tests::grade_of;
using tests::numbered;
using tests::question;
// Eight people: overall follows the attitude closely and the speed a little.
const std::vector<Codes> eight{{5, 3, 5}, {4, 4, 4}, {5, 5, 5}, {2, 3, 2},
                               {3, 5, 4}, {4, 3, 4}, {1, 2, 1}, {5, 4, 5}};

nlohmann::json calculated(const std::string& kind, const nlohmann::json& input) {
    const nlohmann::json line{{"id", "1"}, {"kind", kind}, {"input", input}};
    return nlohmann::json::parse(reports::calculate(line.dump())).at("result");
}

// Oracle: the calculator, itself held to R's psych and relaimpo by tests/golden; the same doubles.
TEST(ItemQuality, is_what_the_calculator_makes_of_the_same_rows) {
    Asked asked;
    asked.add(eight, 5);
    const ItemQuality quality = asked.quality();
    std::vector<Codes> rows;
    nlohmann::json questions = nlohmann::json::array();
    nlohmann::json overall = nlohmann::json::array();
    for (int times = 0; times < 5; ++times)
        for (const Codes& row : eight) {
            rows.push_back(row);
            questions.push_back({row.at(0), row.at(1)});
            overall.push_back(row.at(2));
        }
    const auto alpha = calculated("cronbach_alpha", {{"rows", rows}, {"alpha", 0.05}});
    EXPECT_EQ(quality.complete, 40);
    EXPECT_EQ(quality.reliability.alpha, alpha.at("raw_alpha").get<double>());
    EXPECT_EQ(quality.interval->lower, alpha.at("feldt").at(0).get<double>());
    EXPECT_EQ(quality.interval->upper, alpha.at("feldt").at(1).get<double>());
    const auto drivers = calculated("driver", {{"X", questions}, {"y", overall}});
    EXPECT_EQ(quality.r_squared, drivers.at("r2").get<double>());
    for (const auto& standing : quality.standings)
        EXPECT_EQ(standing.importance,
                  100 * drivers.at("lmg").at(standing.item).get<double>() / quality.r_squared);
    EXPECT_THAT(reports::about_alpha(quality).zh_cn, HasSubstr("克隆巴赫 α = 0.8"));
}

// By hand: attitude 4 × 100 … of eight: (3·100 + 2·80 + 60 + 30 + 0)/8 = 68.75.
TEST(ItemQuality, rates_questions_on_the_scale_of_the_figures) {
    Asked asked;
    asked.add(eight, 5);
    const ItemQuality quality = asked.quality();
    ASSERT_EQ(quality.standings.size(), 2U);
    EXPECT_EQ(reports::shown_performance(quality, quality.standings.front()), "68.75");
    EXPECT_EQ(reports::shown_mean(quality, 0), "3.63");
    EXPECT_DOUBLE_EQ(quality.standings.at(0).importance + quality.standings.at(1).importance, 100);
    EXPECT_EQ(quality.crosshair.importance, 50);
    EXPECT_EQ(quality.items.back().id, "overall");
    EXPECT_THAT(reports::about_rows(quality).zh_cn, HasSubstr("全部 40 份"));
}

// The second page lies before its first, as ids of keys may.
TEST(ItemQuality, puts_the_pages_of_an_answer_together) {
    Asked together;
    together.add(eight, 5);
    Asked apart;
    for (int times = 0; times < 5; ++times)
        for (const Codes& row : eight) {
            surveys::ResponseId first;
            first.bytes = {1, static_cast<std::uint8_t>(apart.store.responses.size())};
            const bool is_second_first = apart.store.responses.size() % 4 == 0;
            for (const bool is_second : {is_second_first, !is_second_first}) {
                auto& page = apart.add(is_second ? Asked::answers({row.at(0), row.at(1)})
                                                 : Asked::answers({0, 0, row.at(2)}));
                if (is_second) page.supplements = first;
                else page.id = first;
            }
        }
    const ItemQuality quality = apart.quality();
    EXPECT_EQ(quality.rows, 40);
    EXPECT_EQ(quality.complete, 40);
    EXPECT_EQ(quality.reliability.alpha, together.quality().reliability.alpha);
    EXPECT_EQ(quality.tallies, together.quality().tallies);
}

TEST(ItemQuality, leaves_out_what_is_not_complete_or_not_counted) {
    Asked asked;
    asked.add(eight, 5);
    const auto alpha = asked.quality().reliability.alpha;
    asked.add({{5, 0, 1}, {0, 0, 1}, {0, 1, 0}});
    asked.add(Asked::answers({5, 1, 0})).answers["overall"] = surveys::NotApplicable{};
    asked.add(Asked::answers({1, 5, 1})).undone = true;
    asked.add(Asked::answers({1, 5, 1})).received_ms -= 330 * tests::day_ms;
    asked.report.by_unit.indicator.sources = {surveys::Source::open};
    asked.add(Asked::answers({1, 5, 1})).source = surveys::Source::paper;
    const ItemQuality quality = asked.quality();
    EXPECT_EQ(quality.rows, 44);
    EXPECT_EQ(quality.complete, 40);
    EXPECT_EQ(quality.reliability.alpha, alpha);
    EXPECT_THAT(reports::about_rows(quality).zh_cn, HasSubstr("44 份答卷中，40 份"));
}

TEST(ItemQuality, asks_nobody_for_a_question_behind_a_condition) {
    const std::string online = R"({"id":"way","type":"yes_no","text":{"zh-CN":"网上？"}},)";
    Asked asked(question("attitude") + online +
                question("site", R"(,"show_if":{"question":"way","any_of":["yes"]})"));
    asked.add(eight, 5);
    EXPECT_EQ(asked.quality().items.size(), 3U);
    EXPECT_EQ(asked.quality().complete, 40);
}

TEST(ItemQuality, stops_at_its_limit_and_says_so) {
    Asked asked;
    asked.add(eight, 5);
    EXPECT_FALSE(asked.quality(40).is_cut);
    const ItemQuality cut = asked.quality(39);
    EXPECT_TRUE(cut.is_cut);
    EXPECT_EQ(cut.complete, 39);
    EXPECT_THAT(reports::about_rows(cut).en, HasSubstr("only the first 200000 pages"));
}

TEST(ItemQuality, says_why_there_is_too_little) {
    Asked few;
    few.add(eight, 3);
    EXPECT_EQ(few.quality().gap, QualityGap::few_rows) << "24 answers";
    EXPECT_THAT(reports::about_alpha(few.quality()).zh_cn, HasSubstr("不足 30 份"));
    EXPECT_EQ(reports::about_drivers(few.quality()).zh_cn, "");

    Asked alike;
    alike.add({{5, 4, 5}, {5, 4, 3}}, 15);
    EXPECT_EQ(alike.quality().gap, QualityGap::few_vary);
    EXPECT_THAT(reports::about_constants(alike.quality()).zh_cn, HasSubstr("“attitude题”“效率”"));
    EXPECT_THAT(reports::about_drivers(alike.quality()).zh_cn, HasSubstr("“attitude题”所有人"));

    Asked opposed;
    opposed.add({{5, 3, 4}, {3, 5, 4}}, 15);
    EXPECT_EQ(opposed.quality().gap, QualityGap::sum_constant);
    EXPECT_EQ(opposed.quality().driver_gap, QualityGap::overall_constant);

    Asked copied;
    copied.add({{5, 5, 4}, {3, 3, 4}, {4, 4, 1}}, 10);
    EXPECT_EQ(copied.quality().driver_gap, QualityGap::questions_alike);
    EXPECT_EQ(copied.quality().gap, QualityGap::none);

    Asked unrelated;
    unrelated.add({{5, 5, 5}, {5, 4, 3}, {4, 5, 3}, {4, 4, 5}}, 10);
    EXPECT_EQ(unrelated.quality().driver_gap, QualityGap::nothing_explained);
    EXPECT_TRUE(unrelated.quality().standings.empty());
}

TEST(ItemQuality, does_without_importance_where_there_is_nothing_to_compare) {
    Asked two("");
    two.add(eight, 5);
    EXPECT_EQ(two.quality().driver_gap, QualityGap::few_questions);
    EXPECT_TRUE(two.quality().interval);

    std::string thirteen;
    for (int i = 0; i < 11; ++i) thirteen += question(numbered(i));
    Asked many(thirteen + question("attitude"));
    for (const Codes& row : eight)
        for (int times = 0; times < 5; ++times) {
            auto given = Asked::answers(row);
            for (int i = 0; i < 11; ++i)
                given[numbered(i)] = grade_of(1 + (i + row.at(0)) % 5);
            many.add(given);
        }
    EXPECT_EQ(many.quality().driver_gap, QualityGap::many_questions);
    EXPECT_EQ(many.quality().complete, 40);

    std::string twenty;
    for (int i = 0; i < 19; ++i) twenty += question(numbered(i));
    EXPECT_EQ(Asked(twenty).quality().gap, QualityGap::many_questions);
    EXPECT_THAT(reports::about_alpha(Asked(twenty).quality()).zh_cn, HasSubstr("超过 20 道"));
    EXPECT_EQ(reports::about_rows(Asked(twenty).quality()).zh_cn, "");

    Asked other;
    other.report.by_unit.indicator.question = "gone";
    other.add(eight, 5);
    EXPECT_EQ(other.quality().driver_gap, QualityGap::not_overall);
}

TEST(ItemQuality, says_what_alpha_proves_by_its_interval) {
    const auto meaning = [](const std::vector<Codes>& rows, int times) {
        Asked asked;
        asked.add(rows, times);
        return reports::about_alpha(asked.quality()).zh_cn;
    };
    EXPECT_THAT(meaning(eight, 5), HasSubstr("各题方向一致"));
    EXPECT_THAT(meaning({{5, 5, 5}, {3, 3, 3}, {1, 1, 1}}, 20), HasSubstr("几乎在问同一件事"));
    EXPECT_THAT(meaning({{5, 5, 5}, {5, 4, 4}, {4, 5, 5}, {4, 4, 4}}, 25),
                HasSubstr("各题"));
    EXPECT_THAT(meaning({{5, 3, 4}, {3, 5, 4}, {5, 3, 3}, {3, 5, 5}}, 25),
                HasSubstr("各题方向相反"));
    EXPECT_THAT(meaning({{5, 5, 5}, {5, 4, 3}, {4, 5, 3}, {4, 4, 5}}, 100),
                HasSubstr("不是同一回事"));
}

TEST(ItemQuality, is_never_made_where_a_breakdown_would_name_people) {
    const auto can_tell = [](auto change) {
        Asked asked;
        change(asked.report);
        return reports::can_tell_item_quality(asked.report);
    };
    EXPECT_TRUE(can_tell([](reports::SurveyReport&) {}));
    EXPECT_FALSE(can_tell([](auto& report) { report.is_sealed = true; }));
    EXPECT_FALSE(can_tell([](auto& report) { report.survey.mode = surveys::Mode::ballot; }));
    EXPECT_FALSE(can_tell([](auto& report) { report.by_unit.is_breakdown_withheld = true; }));
    EXPECT_FALSE(can_tell([](auto& report) { report.questionnaire.questions.resize(1); }));
    Asked ballot;
    ballot.report.is_sealed = true;
    EXPECT_THROW((void)ballot.quality(), std::logic_error);
}

TEST(ItemQuality, reads_the_real_store_with_second_pages_and_an_undone_import) {
    tests::FilledStore store;
    for (int i = 0; i < 32; ++i) {
        auto second = tests::submission({{"speed", grade_of(5 - i % 3)}});
        second.supplements = store.take(tests::graded(grade_of(5 - i % 4))).id;
        store.take(second);
    }
    store.take(tests::graded(engine::Grade::satisfied));
    const auto batch = store->begin_import("citizens", "a.csv", std::string(64, 'a'), "{}", 1,
                                           tests::noon_ms);
    surveys::ImportedRow row{.row = 1, .submission = {}, .received_ms = tests::noon_ms,
                             .weight_micros = {}, .stratum = {}};
    row.submission = tests::submission({{"speed", grade_of(1)}, {"overall", grade_of(5)}});
    row.submission.channel = surveys::Channel::paper;
    store->import_rows(batch.number, {&row, 1}, 1);
    store->finish_import(batch.number);
    const auto report = [&] {
        return make_survey_report(*store, store->survey("citizens").value(),
                                  reports::year_to(tests::day(2026, 12, 31)));
    };
    EXPECT_EQ(item_quality_of(*store, report()).complete, 33);
    tests::expect_none(store->undo_import(batch.number, "wrong file", tests::noon_ms));
    const ItemQuality quality = item_quality_of(*store, report());
    EXPECT_EQ(quality.rows, 33);
    EXPECT_EQ(quality.complete, 32);
    EXPECT_EQ(quality.tallies.back(), (engine::Tally{.times = {8, 8, 8, 8, 0}}));
}

}  // namespace
