// Disclosure: which groups of a table stay hidden, and what can be said of them all the same.
#include <array>
#include <nlohmann/json.hpp>

#include "engine/quality/disclosure.h"
#include "reports/calculator/kinds.h"

namespace reports {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t groups_max = 500;

// Groups in order, parents first; sums are taken, and only leaves have counts.
engine::Table read_table(Given& given) {
    std::vector<Given> groups = given.list("groups");
    given.require(groups.size() <= groups_max,
                  "groups must be " + std::to_string(groups_max) + " at most");
    engine::Table table;
    std::vector<bool> is_parent(groups.size());
    for (Given& group : groups) {
        engine::TableGroup read;
        const auto before = static_cast<std::int64_t>(table.size()) - 1;
        given.require(group.has("parent") == !table.empty(),
                      "groups must each name a parent, and the first one none");
        if (group.has("parent") && !table.empty()) {
            read.parent = static_cast<std::size_t>(group.whole("parent", 0, before));
            is_parent[*read.parent] = true;
        }
        if (group.has("counts")) read.tally = group.grades("counts");
        if (group.has("largest")) read.largest_contribution = group.people("largest");
        table.push_back(read);
    }
    for (std::size_t at = 0; at < table.size(); ++at)
        given.require(groups[at].has("counts") != is_parent[at],
                      "counts must be of groups without parts, and of all of these");
    return given.is_sound() ? engine::summed(table) : engine::Table();
}

ordered_json disclose(Given& given) {
    const engine::Table table = read_table(given);
    engine::DisclosureRule rule;
    if (given.has("answers_min")) rule.answers_min = given.people("answers_min");
    if (given.has("dominance_percent"))
        rule.dominance_percent = given.whole("dominance_percent", 0, 100);
    if (!given.is_sound()) return nullptr;
    const std::vector<bool> hidden = engine::hidden_groups(table, rule);
    ordered_json told = ordered_json::array();
    ordered_json possible = ordered_json::array();
    for (std::size_t at = 0; at < table.size(); ++at)
        told.push_back(hidden[at] ? ordered_json() : ordered_json(table[at].tally.times));
    for (const engine::PossibleCounts& counts : engine::possible_counts(table, hidden)) {
        const ordered_json most = counts.most ? ordered_json(*counts.most) : ordered_json("inf");
        possible.push_back({counts.fewest, most});
    }
    return {{"told", told}, {"possible", possible}};
}

constexpr std::array kinds{Kind{"disclose", disclose}};

}  // namespace

std::span<const Kind> disclosure_kinds() { return kinds; }

}  // namespace reports
