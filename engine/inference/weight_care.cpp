#include "engine/inference/weight_care.h"

#include <algorithm>
#include <numeric>

#include "engine/expects.h"

namespace engine {

Collapsed collapse(std::span<const WeighedCell> cells, const Margin& margin, std::size_t which,
                   std::int64_t fewest) {
    std::vector<std::int64_t> answers(margin.people.size());
    for (const WeighedCell& cell : cells) answers.at(cell.levels.at(which)) += cell.tally.n();
    Collapsed collapsed{.group_of = std::vector<std::size_t>(answers.size())};
    std::int64_t gathered = 0;
    for (std::size_t level = 0; level < answers.size(); ++level) {
        collapsed.group_of[level] = collapsed.groups;
        gathered += answers[level];
        if (gathered < fewest) continue;
        gathered = 0;
        ++collapsed.groups;
    }
    const bool is_open = !answers.empty() && collapsed.group_of.back() == collapsed.groups;
    if (is_open && collapsed.groups > 0)
        for (std::size_t& group : collapsed.group_of) group = std::min(group, collapsed.groups - 1);
    else if (is_open)
        collapsed.groups = 1;
    return collapsed;
}

void regroup(std::vector<WeighedCell>& cells, Margin& margin, std::size_t which,
             const Collapsed& collapsed) {
    Margin grouped{.people = std::vector<std::int64_t>(collapsed.groups)};
    for (std::size_t level = 0; level < margin.people.size(); ++level)
        grouped.people.at(collapsed.group_of.at(level)) += margin.people[level];
    margin = grouped;
    for (WeighedCell& cell : cells)
        cell.levels.at(which) = collapsed.group_of.at(cell.levels.at(which));
}

Trimmed trim(std::span<const WeighedCell> cells, std::span<const double> weights, double times) {
    expects(cells.size() == weights.size(), "every cell has a weight");
    std::vector<std::size_t> order(cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return weights[a] < weights[b]; });
    std::int64_t n = 0;
    for (const WeighedCell& cell : cells) n += cell.tally.n();
    expects(n > 0 && times >= 1, "a median of answers, and a limit not below it");
    std::int64_t passed = 0;
    double median = 0;
    for (const std::size_t c : order) {
        if (2 * passed >= n) break;
        passed += cells[c].tally.n();
        median = weights[c];
    }
    Trimmed trimmed{.weights = {weights.begin(), weights.end()}, .limit = times * median};
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (trimmed.weights[c] <= trimmed.limit) continue;
        trimmed.weights[c] = trimmed.limit;
        trimmed.answers += cells[c].tally.n();
    }
    return trimmed;
}

}  // namespace engine
