// The first look: whether a file is a store of ours, and whole as far as a glance can tell.
//
// Costs a few milliseconds however much is stored. What it does not see, verification finds.
#pragma once

namespace surveys {

class Connection;

// Throws std::runtime_error unless every table is as this program's migrations made it.
void look_at_tables(Connection& connection);
// Throws std::runtime_error unless each journal and the audit log end where their own record says.
void look_at_ends(Connection& connection);

}  // namespace surveys
