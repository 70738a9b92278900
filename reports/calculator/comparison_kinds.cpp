// Comparing units: many tests at once, funnels, and the places in a ranking.
#include <array>
#include <nlohmann/json.hpp>

#include "engine/comparison/funnel.h"
#include "engine/comparison/multiple.h"
#include "engine/comparison/ranking.h"
#include "engine/comparison/shrinkage.h"
#include "reports/calculator/kinds.h"

namespace reports {
namespace {

using nlohmann::ordered_json;

ordered_json p_adjust(Given& given) {
    const std::vector<double> p = given.numbers("p", 0, 1);
    if (!given.is_sound()) return nullptr;
    return {{"holm", engine::holm(p)},
            {"bh", engine::benjamini_hochberg(p)},
            {"by", engine::benjamini_yekutieli(p)},
            {"hochberg", engine::hochberg(p)},
            {"bonferroni", engine::bonferroni(p)}};
}

ordered_json limits(double centre, std::int64_t answers, double error) {
    const engine::FunnelLimits found = engine::funnel_limits(centre, answers, error);
    return {{"r_lo", found.lower_count},
            {"r_hi", found.upper_count},
            {"lim_lo", found.share.lower},
            {"lim_hi", found.share.upper}};
}

ordered_json funnel_of(double centre, const engine::Share& unit, double error) {
    constexpr std::array<const char*, 3> names{"below", "within", "above"};
    ordered_json found = limits(centre, unit.answers, error);
    const engine::FunnelPlace place =
        engine::place_in(engine::funnel_limits(centre, unit.answers, error), unit);
    found["unit"] = names.at(static_cast<std::size_t>(place));
    return found;
}

ordered_json funnel_binomial(Given& given) {
    const double centre = given.number("p0", 0, 1);
    const std::int64_t answers = given.people("n");
    given.require(answers > 0, "n must be at least 1");
    if (!given.is_sound()) return nullptr;
    return {{"95", limits(centre, answers, 0.05)}, {"99.8", limits(centre, answers, 0.002)}};
}

constexpr std::size_t units_max = 100;  // every two of them are tested

struct UnitsCase {
    std::vector<engine::Share> units;
    double error = 0;
    std::int64_t answers_min = engine::ranked_answers_min;
    std::size_t top = 10;
};

UnitsCase read_units(Given& given) {
    UnitsCase read;
    std::vector<Given> units = given.list("units");
    given.require(units.size() <= units_max,
                  "units must be " + std::to_string(units_max) + " at most");
    for (Given& unit : units) {
        read.units.push_back({.satisfied = unit.people("k"), .answers = unit.people("n")});
        given.require(read.units.back().satisfied <= read.units.back().answers,
                      "k must not be more than n");
    }
    read.error = given.error();
    if (given.has("n_min")) read.answers_min = given.people("n_min");
    if (given.has("top"))
        read.top = static_cast<std::size_t>(given.whole("top", 1, std::int64_t{units_max}));
    return read;
}

// What is expected of the units that are ranked, beside their places.
void add_prospects(ordered_json& lines, const UnitsCase& asked, const engine::Beta& between) {
    std::vector<std::size_t> ranked;
    std::vector<engine::Beta> known;
    for (std::size_t at = 0; at < asked.units.size(); ++at) {
        if (lines[at]["places"].is_null()) continue;
        ranked.push_back(at);
        known.push_back(posterior(between, asked.units[at]));
    }
    const std::vector<engine::Prospect> found = engine::prospects(known, asked.top);
    for (std::size_t at = 0; at < ranked.size(); ++at) {
        ordered_json& line = lines[ranked[at]];
        line["shrunk"] = known[at].mean();
        line["among_top"] = found[at].among_top;
        line["expected_place"] = found[at].expected_place;
    }
}

// Between is null where there is no evidence of any difference; shrunk and what follows are too.
ordered_json compare_units(Given& given) {
    const UnitsCase asked = read_units(given);
    if (!given.is_sound()) return nullptr;
    const std::optional<double> centre = engine::share_of_all(asked.units);
    const auto spread = centre ? engine::overdispersion(asked.units, *centre) : std::nullopt;
    const auto places = engine::rank_intervals(asked.units, asked.error, engine::PairTest::exact,
                                               asked.answers_min);
    const std::optional<engine::Beta> between = engine::between_units(asked.units);
    ordered_json lines = ordered_json::array();
    for (std::size_t at = 0; at < asked.units.size(); ++at) {
        ordered_json line{{"funnel", nullptr}, {"places", nullptr}};
        const engine::Share& unit = asked.units[at];
        if (unit.answers > 0) line["funnel"] = funnel_of(*centre, unit, asked.error);
        if (places[at]) line["places"] = {places[at]->best, places[at]->worst};
        lines.push_back(line);
    }
    if (between) add_prospects(lines, asked, *between);
    ordered_json result{{"share_of_all", shown(centre)}, {"phi", nullptr}, {"tau2", nullptr},
                        {"between", nullptr}, {"units", lines}};
    if (spread) result["phi"] = spread->phi;
    if (spread) result["tau2"] = spread->tau_squared;
    if (between) result["between"] = {{"a", between->a}, {"b", between->b}};
    return result;
}

constexpr std::array kinds{Kind{"p_adjust", p_adjust}, Kind{"funnel_binomial", funnel_binomial},
                           Kind{"compare_units", compare_units}};

}  // namespace

std::span<const Kind> comparison_kinds() { return kinds; }

}  // namespace reports
