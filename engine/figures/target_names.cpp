#include <array>

#include "engine/figures/target.h"

namespace engine {

std::string_view name(Comparator comparator) {
    constexpr std::array<std::string_view, 5> names{">=", "<=", "=", ">", "<"};
    return names.at(static_cast<std::size_t>(comparator));
}

std::string_view name(TargetUnit unit) {
    constexpr std::array<std::string_view, 10> names{
        "points", "percent", "people", "count", "days", "times", "yuan", "yuan10k", "rank", "none"};
    return names.at(static_cast<std::size_t>(unit));
}

std::string_view name(TargetDefect defect) {
    constexpr std::array<std::string_view, 6> names{
        "comparator_missing", "unit_missing", "unit_contradicts_wording",
        "benefit_as_ceiling", "qualitative",  "unreadable"};
    return names.at(static_cast<std::size_t>(defect));
}

}  // namespace engine
