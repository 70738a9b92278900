#include "surveys/store/ballot_row.h"

#include "surveys/sql.h"
#include "surveys/store/connection.h"

namespace surveys {
namespace {

std::optional<BallotFinding> finding_stored(const std::optional<std::string>& stored) {
    if (!stored) return std::nullopt;
    const auto finding = ballot_finding_named(*stored);
    if (!finding) throw std::runtime_error("a stored ballot has an unknown finding");
    return finding;
}

}  // namespace

std::optional<BallotRow> find_ballot(Connection& connection, std::int64_t survey) {
    Query rows(connection, sql::ballot_by_survey, survey);
    if (!rows.next()) return std::nullopt;
    return BallotRow{.roster = rows.integer(),
                     .list = rows.array<32>(),
                     .made_ms = rows.integer(),
                     .used = rows.integer_if_any(),
                     .answers = rows.integer_if_any(),
                     .finding = finding_stored(rows.bytes_if_any())};
}

void save_list(Connection& connection, std::int64_t survey, const BallotRow& row) {
    Query(connection, sql::ballot_save, survey, row.roster, blob(row.list), row.made_ms).run();
}

void save_closing(Connection& connection, std::int64_t survey, const BallotRow& row) {
    const std::optional<std::string_view> finding =
        row.finding ? std::optional(name(*row.finding)) : std::nullopt;
    Query(connection, sql::ballot_close, row.used, row.answers, finding, survey).run();
}

}  // namespace surveys
