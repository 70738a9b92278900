#include "surveys/store/codes.h"
#include "surveys/store/sqlite_store.h"

namespace surveys {

std::vector<std::string> SqliteStore::make_codes(std::string_view survey, std::int64_t count,
                                                 std::string_view unit, std::int64_t now_ms) {
    const auto asked = this->survey(survey);
    if (asked && asked->mode == Mode::ballot) {
        auto codes = ballots_.make_codes(survey, count, now_ms);
        ++definitions_version_;  // the ballot was held on paper before
        return codes;
    }
    return connections_.write([&](Connection& connection) {
        return add_codes(connection, definitions_, keys(),
                         {.survey = survey, .unit = unit, .count = count, .now_ms = now_ms});
    });
}

// A ballot's list is its only batch.
std::vector<CodeBatch> SqliteStore::code_batches(std::string_view survey) const {
    if (const auto standing = ballot(survey))
        return {{.survey = std::string(survey),
                 .number = 1,
                 .unit = "",
                 .made_ms = standing->made_ms,
                 .made = standing->roster,
                 .used = standing->received}};
    return connections_.read([&](Connection& connection) {
        return read_code_batches(connection, definitions_, survey);
    });
}

std::optional<std::int64_t> SqliteStore::revoke_codes(std::string_view survey,
                                                      std::int64_t batch) {
    return connections_.write([&](Connection& connection) {
        return revoke_batch(connection, survey, batch);
    });
}

std::optional<BallotStanding> SqliteStore::ballot(std::string_view survey) const {
    return ballots_.standing(survey);
}

}  // namespace surveys
