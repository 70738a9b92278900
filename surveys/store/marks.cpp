#include "surveys/store/marks.h"

#include "engine/expects.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"
#include "surveys/store/definitions.h"
#include "surveys/store/link.h"

namespace surveys {
namespace {

constexpr const char* demo_mark = "demo";
constexpr const char* key_mark = "key";

}  // namespace

bool is_own_mark(std::string_view name) { return name == demo_mark || name == key_mark; }

bool is_marked_demo(Connection& connection) {
    return Query(connection, sql::mark_by_name, demo_mark).next();
}

void mark_demo(Connection& connection) {
    engine::expects(read_surveys(connection).empty(), "only a store still empty becomes a demo");
    Query(connection, sql::mark_insert, demo_mark, "made-up answers").run();
}

Ownership ownership(Connection& connection, const Keys& keys) {
    Query query(connection, sql::mark_by_name, key_mark);
    if (!query.next()) return Ownership::unknown;
    return query.text() == hex(keys.proof) ? Ownership::own : Ownership::foreign;
}

void mark_key(Connection& connection, const Keys& keys) {
    Query(connection, sql::mark_insert, key_mark, hex(keys.proof)).run();
}

}  // namespace surveys
