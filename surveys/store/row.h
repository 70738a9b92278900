// A row: one response as the database keeps it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "surveys/questionnaires/submission.h"
#include "surveys/store/response_id.h"

namespace surveys {

class Connection;
class Query;

struct Row {
    ResponseId id;
    int version = 1;
    std::int64_t unit = 0;  // 0 is none
    Channel channel = Channel::web;
    Source source = Source::open;
    Locale locale = Locale::zh_cn;
    std::int64_t received_ms = 0;
    std::string answers;  // as encode() wrote them
    std::optional<std::int64_t> weight_micros;
    std::string stratum;
    std::optional<std::int64_t> batch;
    std::optional<ResponseId> supplements;
};

// The numbers rows and links carry (docs/journal.md). They never change.
int number_of(Channel channel);
int number_of(Source source);
int number_of(Locale locale);

// From the columns id … supplements. Throws std::runtime_error on a number nobody wrote.
Row read_row(Query& rows);
std::optional<Row> find_row(Connection& connection, std::int64_t survey, const ResponseId& id);

}  // namespace surveys
