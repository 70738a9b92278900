// A forest: one row for each unit, its figure as a dot with how far it may be off.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/charts/axis.h"

namespace reports {

struct ForestRow {
    std::string name;
    std::optional<Mark> value{};  // none: the row stands apart, in words
    std::optional<Reach> reach{};
    std::int64_t n = 0;
};

// Rows are drawn in the order given, on one scale. The full names belong into the table beside it.
struct Forest {
    std::string id;
    std::string title;
    std::vector<ForestRow> rows{};
    std::optional<Mark> target{};
    bool is_nominal = false;
    std::string unit{};
    std::string nothing_yet{};    // "尚无答卷"
    std::string without_words{};  // "尚无答卷：", before the names of the rows without a value
    std::string between_names{};  // "、"
};

[[nodiscard]] std::string forest(const Forest& forest);

}  // namespace reports
