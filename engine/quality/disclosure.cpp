#include "engine/quality/disclosure.h"

#include <algorithm>

#include "engine/expects.h"

namespace engine {
namespace {

constexpr std::int64_t unbounded = std::int64_t{1} << 60;

std::vector<std::vector<std::size_t>> parts_of(const Table& table) {
    std::vector<std::vector<std::size_t>> parts(table.size());
    for (std::size_t at = 0; at < table.size(); ++at) {
        const std::optional<std::size_t> parent = table[at].parent;
        expects(parent.has_value() == (at > 0), "only the first group has no parent");
        if (!parent) continue;
        expects(*parent < at, "parents come before their children");
        parts[*parent].push_back(at);
    }
    return parts;
}

// Counts between two ends, made narrower by one sum after the other until nothing changes.
class Intervals {
public:
    Intervals(const Table& table, const std::vector<bool>& hidden)
        : parts_(parts_of(table)), fewest_(table.size()), most_(table.size(), unbounded) {
        for (std::size_t at = 0; at < table.size(); ++at)
            if (!hidden[at]) fewest_[at] = most_[at] = table[at].tally.n();
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t whole = table.size(); whole-- > 0;) changed = narrow(whole) || changed;
            for (std::size_t whole = 0; whole < table.size(); ++whole)
                changed = narrow(whole) || changed;
        }
    }
    PossibleCounts of(std::size_t at) const {
        PossibleCounts possible{.fewest = fewest_[at], .most = std::nullopt};
        if (most_[at] < unbounded) possible.most = most_[at];
        return possible;
    }

private:
    bool raise(std::size_t at, std::int64_t fewest) {
        if (fewest <= fewest_[at]) return false;
        fewest_[at] = fewest;
        return true;
    }
    bool lower(std::size_t at, std::int64_t most) {
        if (most >= most_[at]) return false;
        most_[at] = most;
        return true;
    }

    bool narrow(std::size_t whole) {
        if (parts_[whole].empty()) return false;
        std::int64_t fewest = 0;
        std::int64_t most = 0;  // of the bounded
        std::size_t without_bound = 0;
        for (const std::size_t part : parts_[whole]) {
            fewest += fewest_[part];
            if (most_[part] < unbounded) most += most_[part];
            else ++without_bound;
        }
        bool changed = raise(whole, fewest);
        if (without_bound == 0) changed = lower(whole, most) || changed;
        for (const std::size_t part : parts_[whole]) {
            const bool bounded = most_[part] < unbounded;
            const std::size_t others_without = without_bound - (bounded ? 0 : 1);
            const std::int64_t others_most = most - (bounded ? most_[part] : 0);
            const std::int64_t others_fewest = fewest - fewest_[part];
            if (others_without == 0)
                changed = raise(part, fewest_[whole] - others_most) || changed;
            if (most_[whole] < unbounded)
                changed = lower(part, most_[whole] - others_fewest) || changed;
        }
        return changed;
    }

    std::vector<std::vector<std::size_t>> parts_;
    std::vector<std::int64_t> fewest_;
    std::vector<std::int64_t> most_;
};

// Hides one group after the other until nothing can be computed any more.
class Hiding {
public:
    Hiding(const Table& table, const DisclosureRule& rule)
        : table_(table), rule_(rule), parts_(parts_of(table)), hidden_(table.size()) {}

    std::vector<bool> hide(const std::vector<bool>& also) {
        for (std::size_t at = 0; at < table_.size(); ++at)
            hidden_[at] = (at < also.size() && also[at]) || !may_be_told(table_[at], rule_);
        while (hide_beside_what_adds_up() || hide_beside_a_narrow_one()) {
        }
        return hidden_;
    }

private:
    using Groups = std::vector<std::size_t>;

    // The one with the fewest answers, those without any last.
    bool hide_one_of(const Groups& groups) {
        std::optional<std::size_t> chosen;
        const auto costs = [&](std::size_t at) {
            const std::int64_t n = table_[at].tally.n();
            return n == 0 ? unbounded : n;
        };
        for (const std::size_t at : groups)
            if (!hidden_[at] && (!chosen || costs(at) < costs(*chosen))) chosen = at;
        if (chosen) hidden_[*chosen] = true;
        return chosen.has_value();
    }

    // The hidden groups without parts that a published sum leaves over, and what could join them.
    struct Leftover {
        TableGroup together;
        Groups others;
        bool any = false;
    };

    void collect(std::size_t whole, Leftover& leftover) const {
        for (const std::size_t part : parts_[whole]) {
            if (!hidden_[part]) {
                leftover.others.push_back(part);
            } else if (parts_[part].empty()) {
                leftover.any = true;
                leftover.together.tally += table_[part].tally;
                leftover.together.largest_contribution =
                    std::max(leftover.together.largest_contribution,
                             table_[part].largest_contribution);
            } else {
                collect(part, leftover);
            }
        }
    }

    bool hide_beside_what_adds_up() {
        for (std::size_t whole = 0; whole < table_.size(); ++whole) {
            if (hidden_[whole]) continue;
            Leftover leftover;
            collect(whole, leftover);
            if (!leftover.any || may_be_told(leftover.together, rule_)) continue;
            if (hide_one_of(leftover.others) || hide_one_of({whole})) return true;
        }
        return false;
    }

    bool hide_beside_a_narrow_one() {
        const Intervals intervals(table_, hidden_);
        for (std::size_t at = 0; at < table_.size(); ++at) {
            const PossibleCounts possible = intervals.of(at);
            if (!hidden_[at] || !possible.most ||
                *possible.most - possible.fewest >= rule_.width_min())
                continue;
            Groups near = parts_[at];
            for (std::optional<std::size_t> up = at; up; up = table_[*up].parent) {
                if (table_[*up].parent)
                    near.insert(near.end(), parts_[*table_[*up].parent].begin(),
                                parts_[*table_[*up].parent].end());
                if (hide_one_of(near) || hide_one_of({*up})) return true;
            }
        }
        return false;
    }

    const Table& table_;
    const DisclosureRule& rule_;
    std::vector<std::vector<std::size_t>> parts_;
    std::vector<bool> hidden_;
};

}  // namespace

Table summed(Table table) {
    const std::vector<std::vector<std::size_t>> parts = parts_of(table);
    for (std::size_t whole = table.size(); whole-- > 0;) {
        for (const std::int64_t times : table[whole].tally.times)
            expects(times >= 0, "a count is not negative");
        if (parts[whole].empty()) continue;
        table[whole].tally = {};
        table[whole].largest_contribution = 1;
        for (const std::size_t part : parts[whole]) {
            table[whole].tally += table[part].tally;
            table[whole].largest_contribution = std::max(table[whole].largest_contribution,
                                                         table[part].largest_contribution);
        }
    }
    return table;
}

bool may_be_told(const TableGroup& group, const DisclosureRule& rule) {
    const Tally& tally = group.tally;
    const std::int64_t n = tally.n();
    if (n == 0) return tally.not_applicable == 0 && tally.blank == 0;
    if (n < rule.answers_min || std::ranges::max(tally.times) == n) return false;
    return 100 * group.largest_contribution <= rule.dominance_percent * n;
}

std::vector<bool> hidden_groups(const Table& table, const DisclosureRule& rule,
                                const std::vector<bool>& also) {
    return Hiding(table, rule).hide(also);
}

std::vector<PossibleCounts> possible_counts(const Table& table, const std::vector<bool>& hidden) {
    expects(hidden.size() == table.size(), "each group is hidden or not");
    const Intervals intervals(table, hidden);
    std::vector<PossibleCounts> possible;
    for (std::size_t at = 0; at < table.size(); ++at) possible.push_back(intervals.of(at));
    return possible;
}

}  // namespace engine
