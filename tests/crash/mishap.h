// A mishap: what can happen to an operation of the disk, and how far apart a test tries it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/crash/disk.h"

namespace tests {

struct Mishap {
    Operation operation;
    Fault::Kind kind;
    bool lasting = false;
};

extern const std::vector<Mishap> mishaps;  // every kind that is worth a try

std::string words(const Mishap& mishap, std::int64_t number, const std::string& state);

// How often each operation came since `fail`.
using Times = std::map<Operation, std::int64_t>;
Times times_of(const Disk& disk);

// Tries each mishap at points among the `times` of its operation: 97 apart and at least three, or
// as far apart as FAILURE_STRIDE says: 1 is every one, as tests/long asks for.
void at_every_point(const Times& times,
                    const std::function<void(const Mishap&, std::int64_t number)>& expect_kept);

}  // namespace tests
