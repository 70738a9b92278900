// The rules of includes: who may see whom.
#pragma once

#include <string>
#include <vector>

#include "tests/house/source_file.h"

namespace house {

// A complaint is "path:line: what is wrong", as a compiler would say it. None means the rule holds.
using Complaints = std::vector<std::string>;

// http -> reports -> surveys -> engine: never to the left, and never out of the house.
Complaints includes_to_the_left(const SourceFile& file);
// SQLite under surveys/store/, httplib.h under http/, JSON in a .cpp.
Complaints libraries_out_of_their_room(const SourceFile& file);
// Headers of ours show our types and those of the system only; but SQLite inside surveys/store/
// and httplib.h inside http/front/, which wrap them.
Complaints libraries_in_headers(const SourceFile& file);
// A header that shows such a library, itself or by its includes, is seen by its own room only.
Complaints libraries_through_a_door(const std::vector<SourceFile>& files);
// Two types of one name in the headers of one namespace: no compiler sees both, the linker takes
// either one's functions for both.
Complaints doubled_types(const std::vector<SourceFile>& files);
// Each ring of files that include each other, once.
Complaints include_circles(const std::vector<SourceFile>& files);

}  // namespace house
