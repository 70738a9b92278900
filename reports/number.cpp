#include "reports/number.h"

#include "engine/expects.h"
#include "engine/figures/decimal.h"

namespace reports {
namespace {

using engine::Rational;

constexpr int places = 2;

engine::Honesty honesty_of(const Score& score) {
    engine::Honesty honesty{.maximum =
                                best_of(measure_of(score.indicator), score.indicator.scale)};
    if (score.indicator.target.comparable) honesty.target = score.indicator.target.target;
    return honesty;
}

std::optional<ShownBounds> shown(const std::optional<engine::Bounds>& bounds,
                                 const engine::Honesty& honesty) {
    if (!bounds) return std::nullopt;
    return ShownBounds{.lower = honest_decimal(bounds->lower, honesty, places),
                       .upper = honest_decimal(bounds->upper, honesty, places)};
}

}  // namespace

std::optional<std::string> shown_value(const Score& score) {
    if (!score.judgement.value) return std::nullopt;
    return honest_decimal(*score.judgement.value, honesty_of(score), places);
}

std::optional<ShownBounds> shown_interval(const Score& score) {
    return shown(score.judgement.interval, honesty_of(score));
}

std::optional<ShownBounds> shown_worst_case(const Score& score) {
    return shown(score.judgement.worst_case, honesty_of(score));
}

std::optional<std::string> shown_stricter(const Score& score) {
    if (score.n() == 0) return std::nullopt;
    engine::Scale scale = score.indicator.scale;
    scale.last_satisfied = engine::Grade::satisfied;
    engine::Honesty honesty{.maximum = Rational{.numerator = 100}};
    // A mean's target is in points and says nothing about a share.
    if (score.indicator.measure == surveys::Measure::satisfied_share)
        honesty.target = honesty_of(score).target;
    return honest_decimal(
        value_of(engine::Measure::satisfied_share, score.counts, scale), honesty, places);
}

std::string shown_part(std::int64_t count, std::int64_t of) {
    engine::expects(0 <= count && count <= of && of > 0, "a part is some of the whole");
    const Rational percent{.numerator = 100 * count, .denominator = of};
    return honest_decimal(percent, {.maximum = Rational{.numerator = 100}}, places);
}

std::optional<std::string> shown_difference(const Score& part, const Score& whole) {
    if (!part.judgement.value || !whole.judgement.value) return std::nullopt;
    const Rational difference = *part.judgement.value - *whole.judgement.value;
    const bool is_up = engine::rounded(difference, places) > Rational{};
    return std::string(is_up ? "+" : "").append(engine::decimal(difference, places));
}

std::optional<std::string> shown_points(const Score& score) {
    if (!score.points) return std::nullopt;
    return engine::decimal(score.points->earned, places);
}

std::optional<std::string> shown_unrounded_points(const Score& score) {
    const Rational full{.numerator = score.indicator.weight};
    if (!score.points || score.judgement.official != engine::Official::missed ||
        score.points->earned < full || score.points->unrounded >= full)
        return std::nullopt;
    constexpr int places_max = 9;
    int enough = places + 1;
    while (enough < places_max && engine::rounded(score.points->unrounded, enough) >= full)
        ++enough;
    return honest_decimal(score.points->unrounded, {.maximum = full}, enough);
}

}  // namespace reports
