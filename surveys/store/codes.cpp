#include "surveys/store/codes.h"

#include "engine/expects.h"
#include "surveys/ballots/code.h"
#include "surveys/limits.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"
#include "surveys/store/definitions.h"
#include "surveys/store/digests.h"

namespace surveys {

std::vector<std::string> add_codes(Connection& connection, Definitions& definitions,
                                   const Keys& keys, const CodeOrder& order) {
    engine::expects(0 < order.count && order.count <= limits.codes_per_batch_max,
                    "a batch of codes has a bound");
    const auto survey = find_survey(connection, order.survey);
    const auto unit = definitions.unit_number(connection, order.unit);
    engine::expects(survey && unit, "codes are made for a survey and a unit that exist");

    Query numbers(connection, sql::code_batch_next_number, survey->number);
    numbers.next();
    const std::int64_t batch = numbers.integer();
    Query(connection, sql::code_batch_insert, survey->number, batch, *unit, order.count,
          order.now_ms)
        .run();
    std::vector<std::string> codes;
    for (std::int64_t made = 0; made < order.count; ++made) {
        codes.push_back(make_code());
        const CodeHash hash = hash_code(codes.back(), keys.codes);
        Query(connection, sql::code_insert, survey->number, blob(hash), batch, *unit).run();
    }
    keep_digest_of_codes(connection, survey->number, batch);
    renew_digest(connection, Guarded::code_batches);
    return codes;
}

std::vector<CodeBatch> read_code_batches(Connection& connection, Definitions& definitions,
                                         std::string_view survey) {
    std::vector<CodeBatch> batches;
    const auto row = find_survey(connection, survey);
    if (!row) return batches;
    for (Query rows(connection, sql::code_batches, row->number); rows.next();)
        batches.push_back({.survey = std::string(survey),
                           .number = rows.integer(),
                           .unit = definitions.unit_code(connection, rows.integer()),
                           .made_ms = rows.integer(),
                           .made = rows.integer(),
                           .used = rows.integer(),
                           .revoked = rows.integer()});
    return batches;
}

std::optional<std::int64_t> revoke_batch(Connection& connection, std::string_view survey,
                                         std::int64_t batch) {
    const auto row = find_survey(connection, survey);
    if (!row || !Query(connection, sql::code_batch_by_number, row->number, batch).next())
        return std::nullopt;
    std::int64_t revoked = 0;
    for (Query ended(connection, sql::code_revoke, row->number, batch); ended.next();) ++revoked;
    return revoked;
}

}  // namespace surveys
