#include "engine/figures/tally.h"

#include <numeric>

namespace engine {

std::int64_t Tally::n() const {
    return std::accumulate(times.begin(), times.end(), std::int64_t{0});
}

std::int64_t Tally::satisfied(const Scale& scale) const {
    std::int64_t sum = 0;
    for (const Grade grade : grades)
        if (scale.satisfies(grade)) sum += count(grade);
    return sum;
}

std::int64_t Tally::points(const Scale& scale) const {
    std::int64_t sum = 0;
    for (const Grade grade : grades) sum += count(grade) * scale.worth(grade);
    return sum;
}

Tally& Tally::operator+=(const Tally& other) {
    for (const Grade grade : grades) times.at(index(grade)) += other.count(grade);
    not_applicable += other.not_applicable;
    blank += other.blank;
    by_default += other.by_default;
    return *this;
}

Tally& Tally::operator-=(const Tally& other) {
    for (const Grade grade : grades) times.at(index(grade)) -= other.count(grade);
    not_applicable -= other.not_applicable;
    blank -= other.blank;
    by_default -= other.by_default;
    return *this;
}

}  // namespace engine
