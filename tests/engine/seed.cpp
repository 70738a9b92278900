// Property tests draw the same cases every time, unless RC_PARAMS asks for others.
#include <cstdlib>
#include <gtest/gtest.h>

namespace {

class FixedSeed : public testing::Environment {
    void SetUp() override { setenv("RC_PARAMS", "seed=2026", 0); }
};

const auto* const fixed_seed = testing::AddGlobalTestEnvironment(new FixedSeed);

}  // namespace
