// A store in a temporary folder with an open survey, two units and a fixed clock.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "surveys/store/store.h"
#include "tests/support/questionnaires.h"
#include "tests/support/temporary_folder.h"

namespace tests {

inline constexpr std::int64_t noon_ms = 1'795'406'400'000;  // 2026-11-23T12:00:00+08:00
inline constexpr std::int64_t day_ms = 86'400'000;
inline const std::vector<surveys::Source> all_sources{
    surveys::Source::coded, surveys::Source::open, surveys::Source::paper, surveys::Source::import};

inline void expect_none(const surveys::Problems& problems) {
    if (!problems.empty()) throw std::runtime_error(problems[0].words.en);
}

class FilledStore {
public:
    explicit FilledStore(const std::string& mode = "open") {
        store_ = surveys::open_store(file(), surveys::Access::write);
        store_->add(std::vector<surveys::Unit>{
            {.code = "hall", .name = "大厅", .parent = "", .kind = "hall"},
            {.code = "xz01", .name = "一镇", .parent = "hall", .kind = "township"}});
        expect_none(store_->add(questionnaire("citizens", mode)));
        expect_none(store_->open("citizens", noon_ms - day_ms, std::nullopt));
    }

    std::filesystem::path file() const { return folder_ / "manyidu.db"; }
    surveys::Store& operator*() { return *store_; }
    surveys::Store* operator->() { return store_.get(); }
    void shut() { store_.reset(); }
    void reopen() {
        store_.reset();
        store_ = surveys::open_store(file(), surveys::Access::write);
    }

    surveys::Outcome take(const surveys::Submission& submission, std::int64_t now_ms = noon_ms) {
        return store_->take("citizens", {&submission, 1}, now_ms).at(0);
    }
    engine::Tally tally(const std::string& question = "overall") {
        return store_
            ->tallies({.survey = "citizens",
                       .question = question,
                       .first_day = 0,
                       .last_day = 40'000,
                       .sources = all_sources})
            .at(0)
            .tally;
    }

private:
    TemporaryFolder folder_;
    std::unique_ptr<surveys::Store> store_;
};

inline surveys::Submission submission(surveys::Answers answers,
                                      std::optional<std::string> key = std::nullopt) {
    surveys::Submission made;
    made.key = std::move(key);
    made.answers = std::move(answers);
    return made;
}

inline surveys::Submission graded(engine::Grade grade,
                                  std::optional<std::string> key = std::nullopt) {
    return submission({{"overall", grade}}, std::move(key));
}

}  // namespace tests
