// An attacker who has all that was published and time enough: tries every table that fits.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/quality/release_ledger.h"

namespace {

using engine::DisclosureRule;
using engine::Release;
using engine::ReleaseLedger;
using engine::Table;
using engine::Tally;
using Counts = std::vector<std::int64_t>;

// From the whole range in every case: rapidcheck begins with small ones only.
template <typename Number>
Number any(Number least, Number beyond) {
    return *rc::gen::resize(100, rc::gen::inRange(least, beyond));
}

bool is_leaf(const Table& table, std::size_t at) {
    return std::ranges::none_of(table, [&](const auto& group) { return group.parent == at; });
}

DisclosureRule some_rule() { return {.answers_min = any(2, 6), .dominance_percent = 50}; }

// A county of two or three townships with up to two windows each.
Table some_table() {
    Table table{{.parent = {}, .tally = {}}};
    const auto townships = any<std::size_t>(2, 4);
    for (std::size_t i = 0; i < townships; ++i) table.push_back({.parent = 0, .tally = {}});
    std::size_t leaves = townships;
    for (std::size_t township = 1; township <= townships; ++township) {
        const auto windows = any<std::size_t>(0, 3);
        if (windows == 0 || leaves + windows - 1 > 4) continue;
        leaves += windows - 1;
        for (std::size_t i = 0; i < windows; ++i)
            table.push_back({.parent = township, .tally = {}});
    }
    return table;
}

void let_some_answer(Table& table, int most) {
    for (std::size_t at = 0; at < table.size(); ++at) {
        if (!is_leaf(table, at) || any(0, 4) == 0) continue;
        const std::int64_t content = any(0, most);
        table[at].tally.times[0] += content;
        table[at].tally.times[4] += any(0, 3);
    }
}

// Every count of every group that fits the release, hidden or not.
class Fitting {
public:
    Fitting(const Table& table, const Release& release) : table_(table), release_(release) {
        for (std::size_t at = 0; at < table.size(); ++at)
            if (is_leaf(table, at)) leaves_.push_back(at);
        most_ = release[0] ? release[0]->n() : engine::summed(table)[0].tally.n() + 5;
        Counts counts(table.size());
        choose(0, most_, counts);
    }
    std::vector<Counts> all;

private:
    void choose(std::size_t next, std::int64_t left, Counts& counts) {
        if (next == leaves_.size()) return keep(counts);
        const std::size_t leaf = leaves_[next];
        const auto& told = release_[leaf];
        const std::int64_t most = std::min(left, told ? told->n() : left);
        for (std::int64_t n = told ? told->n() : 0; n <= most; ++n) {
            counts[leaf] = n;
            choose(next + 1, left - n, counts);
        }
    }
    void keep(Counts counts) {
        for (std::size_t at = table_.size(); at-- > 1;) {
            if (release_[at] && release_[at]->n() != counts[at]) return;
            counts[*table_[at].parent] += counts[at];
        }
        if (!release_[0] || release_[0]->n() == counts[0]) all.push_back(counts);
    }

    const Table& table_;
    const Release& release_;
    std::vector<std::size_t> leaves_;
    std::int64_t most_ = 0;
};

bool is_no_less(const Counts& later, const Counts& earlier) {
    for (std::size_t at = 0; at < later.size(); ++at)
        if (later[at] < earlier[at]) return false;
    return true;
}

// Only those stay that some table of the other epoch can follow or precede.
void filter(std::vector<Counts>& tables, const std::vector<Counts>& others, bool are_earlier) {
    std::erase_if(tables, [&](const Counts& table) {
        return std::ranges::none_of(others, [&](const Counts& other) {
            return are_earlier ? is_no_less(other, table) : is_no_less(table, other);
        });
    });
}

bool every_hidden_count_is_wide(const Release& release, const std::vector<Counts>& fitting,
                                const DisclosureRule& rule) {
    for (std::size_t at = 0; at < release.size(); ++at) {
        std::set<std::int64_t> values;
        for (const Counts& counts : fitting) values.insert(counts[at]);
        if (values.empty()) return false;
        if (!release[at] && *values.rbegin() - *values.begin() < rule.width_min()) return false;
    }
    return true;
}

// What can be computed by adding and subtracting told groups, as sums of whole leaves: by the bits
// of the leaves.
using Sums = std::map<unsigned, Tally>;

unsigned leaves_below(const Table& table, std::size_t group) {
    unsigned leaves = 0;
    for (std::size_t at = 0; at < table.size(); ++at) {
        if (!is_leaf(table, at)) continue;
        for (std::optional<std::size_t> up = at; up; up = table[*up].parent)
            if (*up == group) leaves |= 1U << at;
    }
    return leaves;
}

Sums computable(const Table& table, const Release& release) {
    Sums sums;
    for (std::size_t at = 0; at < table.size(); ++at)
        if (release[at]) sums[leaves_below(table, at)] = *release[at];
    for (bool grows = true; grows;) {
        grows = false;
        const Sums known = sums;
        for (const auto& [left, left_sum] : known)
            for (const auto& [right, right_sum] : known) {
                if ((left & right) == 0)
                    grows = sums.emplace(left | right, left_sum + right_sum).second || grows;
                if ((left & right) == right && left != right)
                    grows = sums.emplace(left & ~right, left_sum - right_sum).second || grows;
            }
    }
    return sums;
}

RC_GTEST_PROP(Attacker, cannot_pin_a_hidden_count_nor_compute_one, ()) {
    Table table = some_table();
    let_some_answer(table, 7);
    const DisclosureRule rule = some_rule();
    ReleaseLedger ledger(rule);
    const Release release = *ledger.offer(table).release;
    RC_CLASSIFY(release[0] && !std::ranges::all_of(release, &std::optional<Tally>::has_value));
    RC_ASSERT(every_hidden_count_is_wide(release, Fitting(table, release).all, rule));
    for (const auto& [leaves, sum] : computable(table, release))
        RC_ASSERT(engine::may_be_told({.parent = {}, .tally = sum}, rule));
}

// Up to three epochs, with days between them on which the ledger says to wait.
RC_GTEST_PROP(Attacker, learns_no_more_from_later_epochs, ()) {
    Table table = some_table();
    let_some_answer(table, 5);
    const DisclosureRule rule = some_rule();
    const std::int64_t new_answers_min = any(1, 5);
    ReleaseLedger ledger(rule, new_answers_min);
    std::vector<Release> releases;
    std::vector<std::vector<Counts>> fitting;
    for (int days = 0; days < 8 && releases.size() < 3; ++days) {
        if (const auto told = ledger.offer(table).release) {
            releases.push_back(*told);
            fitting.push_back(Fitting(table, *told).all);
        }
        let_some_answer(table, 3);
    }
    for (std::size_t epoch = 1; epoch < fitting.size(); ++epoch) {
        RC_PRE(fitting[epoch - 1].size() * fitting[epoch].size() < 100'000);
        filter(fitting[epoch], fitting[epoch - 1], false);
    }
    for (std::size_t epoch = fitting.size(); epoch-- > 1;)
        filter(fitting[epoch - 1], fitting[epoch], true);
    for (std::size_t epoch = 0; epoch < fitting.size(); ++epoch)
        RC_ASSERT(every_hidden_count_is_wide(releases[epoch], fitting[epoch], rule));
    for (std::size_t epoch = 1; epoch < releases.size(); ++epoch) {
        const Sums known = computable(table, releases[epoch - 1]);
        for (const auto& [leaves, sum] : computable(table, releases[epoch])) {
            RC_ASSERT(engine::may_be_told({.parent = {}, .tally = sum}, rule));
            const auto earlier = known.find(leaves);
            if (earlier == known.end()) continue;
            const std::int64_t more = (sum - earlier->second).n();
            RC_ASSERT(more == 0 || more >= new_answers_min);
        }
    }
}

}  // namespace
