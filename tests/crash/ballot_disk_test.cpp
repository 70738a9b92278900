#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/crash/disk.h"
#include "tests/crash/mishap.h"
#include "tests/support/ballot_store.h"

namespace {

using surveys::Outcome;
using surveys::Submission;
using testing::IsEmpty;
using tests::BallotStore;
using tests::Disk;
using tests::Mishap;
using tests::noon_ms;
using tests::Unsynced;

constexpr int people = 9;

// What was said to people at a poll, and what they asked for and never heard of.
struct Poll {
    std::vector<Submission> acknowledged;
    std::vector<Submission> doubtful;
    bool is_closed = false;
    bool may_be_closed = false;
};

std::unique_ptr<surveys::Store> open_in(const std::filesystem::path& folder) {
    return surveys::open_store(folder / "manyidu.db", surveys::Access::write);
}

void copy_seen(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::create_directory(to / "ballots");
    Disk::copy_seen(from, to);
    Disk::copy_seen(from / "ballots", to / "ballots");
}

class BallotOnAFailingDisk : public testing::Test {
protected:
    BallotOnAFailingDisk() {
        const Disk healthy;
        BallotStore ballot(people);
        ballot.open();
        for (int each = 0; each < people; ++each) {
            const auto place = static_cast<std::size_t>(each);
            votes_.push_back(BallotStore::vote(ballot.codes.at(place),
                                               engine::grades.at(place % engine::grades.size()),
                                               "key-" + std::to_string(each)));
            votes_.back().answers["comment"] = surveys::FreeText{"留言" + std::to_string(each)};
        }
        ballot.shut();
        copy_seen(ballot.folder(), prepared_ / "");
    }

    // Everybody votes, the last two together, and the ballot is closed; it ends where the disk
    // fails.
    Poll poll(const std::filesystem::path& folder) const {
        Poll poll;
        try {
            const auto store = open_in(folder);
            const std::span<const Submission> all(votes_);
            for (std::size_t at = 0; at < all.size() - 1; ++at) {
                const auto turn = all.subspan(at, at == all.size() - 2 ? 2 : 1);
                poll.doubtful.assign(turn.begin(), turn.end());
                for (const Outcome& outcome : store->take("staff", turn, noon_ms))
                    if (outcome.kind != Outcome::Kind::stored)
                        throw std::logic_error("a first vote was not stored");
                poll.acknowledged.insert(poll.acknowledged.end(), turn.begin(), turn.end());
                poll.doubtful.clear();
            }
            poll.may_be_closed = true;
            tests::expect_none(store->close("staff", noon_ms));
            poll.is_closed = true;
        } catch (const std::runtime_error&) {}  // what was heard until then is in the poll
        return poll;
    }

    // Every broken promise in words, asked of what is left in `folder`.
    std::vector<std::string> broken_promises(const Poll& poll,
                                             const std::filesystem::path& folder) const {
        std::vector<std::string> broken;
        const auto store = open_in(folder);
        const bool is_open = store->survey("staff")->state == surveys::SurveyState::open;
        if (is_open && poll.is_closed) broken.emplace_back("it is open again");
        if (!is_open && !poll.may_be_closed) broken.emplace_back("it was closed by nobody");
        if (is_open) vote_again(poll, *store, broken);
        const auto standing = store->ballot("staff");
        if (!standing || standing->received != people || standing->finding)
            broken.emplace_back("the count does not stand");
        if (tests::tally_of_staff(*store).n() != people)
            broken.emplace_back("votes are lost or doubled");
        const auto words = store->verify().disagreements;
        if (!words.empty()) broken.push_back("verify: " + words.front());
        if (std::filesystem::exists(folder / "ballots" / "staff.db"))
            broken.emplace_back("the file of the votes lies there still");
        return broken;
    }

    // Everybody comes again, then it is closed.
    void vote_again(const Poll& poll, surveys::Store& store,
                    std::vector<std::string>& broken) const {
        for (const Outcome& outcome : store.take("staff", poll.acknowledged, noon_ms))
            if (outcome.kind != Outcome::Kind::repeated) broken.emplace_back("a vote is lost");
        const auto doubted = store.take("staff", poll.doubtful, noon_ms);
        for (const Outcome& outcome : doubted)
            if (outcome.kind != doubted.front().kind)
                broken.emplace_back("a doubtful turn was kept by halves");
        for (const Outcome& outcome : store.take("staff", votes_, noon_ms))
            if (outcome.kind != Outcome::Kind::repeated && outcome.kind != Outcome::Kind::stored)
                broken.emplace_back("a code that nobody used is refused");
        tests::expect_none(store.close("staff", noon_ms));
    }

    void expect_kept(const Mishap& mishap, std::int64_t number) {
        const tests::TemporaryFolder folder;
        Disk disk(static_cast<std::uint64_t>(number));
        copy_seen(prepared_ / "", folder / "");
        disk.fail({mishap.operation, mishap.kind, number, mishap.lasting});
        const Poll heard = poll(folder / "");
        if (!disk.has_failed()) return;
        disk.heal();
        for (const Unsynced unsynced : {Unsynced::lost, Unsynced::torn}) {
            const tests::TemporaryFolder copy;
            copy_seen(folder / "", copy / "");
            disk.copy_surviving(folder / "", copy / "", unsynced);
            disk.copy_surviving(folder / "ballots", copy / "ballots", unsynced);
            EXPECT_THAT(broken_promises(heard, copy / ""), IsEmpty())
                << words(mishap, number, "unsynced lost or torn");
        }
        if (mishap.kind != tests::Fault::Kind::power_lost) {
            EXPECT_THAT(broken_promises(heard, folder / ""), IsEmpty())
                << words(mishap, number, "started again");
        }
        ++points_;
    }

    tests::TemporaryFolder prepared_;
    std::vector<Submission> votes_;
    int points_ = 0;
};

TEST_F(BallotOnAFailingDisk, loses_no_vote_that_was_acknowledged_and_counts_none_twice) {
    tests::Times times;
    {
        const tests::TemporaryFolder folder;
        copy_seen(prepared_ / "", folder / "");
        Disk disk;
        disk.fail({.number = -1});
        const Poll heard = poll(folder / "");
        EXPECT_TRUE(heard.is_closed);
        EXPECT_EQ(heard.acknowledged.size(), votes_.size());
        times = tests::times_of(disk);
        EXPECT_THAT(broken_promises(heard, folder / ""), IsEmpty());
    }
    tests::at_every_point(times, [this](const Mishap& mishap, std::int64_t number) {
        expect_kept(mishap, number);
    });
    RecordProperty("points", points_);
    std::printf("result: %d polls that were cut short\n", points_);
    EXPECT_GT(points_, 20);
}

}  // namespace
