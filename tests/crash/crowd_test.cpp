#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <random>
#include <string>

#include "tests/crash/crowd.h"
#include "tests/crash/crowd_model.h"
#include "tests/crash/disk.h"
#include "tests/support/stores.h"

namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
    const char* const words = std::getenv(name);
    return words == nullptr ? otherwise : std::stoull(words);
}

// CROWD_SEEDS crowds from CROWD_SEED on. A seed repeats what everybody wishes to do, not the
// moments at which the machine lets them. CROWD_REAL_DISK=1 goes without the disk of the tests,
// whose lock hides some races from ThreadSanitizer.
TEST(Crowd, of_any_seed_finds_what_it_was_told) {
    const std::uint64_t first = setting("CROWD_SEED", std::random_device{}());
    const std::uint64_t seeds = setting("CROWD_SEEDS", 40);
    std::printf("seeds %llu and %llu more\n", static_cast<unsigned long long>(first),
                static_cast<unsigned long long>(seeds - 1));
    std::size_t heard = 0;
    std::map<surveys::Outcome::Kind, std::size_t> kinds;
    for (std::uint64_t seed = first; seed < first + seeds && !HasFailure(); ++seed) {
        std::optional<tests::Disk> quick;
        if (setting("CROWD_REAL_DISK", 0) == 0) quick.emplace(seed);
        tests::FilledStore store;
        tests::Crowd crowd(*store, seed);
        crowd.run();
        EXPECT_THAT(tests::contradictions(crowd.memory(), *store), testing::IsEmpty())
            << "CROWD_SEED=" << seed << " CROWD_SEEDS=1";
        heard += crowd.memory().heard.size();
        for (const auto& each : crowd.memory().heard) ++kinds[each.outcome.kind];
    }
    if (HasFailure()) return;
    std::printf("result: %zu outcomes, no contradiction, first seed %llu\n", heard,
                static_cast<unsigned long long>(first));
    for (const auto kind : {surveys::Outcome::Kind::stored, surveys::Outcome::Kind::repeated,
                            surveys::Outcome::Kind::key_reused,
                            surveys::Outcome::Kind::code_refused})
        EXPECT_TRUE(kinds[kind] > 0 || seeds < 10) << "nobody was told " << static_cast<int>(kind);
}

}  // namespace
