#include "reports/unit_comparison.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

namespace reports {
namespace {

using surveys::Unit;

// The tree of the units, with the answers of each and of all below it.
class Tree {
public:
    Tree(const Score& by_unit, const std::vector<Unit>& units) : units_(units) {
        for (const Unit& unit : units) known_.insert(unit.code);
        for (const Unit& unit : units)
            children_[known_.contains(unit.parent) ? unit.parent : ""].push_back(&unit);
        for (const ScoreGroup& group : by_unit.groups)
            if (known_.contains(group.key)) own_[group.key] = group.score.counts;
    }

    std::vector<UnitLine> lines(const Score& whole) {
        std::vector<UnitLine> lines;
        for (const Unit* const root : children_[""]) add(*root, 0, whole, lines);
        // A ring of parents has no root: its units stand by themselves.
        for (const Unit& unit : units_)
            if (!placed_.contains(unit.code)) add(unit, 0, whole, lines);
        return lines;
    }

private:
    engine::Tally add(const Unit& unit, int depth, const Score& whole,
                      std::vector<UnitLine>& lines) {
        engine::Tally all;
        if (!placed_.insert(unit.code).second) return all;
        all = own_[unit.code];
        const std::size_t here = lines.size();
        lines.push_back({.unit = unit, .depth = depth});
        for (const Unit* const child : children_[unit.code]) {
            all += add(*child, depth + 1, whole, lines);
            lines[here].has_below = true;
        }
        lines[here].score = part_of(whole, all);
        return all;
    }

    const std::vector<Unit>& units_;
    std::set<std::string> known_;
    std::map<std::string, std::vector<const Unit*>> children_;
    std::map<std::string, engine::Tally> own_;
    std::set<std::string> placed_;
};

Standing standing_of(const Score& unit, const Score& whole) {
    if (unit.n() == 0) return Standing::silent;
    if (unit.n() < compared_answers_min || !unit.judgement.interval || !whole.judgement.value)
        return Standing::too_few;
    if (*whole.judgement.value < unit.judgement.interval->lower) return Standing::above;
    if (unit.judgement.interval->upper < *whole.judgement.value) return Standing::below;
    return Standing::alike;
}

// Funnel and places are about the service, not about this year's people: hence without N.
void rank(UnitComparison& comparison, const Score& whole) {
    std::vector<UnitLine*> ranked;
    std::vector<engine::Share> shares;
    for (UnitLine& line : comparison.lines) {
        if (line.has_below || line.score.n() < compared_answers_min) continue;
        ranked.push_back(&line);
        shares.push_back(share_of(line.score));
    }
    comparison.ranked = static_cast<std::int64_t>(ranked.size());
    const auto centre = engine::share_of_all(std::array{share_of(whole)});
    if (ranked.empty() || !centre) return;
    comparison.spread = engine::overdispersion(shares, *centre);
    const auto places = engine::rank_intervals(shares, engine::verdict_error);
    const auto place = [&](const engine::Share& share, double error) {
        return engine::place_in(engine::funnel_limits(*centre, share.answers, error), share);
    };
    for (std::size_t i = 0; i < ranked.size(); ++i)
        ranked[i]->rank = UnitRank{.inner = place(shares[i], inner_limits_error),
                                   .outer = place(shares[i], outer_limits_error),
                                   .places = places[i].value()};
}

}  // namespace

engine::Share share_of(const Score& score) {
    return {.satisfied = score.counts.satisfied(score.indicator.scale), .answers = score.n()};
}

UnitComparison compare_units(const Score& by_unit, const std::vector<Unit>& units) {
    UnitComparison comparison{.lines = Tree(by_unit, units).lines(by_unit),
                              .without_unit = {},
                              .compared = by_unit,
                              .compared_units = {},
                              .ranked = 0,
                              .spread = {}};
    comparison.compared.groups.clear();
    for (UnitLine& line : comparison.lines) {
        line.standing = standing_of(line.score, by_unit);
        if (line.standing == Standing::silent || line.standing == Standing::too_few) continue;
        comparison.compared_units.push_back(line.unit);
        comparison.compared.groups.push_back({.key = line.unit.code, .score = line.score});
    }
    engine::Tally without;
    for (const ScoreGroup& group : by_unit.groups)
        if (std::ranges::find(units, group.key, &Unit::code) == units.end())
            without += group.score.counts;
    comparison.without_unit = part_of(by_unit, without);
    rank(comparison, by_unit);
    return comparison;
}

const surveys::Words& words(Standing standing) {
    static const std::array<surveys::Words, 5> table{
        {{"尚无答卷", "no answers yet"},
         {"样本不足，不参与排名", "too few answers to be ranked"},
         {"低于全体", "below all"},
         {"与全体看不出差别", "no visible difference from all"},
         {"高于全体", "above all"}}};
    return table.at(static_cast<std::size_t>(standing));
}

std::string shown_places(const UnitRank& rank) {
    const auto& [best, worst] = rank.places;
    if (best == worst) return std::to_string(best);
    return std::to_string(best) + "–" + std::to_string(worst);
}

const surveys::Words& words(const UnitRank& rank) {
    static const std::array<surveys::Words, 5> table{
        {{"低于 99.8% 界", "below the 99.8% limit"},
         {"低于 95% 界", "below the 95% limit"},
         {"界内", "within"},
         {"高于 95% 界", "above the 95% limit"},
         {"高于 99.8% 界", "above the 99.8% limit"}}};
    const auto step = [](engine::FunnelPlace place) { return static_cast<int>(place) - 1; };
    return table.at(static_cast<std::size_t>(2 + step(rank.inner) + step(rank.outer)));
}

}  // namespace reports
