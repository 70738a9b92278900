// The marks: what a store is for as a whole, set before anything is asked in it.
#pragma once

namespace surveys {

class Connection;

bool is_marked_demo(Connection& connection);
// A store in which something was asked breaks `expects`: made-up answers never join real ones.
void mark_demo(Connection& connection);

}  // namespace surveys
