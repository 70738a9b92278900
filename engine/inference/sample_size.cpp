#include "engine/inference/sample_size.h"

#include <algorithm>
#include <cmath>

#include "engine/expects.h"
#include "engine/inference/quantiles.h"

namespace engine {
namespace {

double tightness(const Precision& precision) {
    expects(precision.half_width > 0, "a precision has a width");
    return normal_quantile(precision.error / 2) / precision.half_width;
}

// Rounded up; what is more than there are people is all of them.
std::int64_t at_most(std::int64_t people, double number) {
    return number >= static_cast<double>(people) ? people
                                                 : static_cast<std::int64_t>(std::ceil(number));
}

}  // namespace

std::int64_t customary_sample(std::optional<std::int64_t> people) {
    // n0 is 38416/100, so n is 38416 N / (100 N + 38316), in integers.
    constexpr std::int64_t n0 = 38'416;
    constexpr std::int64_t hundred = 100;
    if (!people) return n0 / hundred + 1;
    expects(*people > 0, "a sample is drawn from somebody");
    const std::int64_t below = hundred * *people + (n0 - hundred);
    return (n0 * *people + below - 1) / below;
}

SampleSize size_for_share(std::int64_t people, double share, const Precision& precision) {
    expects(people > 0 && 0 <= share && share <= 1, "a share of somebody");
    const double z = tightness(precision);
    const double of_many = z * z * share * (1 - share);
    if (of_many == 0) return {};
    const double exact = of_many / (1 + (of_many - 1) / static_cast<double>(people));
    return {.of_many = of_many, .exact = exact, .answers = at_most(people, exact)};
}

SampleSize size_for_mean(std::int64_t people, double deviation, const Precision& precision) {
    expects(people > 0 && deviation >= 0, "a mean of somebody");
    const double reach = tightness(precision) * deviation;
    const double of_many = reach * reach;
    const double exact = of_many / (1 + of_many / static_cast<double>(people));
    return {.of_many = of_many, .exact = exact, .answers = at_most(people, exact)};
}

Fieldwork fieldwork_for(const SampleSize& size, std::int64_t people, const Losses& losses) {
    expects(losses.design_effect >= 1 && 0 < losses.response_rate && losses.response_rate <= 1,
            "losses never make a sample smaller");
    const std::int64_t answers = at_most(people, size.exact * losses.design_effect);
    return {.answers = answers,
            .invited = at_most(people, static_cast<double>(answers) / losses.response_rate)};
}

}  // namespace engine
