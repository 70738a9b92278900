#include "engine/quality/release_ledger.h"

#include <algorithm>

namespace engine {
namespace {

bool has_fallen(const Tally& before, const Tally& now) {
    for (std::size_t grade = 0; grade < now.times.size(); ++grade)
        if (now.times.at(grade) < before.times.at(grade)) return true;
    return now.not_applicable < before.not_applicable || now.blank < before.blank ||
           now.by_default < before.by_default;
}

std::int64_t new_people(const Tally& before, const Tally& now) {
    const Tally more = now - before;
    return more.n() + more.not_applicable + more.blank;
}

bool have_the_same_groups(const Table& left, const Table& right) {
    return std::ranges::equal(left, right, {}, &TableGroup::parent, &TableGroup::parent);
}

// What a group's own told figure says of the hidden ones below it: the sum of those without parts,
// reached through hidden ones only; and whether one of all these was told before.
struct Leftover {
    Tally sum;
    bool has_parts = false;
    bool was_told = false;
};

std::vector<Leftover> leftovers(const Table& table, const std::vector<bool>& hidden,
                                const std::vector<bool>& hidden_before) {
    std::vector<Leftover> left(table.size());
    for (std::size_t at = table.size(); at-- > 1;) {
        Leftover& whole = left[*table[at].parent];
        whole.has_parts = true;
        if (!hidden[at]) continue;
        whole.sum += left[at].has_parts ? left[at].sum : table[at].tally;
        whole.was_told = whole.was_told || left[at].was_told || !hidden_before[at];
    }
    return left;
}

}  // namespace

std::optional<ReleaseRefusal> ReleaseLedger::refusal_of(const Table& table,
                                                        const std::vector<bool>& hidden) const {
    for (std::size_t at = 0; at < table.size(); ++at)
        if (has_fallen(last_[at].tally, table[at].tally)) return ReleaseRefusal::fell;
    const std::vector<Leftover> before = leftovers(last_, hidden, hidden_);
    const std::vector<Leftover> now = leftovers(table, hidden, hidden_);
    for (std::size_t at = 0; at < table.size(); ++at) {
        if (hidden[at]) continue;
        for (const std::int64_t people : {new_people(last_[at].tally, table[at].tally),
                                          new_people(before[at].sum, now[at].sum)})
            if (0 < people && people < new_answers_min_) return ReleaseRefusal::too_few_new;
        if (now[at].was_told && (now[at].sum - before[at].sum).n() < rule_.width_min())
            return ReleaseRefusal::too_few_new;
    }
    return std::nullopt;
}

ReleaseDecision ReleaseLedger::offer(const Table& table) {
    const Table whole = summed(table);
    const bool is_first = last_.empty();
    if (!is_first && !have_the_same_groups(last_, whole))
        return {.release = {}, .refusal = ReleaseRefusal::other_groups};
    const std::vector<bool> hidden = hidden_groups(whole, rule_, hidden_);
    if (!is_first)
        if (const auto refusal = refusal_of(whole, hidden))
            return {.release = {}, .refusal = refusal};
    Release release(whole.size());
    for (std::size_t at = 0; at < whole.size(); ++at)
        if (!hidden[at]) release[at] = whole[at].tally;
    last_ = whole;
    hidden_ = hidden;
    return {.release = release, .refusal = {}};
}

}  // namespace engine
