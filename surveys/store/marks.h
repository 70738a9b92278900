// The marks: what holds for a store as a whole and never changes again.
#pragma once

#include <string_view>

#include "surveys/store/key_file.h"

namespace surveys {

class Connection;

// Whether a mark of this name is one of these two.
bool is_own_mark(std::string_view name);

bool is_marked_demo(Connection& connection);
// A store in which something was asked breaks `expects`: made-up answers never join real ones.
void mark_demo(Connection& connection);

// Whether these keys are the store's own; of a store that is not marked yet nobody knows.
enum class Ownership { own, foreign, unknown };
Ownership ownership(Connection& connection, const Keys& keys);
void mark_key(Connection& connection, const Keys& keys);

}  // namespace surveys
