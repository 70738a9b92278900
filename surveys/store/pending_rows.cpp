#include "surveys/store/pending_rows.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/expects.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"

namespace surveys {
namespace {

constexpr std::size_t rows_together = 16;

// The same insert of several rows: its list of values again and again.
std::string for_many(std::string_view sql) {
    constexpr std::string_view values = "values ";
    const std::size_t begin = sql.find(values) + values.size();
    const std::size_t end = sql.find(')', begin) + 1;
    const std::string_view list = sql.substr(begin, end - begin);
    std::string row = "(?";
    for (auto more = std::ranges::count(list, ','); more > 0; --more) row += ",?";
    row += ')';
    std::string many(sql.substr(0, begin));
    for (std::size_t at = 0; at < rows_together; ++at) many += (at == 0 ? "" : ",") + row;
    return many.append(sql.substr(end));
}

}  // namespace

void PendingRows::add(Row row, const Link& link, std::int64_t position) {
    rows_.push_back({std::move(row), link, position});
    if (rows_.size() == rows_together) write();
}

bool PendingRows::hold(const ResponseId& id) const {
    return std::ranges::any_of(rows_, [&](const Pending& one) { return one.row.id == id; });
}

void PendingRows::write() {
    static const std::string many_responses = for_many(sql::response_insert);
    static const std::string many_links = for_many(sql::journal_insert);
    if (rows_.size() == rows_together) {
        write(rows_, many_responses, many_links);
    } else {
        for (const Pending& one : rows_)
            write(std::span(&one, 1), sql::response_insert, sql::journal_insert);
    }
    rows_.clear();
}

void PendingRows::write(std::span<const Pending> rows, std::string_view response_sql,
                        std::string_view journal_sql) {
    Query responses(connection_, response_sql);
    for (const auto& [row, link, position] : rows)
        responses.bind_more(survey_, row.id, row.version, row.unit, number_of(row.channel),
                            number_of(row.source), number_of(row.locale), row.received_ms,
                            blob(row.answers), row.weight_micros, row.stratum, row.batch,
                            row.supplements);
    engine::expects(responses.run() == std::ssize(rows), "a response is added once");
    Query links(connection_, journal_sql);
    for (const auto& [row, link, position] : rows)
        links.bind_more(survey_, position, row.id, blob(link));
    links.run();
}

}  // namespace surveys
