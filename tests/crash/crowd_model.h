// The crowd's model: what the store must hold, given what everybody was told.
#pragma once

#include <string>
#include <vector>

#include "surveys/store/store.h"
#include "tests/crash/crowd.h"

namespace tests {

// Every contradiction between the memories and the store, in words.
std::vector<std::string> contradictions(const Memory& memory, surveys::Store& store);

}  // namespace tests
