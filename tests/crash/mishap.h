// A mishap: what can happen to an operation of the disk, and how far apart a test tries it.
#pragma once

#include <cstdint>
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

// How far apart the points of failure lie among an operation's `times`: 1 is every one, as
// tests/long asks for with FAILURE_STRIDE.
std::int64_t stride(std::int64_t times);

}  // namespace tests
