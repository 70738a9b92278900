#include "http/public/scribe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "tests/support/fake_store.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using http::Scribe;
using surveys::Submission;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;
using tests::FilledStore;
using tests::graded;
using tests::noon_ms;

// The loop's place: whoever waits for a batch sleeps here until it can be taken.
class Waiting final : public http::Replies {
public:
    void send(http::Ticket, std::string) override {}
    void post(http::Ticket, std::string) override {}
    void wake() noexcept override {
        const std::lock_guard lock(bed_);
        ++wakings_;
        woken_.notify_one();
    }
    std::vector<Scribe::Section> take(Scribe& scribe) {
        std::unique_lock lock(bed_);
        for (;;) {
            if (auto written = scribe.take()) return std::move(written->sections);
            woken_.wait(lock, [&] { return wakings_ > heard_; });
            heard_ = wakings_;
        }
    }

private:
    std::mutex bed_;
    std::condition_variable woken_;
    int wakings_ = 0;
    int heard_ = 0;
};

std::vector<Submission> two() { return {graded(Grade::satisfied), graded(Grade::dissatisfied)}; }

TEST(Scribe, keeps_a_batch_however_many_parts_it_has) {
    FilledStore store;
    Waiting loop;
    Scribe scribe(*store);
    int kept = 0;
    for (int turn = 0; turn < 50; ++turn) {
        scribe.begin(noon_ms);
        for (int part = 0; part < turn % 4; ++part) scribe.add("citizens", two());
        scribe.close(loop);
        const auto sections = loop.take(scribe);
        if (turn % 4 == 0) {
            EXPECT_THAT(sections, IsEmpty());
        } else {
            ASSERT_THAT(sections, SizeIs(1));
            EXPECT_EQ(sections[0].failure, nullptr);
            EXPECT_THAT(sections[0].outcomes, SizeIs(2 * (turn % 4)));
        }
        kept += 2 * (turn % 4);
    }
    EXPECT_EQ(store.tally().n(), kept);
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

TEST(Scribe, makes_a_section_of_each_survey) {
    FilledStore store;
    tests::expect_none(store->add(tests::questionnaire("visitors", "open")));
    tests::expect_none(store->open("visitors", noon_ms - tests::day_ms, std::nullopt));
    Waiting loop;
    Scribe scribe(*store);
    scribe.begin(noon_ms);
    scribe.add("citizens", two());
    scribe.add("citizens", two());
    scribe.add("visitors", two());
    scribe.close(loop);
    const auto sections = loop.take(scribe);
    EXPECT_THAT(sections, ElementsAre(Field(&Scribe::Section::outcomes, SizeIs(4)),
                                      Field(&Scribe::Section::outcomes, SizeIs(2))));
    EXPECT_EQ(store->pages_kept("visitors"), 2);
}

TEST(Scribe, hands_on_what_the_store_threw_and_keeps_the_other_sections) {
    FilledStore store;
    Waiting loop;
    Scribe scribe(*store);
    scribe.begin(noon_ms);
    scribe.add("nobody-asked", two());
    scribe.add("nobody-asked", two());
    scribe.add("citizens", two());
    scribe.close(loop);
    const auto sections = loop.take(scribe);
    ASSERT_THAT(sections, SizeIs(2));
    EXPECT_THROW(std::rethrow_exception(sections[0].failure), std::logic_error);
    EXPECT_THAT(sections[1].outcomes, SizeIs(2));
    EXPECT_EQ(store.tally().n(), 2);
}

TEST(Scribe, writes_the_next_batch_while_the_disk_is_busy_with_the_last) {
    FilledStore store;
    Waiting loop;
    Scribe scribe(*store);
    for (int batch = 0; batch < 20; ++batch) {
        scribe.begin(noon_ms);
        scribe.add("citizens", two());
        scribe.close(loop);
    }
    for (int batch = 0; batch < 20; ++batch)
        EXPECT_THAT(loop.take(scribe), ElementsAre(Field(&Scribe::Section::outcomes, SizeIs(2))));
    EXPECT_EQ(store.tally().n(), 40);
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

TEST(Scribe, ends_in_the_middle_of_a_batch_with_what_it_was_handed) {
    FilledStore store;
    Waiting loop;
    {
        Scribe scribe(*store);
        scribe.begin(noon_ms);
        scribe.add("citizens", two());
        scribe.close(loop);
        scribe.begin(noon_ms);
        scribe.add("citizens", two());
    }
    EXPECT_EQ(store.tally().n(), 4);
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

// A disk that is busy until it is let go, and may then fail.
class SlowStore : public tests::FakeStore {
public:
    std::vector<surveys::Outcome> take(std::string_view, std::span<const Submission> batch,
                                       std::int64_t) override {
        return std::vector<surveys::Outcome>(batch.size());
    }
    void make_durable() override {
        std::unique_lock lock(mutex_);
        ++syncs_;
        came_.notify_all();
        came_.wait(lock, [&] { return is_let_go_; });
        if (fails) throw std::runtime_error("the disk failed");
    }
    void await_sync() {
        std::unique_lock lock(mutex_);
        came_.wait(lock, [&] { return syncs_ > 0; });
    }
    void let_go() {
        const std::lock_guard lock(mutex_);
        is_let_go_ = true;
        came_.notify_all();
    }
    bool fails = false;

private:
    std::mutex mutex_;
    std::condition_variable came_;
    int syncs_ = 0;
    bool is_let_go_ = false;
};

TEST(Scribe, gives_nothing_back_before_it_is_on_the_disk) {
    SlowStore store;
    Waiting loop;
    Scribe scribe(store);
    scribe.begin(noon_ms);
    scribe.add("citizens", two());
    scribe.close(loop);
    store.await_sync();
    EXPECT_FALSE(scribe.take().has_value()) << "written, but not yet kept";
    store.let_go();
    EXPECT_THAT(loop.take(scribe), SizeIs(1));
}

TEST(Scribe, calls_nothing_kept_that_the_disk_failed) {
    SlowStore store;
    store.fails = true;
    store.let_go();
    Waiting loop;
    Scribe scribe(store);
    scribe.begin(noon_ms);
    scribe.add("citizens", two());
    scribe.add("visitors", two());
    scribe.close(loop);
    for (const Scribe::Section& section : loop.take(scribe))
        EXPECT_THROW(std::rethrow_exception(section.failure), std::runtime_error);
}

}  // namespace
