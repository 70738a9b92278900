#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "surveys/calendar.h"
#include "surveys/limits.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using surveys::Comment;
using surveys::CommentQuery;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::FilledStore;
using tests::noon_ms;

CommentQuery everything(const std::string& survey = "citizens") {
    return {.survey = survey,
            .grade_question = "overall",
            .unit = std::nullopt,
            .first_day = 0,
            .last_day = 40'000,
            .before = std::nullopt};
}

surveys::Submission said(const std::string& words, const std::string& key = "") {
    auto made = tests::graded(Grade::satisfied);
    if (!key.empty()) made.key = key;
    made.answers["comment"] = surveys::FreeText{words};
    return made;
}

std::vector<std::string> words_of(const surveys::CommentPage& page) {
    std::vector<std::string> words;
    for (const Comment& comment : page.comments)
        for (const auto& text : comment.texts) words.push_back(text.text);
    return words;
}

// Rows 1 to `last`, each with its number in words.
std::vector<surveys::ImportedRow> forms(std::int64_t last) {
    std::vector<surveys::ImportedRow> rows;
    for (std::int64_t number = 1; number <= last; ++number) {
        surveys::ImportedRow row;
        row.row = number;
        row.submission = said("form " + std::to_string(number));
        row.submission.channel = surveys::Channel::paper;
        row.received_ms = noon_ms;
        rows.push_back(row);
    }
    return rows;
}

surveys::Batch import_forms(FilledStore& store, std::int64_t count) {
    const auto batch =
        store->begin_import("citizens", "forms.csv", std::string(64, 'a'), "{}", count, noon_ms);
    store->import_rows(batch.number, forms(count), count);
    store->finish_import(batch.number);
    return batch;
}

// A client's own key makes an id that says nothing about the time.
TEST(Comments, come_latest_first_whatever_their_ids) {
    FilledStore store;
    for (const char* const words : {"first", "second", "third", "fourth"})
        store.take(said(words, std::string("key of ") + words));
    store.take(tests::graded(Grade::satisfied));
    const auto page = store->comments(everything());
    EXPECT_THAT(words_of(page), ElementsAre("fourth", "third", "second", "first"));
    EXPECT_FALSE(page.older);
}

TEST(Comments, carry_the_grade_the_unit_the_time_and_no_contact) {
    FilledStore store;
    auto given = said("太慢");
    given.answers["overall"] = Grade::very_dissatisfied;
    given.answers["contact"] = surveys::Contact{"13800000000"};
    given.unit = "xz01";
    store.take(given);
    auto only_contact = tests::graded(Grade::satisfied);
    only_contact.answers["contact"] = surveys::Contact{"13800000001"};
    store.take(only_contact);

    const auto page = store->comments(everything());
    ASSERT_EQ(page.comments.size(), 1U);
    const Comment& comment = page.comments.front();
    EXPECT_THAT(words_of(page), ElementsAre("太慢"));
    EXPECT_EQ(comment.texts.front().question, "comment");
    EXPECT_EQ(comment.grade, Grade::very_dissatisfied);
    EXPECT_EQ(comment.unit, "xz01");
    EXPECT_EQ(comment.received_ms, noon_ms);
    EXPECT_EQ(comment.source, surveys::Source::open);
}

TEST(Comments, of_a_second_page_carry_the_grade_of_the_first) {
    FilledStore store;
    const auto first = store.take(tests::graded(Grade::dissatisfied));
    auto second = tests::submission({{"comment", surveys::FreeText{"later"}}});
    second.supplements = first.id;
    store.take(second);
    const auto page = store->comments(everything());
    ASSERT_THAT(words_of(page), ElementsAre("later"));
    EXPECT_EQ(page.comments.front().grade, Grade::dissatisfied);
}

TEST(Comments, are_asked_for_by_unit_and_by_day) {
    FilledStore store;
    for (const std::string unit : {"hall", "xz01", ""}) {
        auto given = said("of " + unit);
        if (!unit.empty()) given.unit = unit;
        store.take(given, noon_ms + (unit == "hall" ? tests::day_ms : 0));
    }
    CommentQuery query = everything();
    query.unit = "xz01";
    EXPECT_THAT(words_of(store->comments(query)), ElementsAre("of xz01"));
    query.unit = "";
    EXPECT_THAT(words_of(store->comments(query)), ElementsAre("of "));
    query.unit = "nowhere";
    EXPECT_THAT(words_of(store->comments(query)), IsEmpty());
    query.unit = std::nullopt;
    query.last_day = surveys::day_of(noon_ms);
    EXPECT_THAT(words_of(store->comments(query)), ElementsAre("of ", "of xz01"));
    query.first_day = query.last_day = surveys::day_of(noon_ms) + 1;
    EXPECT_THAT(words_of(store->comments(query)), ElementsAre("of hall"));
}

TEST(Comments, go_on_where_the_page_ended) {
    FilledStore store;
    const auto count = surveys::limits.comments_per_page * 2 + 1;
    import_forms(store, count);
    CommentQuery query = everything();
    std::vector<std::string> all;
    for (int pages = 1; pages <= 3; ++pages) {
        const auto page = store->comments(query);
        for (const std::string& words : words_of(page)) all.push_back(words);
        EXPECT_EQ(page.older.has_value(), pages < 3);
        query.before = page.older;
    }
    ASSERT_EQ(std::ssize(all), count);
    for (std::int64_t i = 0; i < count; ++i)
        EXPECT_EQ(all.at(static_cast<std::size_t>(i)), "form " + std::to_string(count - i));
}

TEST(Comments, of_an_undone_import_and_erased_ones_are_left_out) {
    FilledStore store;
    store.take(said("kept"));
    store.take(said("to be erased"));
    const auto batch = import_forms(store, 3);
    EXPECT_EQ(store->comments(everything()).comments.size(), 5U);
    tests::expect_none(store->undo_import(batch.number, "twice", noon_ms));
    EXPECT_THAT(words_of(store->comments(everything())), ElementsAre("to be erased", "kept"));
    store.shut();
    SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE)
        .exec("update response_text set salt = null, body = null"
              " where cast(body as text) like 'to be%'");
    store.reopen();
    EXPECT_THAT(words_of(store->comments(everything())), ElementsAre("kept"));
}

TEST(Comments, of_a_ballot_are_silent_until_it_is_closed_and_then_only_words) {
    FilledStore store("ballot");
    import_forms(store, surveys::limits.ballot_answers_min + 15);
    EXPECT_THAT(store->comments(everything()).comments, IsEmpty());
    tests::expect_none(store->close("citizens", noon_ms));
    const auto page = store->comments(everything());
    EXPECT_EQ(page.comments.size(), 20U);
    for (const Comment& comment : page.comments) {
        EXPECT_FALSE(comment.grade);
        EXPECT_FALSE(comment.source);
        EXPECT_EQ(comment.unit, "");
        EXPECT_EQ(comment.received_ms, 0);
    }
    std::vector<std::string> by_id;
    store->each_response("citizens", [&](const surveys::StoredResponse& response) {
        by_id.push_back(std::get<surveys::FreeText>(response.answers.at("comment")).text);
        return true;
    });
    const auto words = words_of(page);
    EXPECT_THAT(words, testing::UnorderedElementsAreArray(by_id));
    EXPECT_NE(words, by_id) << "nor in the order in which an export lists the grades";
    EXPECT_EQ(words, words_of(store->comments(everything()))) << "asked twice, nothing more";
    store.shut();
    SQLite::Database database(store.file().string());
    EXPECT_EQ(database.execAndGet("select count(*) from text_order").getInt(), 0);
}

TEST(Comments, of_a_ballot_stay_silent_when_too_few_answered) {
    FilledStore store("ballot");
    import_forms(store, surveys::limits.ballot_answers_min - 1);
    tests::expect_none(store->close("citizens", noon_ms));
    EXPECT_THAT(store->comments(everything()).comments, IsEmpty());
}

TEST(Comments, of_a_store_from_before_are_found) {
    FilledStore store;
    store.take(said("first", "b"));
    store.take(tests::graded(Grade::satisfied));
    store.take(said("second", "a"));
    const auto before = words_of(store->comments(everything()));
    store.shut();
    {
        SQLite::Database database(store.file().string(), SQLite::OPEN_READWRITE);
        database.exec("drop table ballot");  // of a later migration
        database.exec("drop table text_order");
        database.exec("pragma user_version = 3");
    }
    store.reopen();
    EXPECT_EQ(words_of(store->comments(everything())), before);
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

TEST(Comments, that_are_listed_nowhere_or_for_nothing_are_found_by_verify) {
    for (const char* const forgery :
         {"delete from text_order where position = 1",
          "update text_order set unit = 1 where position = 1",
          "insert into text_order select survey, 2, question, id, unit, received_ms, batch"
          " from text_order where position = 1"}) {
        FilledStore store;
        store.take(said("words"));
        store.take(tests::graded(Grade::satisfied));
        store.shut();
        SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE).exec(forgery);
        store.reopen();
        EXPECT_EQ(store->verify().disagreements.size(), 1U) << forgery;
    }
}

TEST(PagesKept, counts_second_pages_and_undone_imports) {
    FilledStore store;
    const auto first = store.take(tests::graded(Grade::satisfied));
    auto second = tests::submission({{"speed", Grade::satisfied}});
    second.supplements = first.id;
    store.take(second);
    const auto batch = import_forms(store, 3);
    tests::expect_none(store->undo_import(batch.number, "twice", noon_ms));
    EXPECT_EQ(store->pages_kept("citizens"), 5);
    EXPECT_EQ(store->pages_kept("nothing"), 0);
}

}  // namespace
