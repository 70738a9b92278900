#include "http/public/doorkeeper.h"

#include <gtest/gtest.h>

#include <string>

#include "http/front/metrics.h"
#include "surveys/ballots/code.h"
#include "surveys/shipped.h"
#include "tests/http/desk_visitor.h"
#include "tests/http/public_visitor.h"

namespace {

using http::AddressKey;
using http::Doorkeeper;
using http::DoorLimits;
using std::chrono::seconds;
using tests::noon_ms;
using Kind = surveys::Outcome::Kind;

// A doorkeeper whose clock goes only when it is told to.
class Door {
public:
    explicit Door(DoorLimits limits = {}) : keeper(limits, metrics, [this] { return now; }) {}

    std::optional<seconds> guess(std::uint64_t address) {
        const auto wait = keeper.admit(AddressKey{address});
        if (!wait) saw(address, true, Kind::code_refused);
        return wait;
    }
    void saw(std::uint64_t address, bool with_code, Kind kind, std::int64_t at_ms = noon_ms) {
        keeper.saw("citizens", {.client = {address}, .with_code = with_code}, kind, at_ms);
    }

    http::Metrics metrics;
    http::Time now{std::chrono::hours(1000)};
    Doorkeeper keeper;
};

TEST(Doorkeeper, lets_an_address_try_a_few_bad_codes_and_then_wait) {
    Door door({.failed_codes_per_minute = 12, .failed_codes_burst = 10});
    for (int i = 0; i < 10; ++i) EXPECT_EQ(door.guess(1), std::nullopt);
    for (int i = 0; i < 10'000; ++i) ASSERT_EQ(door.guess(1), seconds(5));
    EXPECT_EQ(door.guess(2), std::nullopt) << "another address";
    door.now += seconds(5);
    EXPECT_EQ(door.guess(1), std::nullopt) << "after the wait it was told";
    EXPECT_EQ(door.guess(1), seconds(5));
}

TEST(Doorkeeper, charges_nothing_for_good_codes) {
    Door door({.failed_codes_burst = 3});
    for (int i = 0; i < 1000; ++i) {
        for (const Kind kind : {Kind::stored, Kind::repeated, Kind::not_open}) {
            ASSERT_EQ(door.keeper.admit(AddressKey{1}), std::nullopt);
            door.saw(1, true, kind);
        }
    }
}

// All of one turn are admitted before the first outcome is known.
TEST(Doorkeeper, lets_no_more_through_when_they_come_at_once) {
    Door door({.failed_codes_burst = 10});
    int admitted = 0;
    for (int i = 0; i < 1000; ++i) admitted += door.keeper.admit(AddressKey{1}) ? 0 : 1;
    EXPECT_EQ(admitted, 10);
}

TEST(Doorkeeper, raises_an_alarm_when_many_addresses_guess_and_takes_good_codes_meanwhile) {
    Door door({.alarm_failed_codes = 200, .addresses_watched_max = 1000});
    for (std::uint64_t address = 1; address < 200; ++address) door.guess(address);
    EXPECT_EQ(door.metrics.code_alarm, 0U);
    for (std::uint64_t address = 200; address < 10'000; ++address) {
        ASSERT_EQ(door.guess(address), std::nullopt);
        ASSERT_EQ(door.keeper.admit(AddressKey{1'000'000 + address}), std::nullopt);
        door.saw(1'000'000 + address, true, Kind::stored);
    }
    EXPECT_EQ(door.metrics.code_alarm, 1U);
    EXPECT_EQ(door.metrics.code_alarms, 1U);
    door.now += std::chrono::minutes(11);
    door.keeper.look();
    EXPECT_EQ(door.metrics.code_alarm, 0U);
}

TEST(Doorkeeper, raises_no_alarm_for_a_few_mistakes_an_hour) {
    Door door({.alarm_failed_codes = 20});
    for (int i = 0; i < 1000; ++i) {
        door.guess(1);
        door.now += std::chrono::minutes(1);
    }
    EXPECT_EQ(door.metrics.code_alarms, 0U);
}

TEST(Doorkeeper, tells_of_an_address_that_answers_200_times_a_day) {
    Door door;
    for (int i = 0; i < 199; ++i) door.saw(1, false, Kind::stored);
    for (int i = 0; i < 50; ++i) door.saw(2, false, Kind::stored);
    for (int i = 0; i < 500; ++i) door.saw(3, false, Kind::repeated);
    EXPECT_TRUE(door.keeper.flags(noon_ms).empty());
    door.saw(1, false, Kind::stored);
    for (int i = 0; i < 5; ++i) door.saw(1, true, Kind::stored);
    const auto flags = door.keeper.flags(noon_ms);
    ASSERT_EQ(flags.size(), 1U);
    EXPECT_EQ(flags[0].survey, "citizens");
    EXPECT_EQ(flags[0].addresses, 1);
    EXPECT_EQ(flags[0].most, 205);
    EXPECT_EQ(door.metrics.addresses_flagged, 1U);
    EXPECT_TRUE(door.keeper.flags(noon_ms + tests::day_ms).empty()) << "the next day";
    door.saw(1, false, Kind::stored, noon_ms + tests::day_ms);
    EXPECT_TRUE(door.keeper.flags(noon_ms + tests::day_ms).empty());
}

TEST(Doorkeeper, counts_nobody_who_answers_a_ballot) {
    Door door;
    for (int i = 0; i < 300; ++i) {
        door.keeper.saw("staff", {.client = {1}, .with_code = true, .is_secret = true},
                        Kind::stored, noon_ms);
    }
    EXPECT_TRUE(door.keeper.flags(noon_ms).empty());
    EXPECT_EQ(door.metrics.addresses_flagged, 0U);
}

TEST(Doorkeeper, keeps_the_busy_in_mind_when_there_are_too_many) {
    Door door({.answers_flagged = 100, .addresses_watched_max = 1000});
    for (int i = 0; i < 90; ++i) door.saw(1, false, Kind::stored);
    for (std::uint64_t address = 2; address < 20'000; ++address)
        door.saw(address, false, Kind::stored);
    for (int i = 0; i < 10; ++i) door.saw(1, false, Kind::stored);
    EXPECT_EQ(door.keeper.flags(noon_ms).size(), 1U);
}

std::string coded(const std::string& code) {
    return R"({"answers":{"overall":"satisfied"},"code":")" + code + "\"}";
}

// "Unknown, used, revoked and foreign codes get one and the same reply."
TEST(Codes, that_cannot_be_used_get_one_reply_to_the_byte) {
    tests::FilledStore store("coded");
    tests::expect_none(store->add(tests::questionnaire("other", "coded")));
    tests::expect_none(store->open("other", noon_ms - tests::day_ms, std::nullopt));
    const std::string good = store->make_codes("citizens", 1, "", noon_ms).at(0);
    const std::string revoked = store->make_codes("citizens", 1, "xz01", noon_ms).at(0);
    const std::string foreign = store->make_codes("other", 1, "", noon_ms).at(0);
    EXPECT_EQ(store->revoke_codes("citizens", 2), 1);
    tests::Visitor visitor(*store);
    EXPECT_EQ(visitor.send_json(coded(good)).status, 201);
    for (const char* language : {"zh-CN", "en"}) {
        const std::string asked = std::string("Accept-Language: ") + language + "\r\n";
        const auto unknown = visitor.send_json(coded(surveys::make_code()), asked);
        EXPECT_EQ(unknown.status, 409);
        for (const std::string& code : {good, revoked, foreign}) {
            const auto heard = visitor.send_json(coded(code), asked);
            EXPECT_EQ(heard.head, unknown.head);
            EXPECT_EQ(heard.body, unknown.body);
        }
    }
    const auto unknown =
        visitor.send_form("/s/citizens", "overall=satisfied&code=" + surveys::make_code());
    EXPECT_EQ(unknown.status, 409);
    for (const std::string& code : {good, revoked, foreign}) {
        const auto heard = visitor.send_form("/s/citizens", "overall=satisfied&code=" + code);
        EXPECT_EQ(heard.head + heard.body, unknown.head + unknown.body);
    }
}

TEST(Codes, that_are_guessed_from_one_address_end_in_an_honest_429) {
    tests::FilledStore store("coded");
    tests::Visitor visitor(*store);
    visitor.client = AddressKey{7};
    const std::string good = store->make_codes("citizens", 1, "", noon_ms).at(0);
    int refused = 0;
    int told_to_wait = 0;
    for (int i = 0; i < 300; ++i) {
        const auto heard = visitor.send_json(coded(surveys::make_code()));
        refused += heard.status == 409 ? 1 : 0;
        if (heard.status != 429) continue;
        ++told_to_wait;
        EXPECT_NE(heard.head.find("Retry-After: 5\r\n"), std::string::npos) << heard.head;
        EXPECT_NE(heard.head.find("application/problem+json"), std::string::npos);
    }
    EXPECT_EQ(refused, 100);
    EXPECT_EQ(told_to_wait, 200);
    EXPECT_EQ(visitor.send_form("/s/citizens", "overall=satisfied&code=" + good).status, 429);
    visitor.client = AddressKey{8};
    EXPECT_EQ(visitor.send_json(coded(good)).status, 201) << "from another address";
    EXPECT_EQ(visitor.metrics.rejected_codes, 100U);
    EXPECT_EQ(visitor.metrics.rejected_code_guesses, 201U);
}

TEST(FrontPage, says_that_an_address_answered_very_often) {
    Door door;
    tests::DeskRoom room("", &door.keeper);
    const auto shipped = surveys::read_indicator(surveys::shipped::indicator_citizens_json);
    tests::expect_none(room.store->add(shipped.indicator.value()));
    room.add("li", surveys::Role::viewer);
    const std::string session = tests::session_of(room.logged_in("li"));
    EXPECT_EQ(room.get("/desk/", session).body.find("个网络地址答得特别多"), std::string::npos);
    for (int i = 0; i < 200; ++i) door.saw(7, false, Kind::stored);
    const std::string page = room.get("/desk/", session).body;
    EXPECT_NE(page.find("今天有 1 个网络地址答得特别多，最多的 200 份"), std::string::npos);
    EXPECT_NE(page.find("href=\"/desk/surveys/citizens\""), std::string::npos);
}

}  // namespace
