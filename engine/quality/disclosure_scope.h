// The scope of disclosure control: whose tables are held back, and where.
#pragma once

#include <cstdint>
#include <optional>

namespace engine {

// Groups of fewer people know each other: their surveys are held back everywhere, as ballots are.
inline constexpr std::int64_t anonymous_people_min = 100;

// A figure that might be shown. `people` is none where nobody knows how many they are.
struct Publication {
    std::optional<std::int64_t> people;
    bool ballot = false;
    bool leaves_the_house = false;  // a download, a published report
    bool indicators_own_row = false;
};

// `open`: as it is. `held_back`: by the rules of disclosure.h, and in epochs. `merged`: an
// indicator's own row, which the annual form needs: n, N, value, verdict and points are told once,
// after closing, with the counts merged to satisfied, not satisfied, not applicable and blank, and
// without any breakdown.
enum class Treatment { open, held_back, merged };

Treatment treatment_of(const Publication& publication);

}  // namespace engine
