// Reading tallies: whole months from the monthly cells, the edges of a range from the daily ones.
#pragma once

#include <vector>

#include "surveys/store/store.h"

namespace surveys {

class Connection;
class Definitions;

// Groups in the order of their keys. Grouped by nothing there is always one, else only those in
// which something was counted.
std::vector<TallyGroup> read_tallies(Connection& connection, Definitions& definitions,
                                     const TallyQuery& query);

}  // namespace surveys
