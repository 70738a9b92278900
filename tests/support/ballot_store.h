// A store with a ballot of a few people, and the hands of a root user who looks into its file.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <fstream>
#include <iterator>

#include "tests/support/stores.h"

namespace tests {

inline engine::Tally tally_of_staff(const surveys::Store& store) {
    return store
        .tallies({.survey = "staff",
                  .question = "overall",
                  .first_day = 0,
                  .last_day = 40'000,
                  .sources = all_sources})
        .at(0)
        .tally;
}

class BallotStore {
public:
    static constexpr std::int64_t opened_ms = noon_ms - day_ms;

    explicit BallotStore(std::int64_t people = 7) {
        store_ = surveys::open_store(file(), surveys::Access::write);
        expect_none(store_->add(questionnaire("staff", "ballot")));
        expect_none(store_->add(questionnaire("other", "ballot")));
        codes = store_->make_codes("staff", people, "", opened_ms);
    }
    void open() { expect_none(store_->open("staff", opened_ms, std::nullopt)); }

    std::vector<std::string> codes;

    std::filesystem::path file() const { return folder_ / "manyidu.db"; }
    std::filesystem::path ballot_file() const { return folder_ / "ballots" / "staff.db"; }
    std::filesystem::path folder() const { return folder_ / ""; }
    surveys::Store& operator*() { return *store_; }
    surveys::Store* operator->() { return store_.get(); }
    void shut() { store_.reset(); }
    void reopen() {
        store_.reset();
        store_ = surveys::open_store(file(), surveys::Access::write);
    }

    static surveys::Submission vote(const std::string& code, engine::Grade grade,
                                    std::optional<std::string> key = std::nullopt) {
        surveys::Submission made = graded(grade, std::move(key));
        made.code = code;
        return made;
    }
    surveys::Outcome take(const surveys::Submission& submission,
                          std::int64_t now_ms = noon_ms) {
        return store_->take("staff", {&submission, 1}, now_ms).at(0);
    }
    // The first of them vote, satisfied, with a word each.
    void vote(int people) {
        for (int each = 0; each < people; ++each) {
            auto given = vote(codes.at(static_cast<std::size_t>(each)), engine::Grade::satisfied,
                              "key-" + std::to_string(each));
            given.answers["comment"] = surveys::FreeText{"留言" + std::to_string(each)};
            if (take(given).kind != surveys::Outcome::Kind::stored)
                throw std::runtime_error("a vote was not stored");
        }
    }
    engine::Tally tally() const { return tally_of_staff(*store_); }
    // What somebody with the rights of root does to the ballot's file behind the program's back.
    void tamper(const std::string& sql) {
        SQLite::Database database(ballot_file().string(), SQLite::OPEN_READWRITE);
        database.exec(sql);
    }

private:
    TemporaryFolder folder_;
    std::unique_ptr<surveys::Store> store_;
};

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace tests
