#include "surveys/store/marks.h"

#include "engine/expects.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"
#include "surveys/store/definitions.h"

namespace surveys {
namespace {

constexpr const char* demo_mark = "demo";

}  // namespace

bool is_marked_demo(Connection& connection) {
    return Query(connection, sql::mark_by_name, demo_mark).next();
}

void mark_demo(Connection& connection) {
    engine::expects(read_surveys(connection).empty(), "only a store still empty becomes a demo");
    Query(connection, sql::mark_insert, demo_mark, "made-up answers").run();
}

}  // namespace surveys
