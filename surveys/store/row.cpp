#include "surveys/store/row.h"

#include "surveys/sql.h"
#include "surveys/store/connection.h"

namespace surveys {
namespace {

template <typename Enumeration>
Enumeration numbered(int number, Enumeration last) {
    if (number < 0 || number > static_cast<int>(last))
        throw std::runtime_error("a stored response has a channel, source or locale nobody wrote");
    return static_cast<Enumeration>(number);
}

}  // namespace

static_assert(static_cast<int>(Channel::import) == 7 && static_cast<int>(Channel::qr) == 1);
static_assert(static_cast<int>(Source::coded) == 0 && static_cast<int>(Source::import) == 3);
static_assert(static_cast<int>(Locale::zh_cn) == 0 && static_cast<int>(Locale::en) == 1);

int number_of(Channel channel) { return static_cast<int>(channel); }
int number_of(Source source) { return static_cast<int>(source); }
int number_of(Locale locale) { return static_cast<int>(locale); }

Row read_row(Query& rows) {
    return {.id = rows.id(),
            .version = rows.small(),
            .unit = rows.integer(),
            .channel = numbered(rows.small(), Channel::import),
            .source = numbered(rows.small(), Source::import),
            .locale = numbered(rows.small(), Locale::en),
            .received_ms = rows.integer(),
            .answers = rows.bytes(),
            .weight_micros = rows.integer_if_any(),
            .stratum = rows.text(),
            .batch = rows.integer_if_any(),
            .supplements = rows.id_if_any()};
}

std::optional<Row> find_row(Connection& connection, std::int64_t survey, const ResponseId& id) {
    Query rows(connection, sql::response_by_id, survey, id);
    if (!rows.next()) return std::nullopt;
    return read_row(rows);
}

}  // namespace surveys
