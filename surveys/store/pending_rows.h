// Rows on their way into the tables: responses and their links, several with one statement, which
// takes a third less time than one by one.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "surveys/store/link.h"
#include "surveys/store/row.h"

namespace surveys {

class PendingRows {
public:
    PendingRows(Connection& connection, std::int64_t survey)
        : connection_(connection), survey_(survey) {}

    // `link` binds it at the journal's `position`. Writes all that is held once it is enough for a
    // statement.
    void add(Row row, const Link& link, std::int64_t position);
    // Whether the tables do not know it yet.
    bool hold(const ResponseId& id) const;
    // Throws std::logic_error when a response is there already.
    void write();

private:
    struct Pending {
        Row row;
        Link link;
        std::int64_t position;
    };
    void write(std::span<const Pending> rows, std::string_view response_sql,
               std::string_view journal_sql);

    Connection& connection_;
    const std::int64_t survey_;
    std::vector<Pending> rows_;
};

}  // namespace surveys
