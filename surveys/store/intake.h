// The intake: answers on their way into one survey, inside one transaction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "surveys/ballots/code.h"
#include "surveys/store/cells.h"
#include "surveys/store/definitions.h"
#include "surveys/store/key_file.h"
#include "surveys/store/pending_rows.h"
#include "surveys/store/row.h"
#include "surveys/store/store.h"

namespace surveys {

class Connection;
struct BallotAnswer;

// A refused submission leaves nothing. Tallies are gathered in memory and, like the journal's end,
// written by finish(), once for all answers.
class Intake {
public:
    Intake(Connection& connection, Definitions& definitions, const Keys& keys, SurveyRow survey);

    // `ids` names those that bring no key.
    Outcome take(const Submission& submission, std::int64_t now_ms, IdDraw& ids);
    void import(const ImportedRow& imported, const ResponseId& id, std::int64_t batch);
    // What finish() will add to.
    std::size_t cells_touched() const { return days_.size(); }
    // Of a ballot that is closed in this transaction.
    void archive(const BallotAnswer& answer, std::int64_t received_ms);
    void finish();

private:
    struct Burned {
        std::int64_t unit;
    };
    std::optional<Outcome> replay(const Submission& submission, const ResponseId& id);
    bool is_same_code(const Submission& submission, const Row& stored, std::int64_t& unit);
    Outcome take_first(const Submission& submission, const ResponseId& id, std::int64_t now_ms);
    Outcome take_second(const Submission& submission, const ResponseId& id, std::int64_t now_ms);
    std::optional<Burned> burn(const std::string& code, const ResponseId& id);
    Row row_of(const Submission& submission, const ResponseId& id);
    std::int64_t unit_of(const Submission& submission) const;
    std::optional<Row> find(const ResponseId& id);
    void keep(Row row, const Answers& answers);
    void keep(Row row, const Answers& answers, const std::vector<TextRow>& texts);
    const Asked& asked(int version);

    Connection& connection_;
    Definitions& definitions_;
    const Keys& keys_;
    SurveyRow survey_;
    std::int64_t length_before_;  // of the journal, when last written
    const Asked* asked_ = nullptr;  // the version asked for last
    int asked_version_ = 0;
    PendingRows rows_;
    Cells days_;
};

}  // namespace surveys
