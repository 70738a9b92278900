#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "surveys/limits.h"
#include "tests/support/python_verifier.h"
#include "tests/support/stores.h"

namespace {

using surveys::AuditEntry;
using surveys::AuditResult;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::FilledStore;
using tests::noon_ms;

AuditEntry entry(const std::string& who, const std::string& act, const std::string& object = "",
                 AuditResult result = AuditResult::done) {
    return {.number = 0,
            .at_ms = noon_ms,
            .who = who,
            .act = act,
            .object = object,
            .result = result};
}

std::vector<std::int64_t> numbers(const std::vector<AuditEntry>& entries) {
    std::vector<std::int64_t> found;
    for (const AuditEntry& one : entries) found.push_back(one.number);
    return found;
}

// Nine entries by two officers; a log in Chinese as well.
void fill(FilledStore& store) {
    for (int i = 1; i <= 9; ++i)
        store->audit().append(entry(i % 3 == 0 ? "li" : "zhang",
                                    i % 2 == 0 ? "codes.make" : "import.undo",
                                    "机关" + std::to_string(i), AuditResult(i % 3)));
}

TEST(AuditLog, gives_its_entries_back_newest_first_over_a_restart) {
    FilledStore store;
    EXPECT_THAT(store->audit().entries({.entries_max = 10}), IsEmpty());
    fill(store);
    store.reopen();
    const auto all = store->audit().entries({.entries_max = 10});
    EXPECT_THAT(numbers(all), ElementsAre(9, 8, 7, 6, 5, 4, 3, 2, 1));
    EXPECT_EQ(all[1].at_ms, noon_ms);
    EXPECT_EQ(all[1].who, "zhang");
    EXPECT_EQ(all[1].act, "codes.make");
    EXPECT_EQ(all[1].object, "机关8");
    EXPECT_EQ(all[1].result, AuditResult::failed);
}

TEST(AuditLog, is_read_page_by_page_and_by_who_and_what) {
    FilledStore store;
    fill(store);
    const auto& log = store->audit();
    EXPECT_THAT(numbers(log.entries({.entries_max = 4})), ElementsAre(9, 8, 7, 6));
    EXPECT_THAT(numbers(log.entries({.before = 6, .entries_max = 4})), ElementsAre(5, 4, 3, 2));
    EXPECT_THAT(numbers(log.entries({.before = 1, .entries_max = 4})), IsEmpty());
    EXPECT_THAT(numbers(log.entries({.who = "li", .entries_max = 4})), ElementsAre(9, 6, 3));
    EXPECT_THAT(numbers(log.entries({.before = 9, .who = "li", .act = "codes.make",
                                     .entries_max = 4})),
                ElementsAre(6));
    EXPECT_THAT(log.entries({.who = "' or 1=1 --", .entries_max = 4}), IsEmpty());
    EXPECT_THROW((void)log.entries({.entries_max = surveys::limits.audit_entries_max + 1}),
                 std::logic_error);
}

TEST(AuditLog, keeps_no_text_longer_than_its_place_and_no_line_break) {
    FilledStore store;
    std::string many;
    for (int i = 0; i < 300; ++i) many += "县";
    store->audit().append(entry(many, many, many));
    store->audit().append(entry("a\r\nb\x7f", "c", std::string("\0x\xff\xc3", 4)));
    const auto all = store->audit().entries({.entries_max = 2});
    EXPECT_EQ(all[1].who, many.substr(0, 3 * surveys::limits.audit_name_characters_max));
    EXPECT_EQ(all[1].act, many.substr(0, 3 * surveys::limits.audit_name_characters_max));
    EXPECT_EQ(all[1].object, many.substr(0, 3 * surveys::limits.audit_object_characters_max));
    EXPECT_EQ(all[0].who, "a??b?");
    EXPECT_EQ(all[0].object, "?x??");
    EXPECT_THAT(store->audit().check().flaws, IsEmpty());
    EXPECT_THROW(store->audit().append(entry("", "codes.make")), std::logic_error);
}

TEST(AuditLog, of_an_honest_store_verifies_and_python_agrees) {
    FilledStore store;
    EXPECT_EQ(store->audit().check().last_link, std::string(64, '0'));
    fill(store);
    const auto check = store->audit().check();
    EXPECT_EQ(check.entries, 9);
    EXPECT_THAT(check.flaws, IsEmpty());
    const auto verification = store->verify();
    EXPECT_EQ(verification.audit_entries, 9);
    EXPECT_THAT(verification.disagreements, IsEmpty());
    const auto python = tests::verify_with_python(store.file());
    EXPECT_EQ(python.exit_code, 0) << python.text;
    EXPECT_THAT(python.text, HasSubstr("audit 9 " + check.last_link));
}

// One thing changed behind the program's back, and the words that name its place.
struct Forgery {
    const char* name;
    const char* sql;
    const char* said;
};

class AuditForgeries : public testing::TestWithParam<Forgery> {};

TEST_P(AuditForgeries, are_found_and_named) {
    FilledStore store;
    fill(store);
    store.shut();
    {
        SQLite::Database database(store.file().string(), SQLite::OPEN_READWRITE);
        database.exec("pragma ignore_check_constraints = on");
        ASSERT_GE(database.exec(GetParam().sql), 1) << "the forgery changed something";
    }
    const auto reader = surveys::open_store(store.file(), surveys::Access::read);
    EXPECT_THAT(reader->verify().disagreements,
                Contains("audit log: " + std::string(GetParam().said)));
    const auto python = tests::verify_with_python(store.file());
    EXPECT_NE(python.exit_code, 0) << python.text;
}

INSTANTIATE_TEST_SUITE_P(
    AuditLog, AuditForgeries,
    testing::Values(
        Forgery{"the_name", "update audit set who = 'wang' where number = 4",
                "entry 4 does not match its link"},
        Forgery{"the_act", "update audit set act = 'codes.list' where number = 4",
                "entry 4 does not match its link"},
        Forgery{"a_letter_moved_to_the_next_text",
                "update audit set act = 'codes.mak', object = 'e' || object where number = 4",
                "entry 4 does not match its link"},
        Forgery{"the_object", "update audit set object = '' where number = 9",
                "entry 9 does not match its link"},
        Forgery{"the_result", "update audit set result = 0 where number = 4",
                "entry 4 does not match its link"},
        Forgery{"the_time", "update audit set at_ms = at_ms - 1 where number = 1",
                "entry 1 does not match its link"},
        Forgery{"the_link", "update audit set link = zeroblob(32) where number = 4",
                "entry 4 does not match its link"},
        Forgery{"one_removed", "delete from audit where number = 4", "entry 4 is missing"},
        Forgery{"a_stretch_removed", "delete from audit where number between 1 and 3",
                "entries 1 to 3 are missing"},
        Forgery{"one_removed_and_the_gap_closed",
                "delete from audit where number = 4;"
                "update audit set number = number - 1 where number > 4",
                "entry 4 does not match its link"},
        Forgery{"two_swapped",
                "update audit set number = 100 where number = 4;"
                "update audit set number = 4 where number = 5;"
                "update audit set number = 5 where number = 100",
                "entry 4 does not match its link"},
        Forgery{"the_last_cut_off", "delete from audit where number = 9",
                "it ends at entry 8, but its own record of its end, entry 9, is another"},
        Forgery{"all_of_it_gone", "delete from audit",
                "it ends at entry 0, but its own record of its end, entry 9, is another"},
        Forgery{"one_slipped_in",
                "insert into audit select 10, at_ms, who, act, object, result, link from audit"
                " where number = 9",
                "it ends at entry 10, but its own record of its end, entry 9, is another"},
        Forgery{"the_record_of_the_end", "update audit_end set head = zeroblob(32)",
                "it ends at entry 9, but its own record of its end, entry 9, is another"},
        Forgery{"the_record_of_the_end_gone", "delete from audit_end",
                "cannot be read: the audit log has lost the record of its end"},
        Forgery{"a_result_nobody_wrote", "update audit set result = 7 where number = 4",
                "cannot be read: an audit entry has a result nobody wrote"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
