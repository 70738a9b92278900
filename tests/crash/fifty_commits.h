// Fifty commits of every kind on the real store, and what was acknowledged in them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/crash/ledger.h"

namespace tests {

class Disk;

// What the program does when the disk fails it: it ends; it closes its store and is started again;
// it is killed and started again.
enum class Afterwards { ends, begins_again, is_killed };

class FiftyCommits {
public:
    static constexpr int steps = 50;
    // Puts a store with an open survey, units and a first code in a folder: where a run begins.
    static void prepare(const std::filesystem::path& folder);

    FiftyCommits(Disk& disk, std::filesystem::path folder, Afterwards afterwards);

    // To the last step, or to the first failure when the program ends there.
    void go(int last_step = steps);
    const Ledger& ledger() const { return ledger_; }
    const std::filesystem::path& folder() const { return folder_; }  // where it ended

private:
    void step(int number);
    void open();
    void end_program();
    bool tried(const std::function<void()>& call);
    void answer(std::vector<surveys::Submission> batch);
    void import(int number);
    void undo();
    void audit();
    void make_codes();
    void check_point();

    Disk& disk_;
    std::filesystem::path folder_;
    Afterwards afterwards_;
    std::unique_ptr<surveys::Store> store_;
    Ledger ledger_;
    std::set<surveys::ResponseId> with_second_page_;
    bool has_ended_ = false;
};

}  // namespace tests
