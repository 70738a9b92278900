#include "http/front/address_book.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>
#include <string>

#include "http/front/deadline.h"
#include "http/front/loop.h"

namespace {

using http::AddressBook;
using http::AddressKey;
using http::Limits;
using http::Time;
using std::chrono::milliseconds;
using std::chrono::seconds;

Limits strict() {
    Limits limits;
    limits.rate_per_second = 2;
    limits.rate_burst = 3;
    limits.connections_per_address_max = 2;
    limits.addresses_watched_max = 3;
    return limits;
}

TEST(AddressBook, lets_a_burst_pass_and_then_the_rate) {
    AddressBook book(strict());
    const Time start{};
    const AddressKey charged = book.connect({1}, start).value();
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(book.spend(charged, start)) << i;
    EXPECT_EQ(book.spend(charged, start), seconds(1));
    EXPECT_EQ(book.spend(charged, start + milliseconds(499)), seconds(1));
    EXPECT_FALSE(book.spend(charged, start + milliseconds(500)));
    EXPECT_TRUE(book.spend(charged, start + milliseconds(500)));
    // Rest fills the bucket to the burst and no further.
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(book.spend(charged, start + seconds(3600))) << i;
    EXPECT_TRUE(book.spend(charged, start + seconds(3600)));
}

TEST(AddressBook, counts_connections_until_they_leave) {
    AddressBook book(strict());
    EXPECT_TRUE(book.connect({1}, {}));
    const auto second = book.connect({1}, {});
    EXPECT_TRUE(second);
    EXPECT_FALSE(book.connect({1}, {}));
    EXPECT_TRUE(book.connect({2}, {}));
    book.disconnect(*second);
    EXPECT_TRUE(book.connect({1}, {}));
}

TEST(AddressBook, stays_bounded_and_forgets_whom_it_owes_nothing) {
    AddressBook book(strict());
    const Time start{};
    for (std::uint64_t i = 0; i < 3; ++i) {
        const AddressKey charged = book.connect({i}, start).value();
        static_cast<void>(book.spend(charged, start));
        book.disconnect(charged);
    }
    // Nobody is settled yet: strangers share one bucket and its connections.
    const AddressKey one = book.connect({10}, start).value();
    const AddressKey other = book.connect({11}, start).value();
    EXPECT_EQ(one, other);
    EXPECT_FALSE(book.connect({12}, start));
    EXPECT_EQ(book.size(), 4U);
    book.disconnect(one);
    book.disconnect(other);
    // A minute later all buckets are full again and can be forgotten.
    const AddressKey late = book.connect({13}, start + seconds(60)).value();
    EXPECT_EQ(late, AddressKey{13});
    EXPECT_EQ(book.size(), 1U);
}

TEST(AddressBook, lifts_everything_at_rate_zero) {
    Limits limits = strict();
    limits.rate_per_second = 0;
    AddressBook book(limits);
    for (int i = 0; i < 100; ++i) {
        const auto charged = book.connect({1}, {});
        ASSERT_TRUE(charged);
        EXPECT_FALSE(book.spend(*charged, {}));
    }
    EXPECT_EQ(book.size(), 0U);
}

sockaddr_storage v6(const char* text) {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    EXPECT_EQ(::inet_pton(AF_INET6, text, &address.sin6_addr), 1);
    sockaddr_storage storage{};
    std::memcpy(&storage, &address, sizeof address);
    return storage;
}

TEST(AddressKey, takes_a_household_for_one_address) {
    EXPECT_EQ(http::key_of(v6("2001:db8:1:2::1")), http::key_of(v6("2001:db8:1:2:ffff::9")));
    EXPECT_NE(http::key_of(v6("2001:db8:1:2::1")), http::key_of(v6("2001:db8:1:3::1")));
    EXPECT_EQ(http::key_of(v6("::ffff:192.0.2.1")), AddressKey{0xc0000201});
}

TEST(Deadline, is_named_by_what_is_waited_for) {
    const Limits limits;
    const Time start{};
    using http::Waiting;
    EXPECT_EQ(deadline_of(Waiting::for_a_request, start, limits), start + seconds(5));
    EXPECT_EQ(deadline_of(Waiting::for_the_rest, start, limits), start + seconds(10));
    EXPECT_EQ(deadline_of(Waiting::for_the_reader, start, limits), start + seconds(10));
    EXPECT_EQ(deadline_of(Waiting::for_the_end, start, limits), start + seconds(2));
    EXPECT_EQ(deadline_of(Waiting::for_us, start, limits), std::nullopt);
}

TEST(Address, is_read_from_words) {
    EXPECT_EQ(http::read_address("127.0.0.1:8080").host, "127.0.0.1");
    EXPECT_EQ(http::read_address("127.0.0.1:8080").port, 8080);
    EXPECT_EQ(http::read_address("[::1]:0").host, "::1");
    for (const std::string wrong : {"", ":", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
                                    "127.0.0.1:80a", "localhost:80", "127.0.0:80", "[::1]"}) {
        EXPECT_THROW(static_cast<void>(http::read_address(wrong)), std::invalid_argument) << wrong;
    }
}

}  // namespace
