// A unit: a window, hall or township, in a tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "surveys/questionnaires/problem.h"

namespace surveys {

struct Unit {
    std::string code;  // short, stable, in addresses: "xz01"
    std::string name;
    std::string parent;  // a unit's code, or empty at the root
    std::string kind;    // hall, township, street, window …

    friend bool operator==(const Unit&, const Unit&) = default;
};

struct UnitsReading {
    std::vector<Unit> units;  // parents before children
    Problems problems;        // places are line numbers, "3"
};

// CSV with the header code,name,parent,kind. A parent stands in the file or among `known`.
[[nodiscard]] UnitsReading read_units(std::string_view csv, const std::vector<Unit>& known = {});

}  // namespace surveys
