// The schema: the tables of a store, raised step by step to what this program knows.
#pragma once

namespace surveys {

class Connection;

// Each migration runs in a transaction of its own. Throws std::runtime_error when the file is
// newer than this program, or no store at all.
void migrate(Connection& connection);
// Throws std::runtime_error when the file is newer than this program, or no store at all.
void check_known(Connection& connection);
// For readers: throws unless the file is exactly what this program knows.
void check_schema(Connection& connection);

}  // namespace surveys
