#include "tests/coverage/people.h"

namespace coverage {

engine::Grade People::ask() {
    // The high half of a product spreads 64 random bits over `left_`; the bias is below 2^-40.
    __extension__ using Wide = unsigned __int128;
    auto place = static_cast<std::int64_t>(
        (Wide{random_()} * static_cast<Wide>(left_)) >> 64u);
    for (const engine::Grade grade : engine::grades) {
        const std::int64_t here = silent_.count(grade);
        if (place < here) {
            silent_.add(grade, -1);
            --left_;
            return grade;
        }
        place -= here;
    }
    return engine::Grade::very_dissatisfied;
}

}  // namespace coverage
