#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/stores.h"

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::FilledStore;
using tests::noon_ms;
using tests::questionnaire;

const std::string politeness =
    R"({"id":"politeness","type":"grade","text":{"zh-CN":"态度","en":"Politeness"}},)";

TEST(Definitions, a_new_questionnaire_makes_a_draft) {
    FilledStore store;
    const auto before = store->definitions_version();
    EXPECT_THAT(store->add(questionnaire("new", "coded")), IsEmpty());
    EXPECT_GT(store->definitions_version(), before);
    const auto survey = store->survey("new");
    ASSERT_TRUE(survey);
    EXPECT_EQ(survey->state, surveys::SurveyState::draft);
    EXPECT_EQ(survey->mode, surveys::Mode::coded);
    EXPECT_EQ(store->questionnaire("new", 1)->definition, tests::definition("new", "coded"));
    EXPECT_FALSE(store->questionnaire("new", 2));
    EXPECT_FALSE(store->survey("other"));
}

TEST(Definitions, a_next_version_is_asked_at_once_and_counted_with_the_first) {
    FilledStore store;
    store.take(tests::graded(engine::Grade::satisfied));
    EXPECT_THAT(store->add(questionnaire("citizens", "open", 2, politeness)), IsEmpty());
    EXPECT_EQ(store->survey("citizens")->version, 2);
    auto given = tests::graded(engine::Grade::satisfied);
    given.version = 2;
    given.answers["politeness"] = engine::Grade::dissatisfied;
    store.take(given);
    EXPECT_EQ(store.tally("overall").n(), 2) << "the question stands elsewhere now";
    EXPECT_EQ(store.tally("politeness").n(), 1);
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

TEST(Definitions, a_replay_of_an_older_version_is_still_recognised) {
    FilledStore store;
    store.take(tests::graded(engine::Grade::satisfied, "k"));
    tests::expect_none(store->add(questionnaire("citizens", "open", 2, politeness)));
    auto again = tests::graded(engine::Grade::satisfied, "k");
    again.version = 2;
    EXPECT_EQ(store.take(again).kind, surveys::Outcome::Kind::repeated);
}

TEST(Definitions, the_same_bytes_again_change_nothing) {
    FilledStore store;
    tests::expect_none(store->add(questionnaire("citizens", "open", 2, politeness)));
    EXPECT_THAT(store->add(questionnaire("citizens")), IsEmpty());
    EXPECT_EQ(store->survey("citizens")->version, 2);
}

TEST(Definitions, what_would_mix_answers_is_refused_by_name) {
    FilledStore store;
    const auto places = [&](const surveys::Questionnaire& next) {
        std::vector<std::string> found;
        for (const auto& problem : store->add(next)) {
            found.push_back(problem.place);
            EXPECT_FALSE(problem.words.zh_cn.empty());
            EXPECT_FALSE(problem.words.en.empty());
        }
        return found;
    };
    EXPECT_THAT(places(questionnaire("citizens", "open", 3)), ElementsAre("/version"));
    EXPECT_THAT(places(questionnaire("citizens", "open", 1, politeness)), ElementsAre("/version"));
    EXPECT_THAT(places(questionnaire("citizens", "coded", 2)), ElementsAre("/mode"));
    std::string retyped = tests::definition("citizens", "open", 2);
    const std::string text = R"("comment","type":"text")";
    retyped.replace(retyped.find(text), text.size(), R"("comment","type":"number")");
    EXPECT_THAT(places(tests::read(retyped)), ElementsAre("comment"));
    EXPECT_EQ(store->survey("citizens")->version, 1);
}

TEST(Definitions, a_survey_opens_and_closes_at_the_exact_instant) {
    FilledStore store;
    tests::expect_none(store->close("citizens", noon_ms));
    EXPECT_FALSE(store->close("citizens", noon_ms).empty());
    EXPECT_FALSE(store->open("citizens", noon_ms, noon_ms).empty()) << "closing in the past";
    tests::expect_none(store->open("citizens", noon_ms, noon_ms + 1000));
    EXPECT_FALSE(store->open("citizens", noon_ms, std::nullopt).empty());
    EXPECT_FALSE(store->open("nobody", noon_ms, std::nullopt).empty());
    using Kind = surveys::Outcome::Kind;
    const auto given = tests::graded(engine::Grade::satisfied);
    EXPECT_EQ(store.take(given, noon_ms + 999).kind, Kind::stored);
    EXPECT_EQ(store.take(given, noon_ms + 1000).kind, Kind::not_open);
}

TEST(Definitions, a_closed_ballot_stays_closed) {
    FilledStore store("ballot");
    tests::expect_none(store->close("citizens", noon_ms));
    EXPECT_FALSE(store->open("citizens", noon_ms, std::nullopt).empty());
}

TEST(Definitions, a_known_unit_is_renamed_and_keeps_its_answers) {
    FilledStore store;
    auto given = tests::graded(engine::Grade::satisfied);
    given.unit = "xz01";
    const auto outcome = store.take(given);
    store->add(std::vector<surveys::Unit>{{.code = "xz01", .name = "新名", .parent = "hall",
                                           .kind = "township"}});
    ASSERT_EQ(store->units().size(), 2U);
    EXPECT_EQ(store->units().at(1).name, "新名");
    EXPECT_EQ(store->response("citizens", outcome.id)->unit, "xz01");
}

}  // namespace
