#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/python_verifier.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::FilledStore;
using tests::noon_ms;
using tests::Printed;
using tests::verify_with_python;

// Twenty answers of every kind: texts, contacts, codes, second pages and an import.
void fill(FilledStore& store) {
    const auto codes = store->make_codes("citizens", 3, "xz01", noon_ms);
    for (int i = 0; i < 14; ++i) {
        auto given = tests::graded(engine::grades.at(static_cast<std::size_t>(i % 5)),
                                   "key-" + std::to_string(i));
        given.unit = "xz01";
        given.channel = surveys::Channel::qr;
        if (i % 4 == 0) given.answers["comment"] = surveys::FreeText{"意见" + std::to_string(i)};
        if (i % 5 == 0) given.answers["contact"] = surveys::Contact{"13800000000"};
        if (i < 2) given.code = codes.at(static_cast<std::size_t>(i));
        const auto outcome = store.take(given);
        if (i % 3 != 0) continue;
        auto second = tests::submission({{"speed", Grade::satisfied}});
        second.supplements = outcome.id;
        store.take(second);
    }
    const auto batch =
        store->begin_import("citizens", "forms.csv", std::string(64, 'a'), "{}", 1, noon_ms);
    surveys::ImportedRow row;
    row.row = 1;
    row.submission = tests::graded(Grade::satisfied);
    row.submission.channel = surveys::Channel::paper;
    row.received_ms = noon_ms;
    row.weight_micros = 2'000'000;
    row.stratum = "town";
    store->import_rows(batch.number, {&row, 1}, 1);
    store->finish_import(batch.number);
}

TEST(Verify, finds_nothing_in_an_honest_store_and_python_agrees) {
    FilledStore store;
    fill(store);
    const auto verification = store->verify();
    EXPECT_THAT(verification.disagreements, IsEmpty());
    EXPECT_EQ(verification.responses, 20);
    EXPECT_EQ(verification.links, 20);
    EXPECT_GT(verification.cells, 0);
    const Printed python = verify_with_python(store.file());
    EXPECT_EQ(python.exit_code, 0) << python.text;
    EXPECT_THAT(python.text, HasSubstr("citizens 20 "));
}

// One thing changed behind the program's back, and the words that name its place.
struct Forgery {
    const char* name;
    const char* sql;
    const char* said;
    bool python_sees;
};

class Forgeries : public testing::TestWithParam<Forgery> {};

TEST_P(Forgeries, are_found_and_named) {
    FilledStore store;
    fill(store);
    store.shut();
    {
        SQLite::Database database(store.file().string(), SQLite::OPEN_READWRITE);
        ASSERT_GE(database.exec(GetParam().sql), 1) << "the forgery changed something";
    }
    const auto reader = surveys::open_store(store.file(), surveys::Access::read);
    EXPECT_THAT(reader->verify().disagreements,
                testing::Contains(AllOf(HasSubstr("citizens"), HasSubstr(GetParam().said))));
    const Printed python = verify_with_python(store.file());
    EXPECT_EQ(python.exit_code != 0, GetParam().python_sees) << python.text;
}

INSTANTIATE_TEST_SUITE_P(
    Verify, Forgeries,
    testing::Values(
        Forgery{"one_byte_of_an_answer",
                "update response set answers = cast(x'0001' || substr(answers, 3) as blob)"
                " where id = (select id from journal where position = 7)",
                "does not match its journal link (position 7)", true},
        Forgery{"undecodable_answers",
                "update response set answers = x'ffff' where id = "
                "(select id from journal where position = 7)",
                "cannot be read", true},
        Forgery{"the_time_of_an_answer",
                "update response set received_ms = received_ms + 1 where id = "
                "(select id from journal where position = 7)",
                "(position 7)", true},
        Forgery{"the_weight_of_an_import",
                "update response set weight_micros = 1 where batch = 1", "(position 20)", true},
        Forgery{"one_byte_of_a_text",
                "update response_text set body = cast(x'78' || substr(body, 2) as blob) where id = "
                "(select id from journal where position = 1) and question = 2",
                "the text of comment does not match its hash", true},
        Forgery{"one_byte_of_a_contact",
                "update response_text set body = "
                "cast(iif(substr(body, 1, 1) = x'00', x'01', x'00') || substr(body, 2) as blob) "
                "where id = "
                "(select id from journal where position = 1) and question = 3",
                "the sealed contact does not open", false},
        Forgery{"the_hash_of_a_text",
                "update response_text set hash = zeroblob(32) where id = "
                "(select id from journal where position = 1) and question = 2",
                "(position 1)", true},
        Forgery{"one_byte_of_a_link",
                "update journal set link = "
                "cast(iif(substr(link, 1, 1) = x'00', x'01', x'00') || substr(link, 2) as blob)"
                " where position = 7",
                "(position 7)", true},
        Forgery{"the_last_link_cut_off", "delete from journal where position = 20",
                "the journal ends at position 19", true},
        Forgery{"a_link_in_the_middle_cut_out", "delete from journal where position = 7",
                "the journal goes on at position 8 after position 6", true},
        Forgery{"a_response_removed",
                "delete from response where id = (select id from journal where position = 7)",
                "but it is not there", true},
        Forgery{"a_response_slipped_in",
                "insert into response select survey, zeroblob(16), version, unit, channel, source,"
                " locale, received_ms, answers, weight_micros, stratum, batch, null from response"
                " where batch = 1",
                "is not in the journal", false},
        Forgery{"a_day_cell", "update tally set satisfied = satisfied + 1 where question = 0"
                              " and source = 3 or question = 0 and channel = 1 and source = 1",
                "v1 overall, unit xz01, 2026-11-23, qr, open: tally says satisfied", false},
        Forgery{"a_month_cell",
                "update tally_month set blank = blank - 1 where question = 4 and channel = 1"
                " and source = 1",
                "v1 speed, unit xz01, 2026-11, qr, open: tally says blank", false},
        Forgery{"a_cell_removed", "delete from tally where question = 0 and source = 1",
                "tally says satisfied 0, rows say", false},
        Forgery{"a_code_set_back", "update code set used = 0 where used = 1",
                "an unused code has a response", false},
        Forgery{"a_code_burned_for_nothing", "update code set used = 1 where used = 0",
                "a used code has no response", false},
        Forgery{"one_letter_of_the_questionnaire",
                "update questionnaire set definition = replace(definition, 'Overall', 'overall')",
                "does not match its SHA-256", true}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Verify, still_holds_after_a_text_was_erased) {
    FilledStore store;
    fill(store);
    store.shut();
    SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE)
        .exec("update response_text set salt = null, body = null");
    store.reopen();
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
    EXPECT_EQ(verify_with_python(store.file()).exit_code, 0);
}

// A page overwritten on the disk is named, never served and never a crash.
TEST(Verify, reports_a_page_overwritten_on_the_disk) {
    FilledStore store;
    fill(store);
    store.shut();
    std::int64_t page = 0;
    {
        SQLite::Database database(store.file().string(), SQLite::OPEN_READWRITE);
        page = database.execAndGet("select rootpage from sqlite_schema where name = 'response'")
                   .getInt64();
    }
    std::fstream file(store.file(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp((page - 1) * 4096);
    file << std::string(4096, '\x5a');
    file.close();
    const auto reader = surveys::open_store(store.file(), surveys::Access::read);
    EXPECT_THAT(reader->verify().disagreements, Not(IsEmpty()));
}

}  // namespace
