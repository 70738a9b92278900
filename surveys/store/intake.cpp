#include "surveys/store/intake.h"

#include <algorithm>
#include <utility>

#include "engine/expects.h"
#include "surveys/calendar.h"
#include "surveys/sql.h"
#include "surveys/store/ballot_file.h"
#include "surveys/store/comment_reading.h"
#include "surveys/store/connection.h"

namespace surveys {
namespace {

ResponseId id_of(const Submission& submission, const std::string& survey, std::int64_t now_ms,
                 IdDraw& ids) {
    if (submission.supplements)
        return id_from_key(survey, "second/" + hex(*submission.supplements));
    if (submission.issued) return *submission.issued;
    if (submission.key) return id_from_key(survey, *submission.key);
    return ids.time_ordered(now_ms);
}

// One receipt for both pages: a second page answers with the id of its first.
ResponseId receipt_id(const Row& row) { return row.supplements.value_or(row.id); }

Outcome refused(Outcome::Kind kind, const ResponseId& id = {}) {
    return {.kind = kind, .id = id, .received_ms = 0};
}

}  // namespace

Intake::Intake(Connection& connection, Definitions& definitions, const Keys& keys,
               SurveyRow survey)
    : connection_(connection),
      definitions_(definitions),
      keys_(keys),
      survey_(std::move(survey)),
      length_before_(survey_.chain.length),
      rows_(connection, survey_.number) {}

const Asked& Intake::asked(int version) {
    if (asked_ == nullptr || asked_version_ != version) {
        asked_ = &definitions_.asked(connection_, survey_.number, version);
        asked_version_ = version;
    }
    return *asked_;
}

std::int64_t Intake::unit_of(const Submission& submission) const {
    if (!submission.unit) return 0;
    const auto number = definitions_.unit_number(connection_, *submission.unit);
    engine::expects(number.has_value(), "a submission's unit was checked");
    return *number;
}

// Replays come first: what is kept is confirmed even after the closing.
Outcome Intake::take(const Submission& submission, std::int64_t now_ms, IdDraw& ids) {
    const ResponseId id = id_of(submission, survey_.survey.id, now_ms, ids);
    if (submission.key || submission.issued || submission.supplements)
        if (const auto known = replay(submission, id)) return *known;
    // A ballot's answers go into a file of their own.
    if (survey_.survey.mode == Mode::ballot || !survey_.survey.takes_answers_at(now_ms))
        return refused(Outcome::Kind::not_open);
    return submission.supplements ? take_second(submission, id, now_ms)
                                  : take_first(submission, id, now_ms);
}

Outcome Intake::take_first(const Submission& submission, const ResponseId& id,
                           std::int64_t now_ms) {
    engine::expects(survey_.survey.mode != Mode::coded || submission.code.has_value(),
                    "a coded survey's answers come with a code");
    Row row = row_of(submission, id);
    row.unit = unit_of(submission);
    row.channel = submission.channel;
    row.source = source_of(submission.channel, submission.code.has_value());
    row.received_ms = now_ms;
    if (submission.code) {
        const auto burned = burn(*submission.code, id);
        if (!burned) return refused(Outcome::Kind::code_refused);
        if (!submission.unit) row.unit = burned->unit;
    }
    keep(std::move(row), submission.answers);
    return {.kind = Outcome::Kind::stored, .id = id, .received_ms = now_ms};
}

// It speaks for the same visit: unit, channel, source and time are its first page's.
Outcome Intake::take_second(const Submission& submission, const ResponseId& id, std::int64_t) {
    const auto first = find(*submission.supplements);
    if (!first || first->supplements || first->batch || first->version != submission.version)
        return refused(Outcome::Kind::no_such_response);
    const Asked& questions = asked(first->version);
    const Answers earlier = decode(first->answers, questions.questionnaire);
    const auto texts = find_texts(connection_, survey_.number, first->id);
    for (const auto& [question, answer] : submission.answers) {
        const auto position = questions.questionnaire.position(question);
        const bool is_written = std::ranges::any_of(texts, [&](const TextRow& text) {
            return position && static_cast<std::size_t>(text.question) == *position;
        });
        if (is_written || earlier.contains(question))
            return refused(Outcome::Kind::key_reused, first->id);
    }
    Row row = row_of(submission, id);
    row.unit = first->unit;
    row.channel = first->channel;
    row.source = first->source;
    row.received_ms = first->received_ms;
    keep(std::move(row), submission.answers);
    return {.kind = Outcome::Kind::stored, .id = first->id, .received_ms = first->received_ms};
}

std::optional<Intake::Burned> Intake::burn(const std::string& code, const ResponseId& id) {
    const CodeHash hash = hash_code(code, keys_.codes);
    Query query(connection_, sql::code_burn, id, survey_.number, blob(hash));
    if (!query.next()) return std::nullopt;
    return Burned{.unit = query.integer()};
}

Row Intake::row_of(const Submission& submission, const ResponseId& id) {
    Row row;
    row.id = id;
    row.version = submission.version;
    row.locale = submission.locale;
    row.answers = encode(submission.answers, asked(submission.version).questionnaire);
    row.supplements = submission.supplements;
    return row;
}

std::optional<Outcome> Intake::replay(const Submission& submission, const ResponseId& id) {
    const auto stored = find(id);
    if (!stored) return std::nullopt;
    const Outcome reused = refused(Outcome::Kind::key_reused, receipt_id(*stored));
    if (stored->supplements != submission.supplements || stored->batch) return reused;

    const Questionnaire& questionnaire = asked(stored->version).questionnaire;
    Answers given = submission.answers;
    std::erase_if(given, [](const auto& answer) {
        return std::holds_alternative<FreeText>(answer.second) ||
               std::holds_alternative<Contact>(answer.second);
    });
    if (decode(stored->answers, questionnaire) != given) return reused;
    if (!are_same(find_texts(connection_, survey_.number, id), submission.answers, questionnaire))
        return reused;

    // A second page has neither unit nor code of its own.
    std::int64_t unit = unit_of(submission);
    if (!submission.supplements &&
        (!is_same_code(submission, *stored, unit) || unit != stored->unit))
        return reused;
    return Outcome{.kind = Outcome::Kind::repeated,
                   .id = receipt_id(*stored),
                   .received_ms = stored->received_ms};
}

// `unit` becomes the code's where the submission names none.
bool Intake::is_same_code(const Submission& submission, const Row& stored, std::int64_t& unit) {
    if (!submission.code) return stored.source != Source::coded;
    const CodeHash hash = hash_code(*submission.code, keys_.codes);
    Query query(connection_, sql::code_by_hash, survey_.number, blob(hash));
    if (!query.next()) return false;
    const std::int64_t code_unit = query.integer();
    query.skip();
    if (!submission.unit) unit = code_unit;
    return query.id_if_any() == stored.id;
}

void Intake::import(const ImportedRow& imported, const ResponseId& id, std::int64_t batch) {
    const Submission& submission = imported.submission;
    Row row = row_of(submission, id);
    row.unit = unit_of(submission);
    row.channel = submission.channel;
    row.source = source_of(submission.channel, false);
    row.received_ms = imported.received_ms;
    // A secret ballot keeps the day only: a time would put the slips into an order.
    if (survey_.survey.mode == Mode::ballot) row.received_ms = midnight_ms(day_of(row.received_ms));
    row.weight_micros = imported.weight_micros;
    row.stratum = imported.stratum;
    row.batch = batch;
    keep(std::move(row), submission.answers);
}

// Everyone's came alike: how, and in which language, is not kept.
void Intake::archive(const BallotAnswer& answer, std::int64_t received_ms) {
    Row row;
    row.id = answer.id;
    row.version = answer.version;
    row.answers = answer.answers;
    row.channel = Channel::qr;
    row.source = Source::coded;
    row.received_ms = received_ms;
    const Answers given = decode(answer.answers, asked(answer.version).questionnaire);
    keep(std::move(row), given, answer.texts);
}

std::optional<Row> Intake::find(const ResponseId& id) {
    if (rows_.hold(id)) rows_.write();
    return find_row(connection_, survey_.number, id);
}

void Intake::keep(Row row, const Answers& answers) {
    const auto texts = write_down(answers, asked(row.version).questionnaire, keys_.contacts);
    keep(std::move(row), answers, texts);
}

void Intake::keep(Row row, const Answers& answers, const std::vector<TextRow>& texts) {
    const Asked& questions = asked(row.version);
    Chain& chain = survey_.chain;
    chain.head = next_link(chain, {.survey = survey_.survey.id,
                                   .asked = questions,
                                   .row = row,
                                   .unit = definitions_.unit_code(connection_, row.unit),
                                   .texts = texts});
    ++chain.length;
    insert(connection_, survey_.number, row.id, texts);
    if (survey_.survey.mode != Mode::ballot)
        insert_order(connection_, survey_.number, chain.length, row, texts);
    count(days_, row, questions, answers);
    rows_.add(std::move(row), chain.head, chain.length);
}

// Where nothing was kept nothing is written, and the commit costs no sync: a turn full of guessed
// codes is answered for nothing.
void Intake::finish() {
    if (survey_.chain.length == length_before_) return;
    rows_.write();
    add_to_tallies(connection_, survey_.number, days_);
    Query(connection_, sql::survey_set_journal, blob(survey_.chain.head), survey_.chain.length,
          survey_.number)
        .run();
    days_.clear();
    length_before_ = survey_.chain.length;
}

}  // namespace surveys
