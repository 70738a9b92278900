#include "engine/quality/disclosure_scope.h"

namespace engine {

Treatment treatment_of(const Publication& publication) {
    const bool is_small = publication.people && *publication.people < anonymous_people_min;
    const bool is_delicate = publication.ballot || is_small;
    if (publication.indicators_own_row) return is_delicate ? Treatment::merged : Treatment::open;
    return is_delicate || publication.leaves_the_house ? Treatment::held_back : Treatment::open;
}

}  // namespace engine
