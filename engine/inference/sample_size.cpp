#include "engine/inference/sample_size.h"

#include "engine/expects.h"

namespace engine {

std::int64_t customary_sample(std::optional<std::int64_t> people) {
    // n0 is 38416/100, so n is 38416 N / (100 N + 38316), in integers.
    constexpr std::int64_t n0 = 38'416;
    constexpr std::int64_t hundred = 100;
    if (!people) return n0 / hundred + 1;
    expects(*people > 0, "a sample is drawn from somebody");
    const std::int64_t below = hundred * *people + (n0 - hundred);
    return (n0 * *people + below - 1) / below;
}

}  // namespace engine
