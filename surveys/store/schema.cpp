#include "surveys/store/schema.h"

#include <string>

#include "surveys/migrations.h"
#include "surveys/store/connection.h"

namespace surveys {
namespace {

constexpr std::int64_t known_version = std::size(migrations::all);

std::int64_t number(Connection& connection, std::string_view sql) {
    Query query(connection, sql);
    query.next();
    return query.integer();
}

std::int64_t version_of(Connection& connection) {
    const std::int64_t version = number(connection, "pragma user_version");
    if (version > known_version)
        throw std::runtime_error("the store was written by a newer program: its schema is " +
                                 std::to_string(version) + ", this program knows " +
                                 std::to_string(known_version) + ". Use the newer program.");
    if (version == 0 && number(connection, "select count(*) from sqlite_schema") > 0)
        throw std::runtime_error("the file is a database, but not a store of this program");
    return version;
}

}  // namespace

void migrate(Connection& connection) {
    for (std::int64_t version = version_of(connection); version < known_version; ++version) {
        const std::string step(migrations::all.at(static_cast<std::size_t>(version)).text);
        try {
            connection.run("begin immediate");
            connection.run(step.c_str());
            connection.run(("pragma user_version = " + std::to_string(version + 1)).c_str());
            connection.run("commit");
        } catch (...) {
            connection.try_run("rollback");
            throw;
        }
    }
}

void check_known(Connection& connection) { static_cast<void>(version_of(connection)); }

void check_schema(Connection& connection) {
    if (version_of(connection) < known_version)
        throw std::runtime_error("the store is older than this program: start it once for writing");
}

}  // namespace surveys
