#include "surveys/store/verify_survey.h"

#include "surveys/calendar.h"
#include "surveys/sql.h"
#include "surveys/store/ballot_row.h"
#include "surveys/store/connection.h"
#include "surveys/store/imports.h"

namespace surveys {
namespace {

std::string version_named(int version) { return std::string("v").append(std::to_string(version)); }

}  // namespace

SurveyVerification::SurveyVerification(Connection& connection, Definitions& definitions,
                                       const std::optional<Keys>& keys, const SurveyRow& survey,
                                       Verification& report)
    : connection_(connection),
      definitions_(definitions),
      keys_(keys),
      survey_(survey),
      report_(report) {}

void SurveyVerification::disagree(const std::string& where, const std::string& what) {
    report_.disagreements.push_back(survey_.survey.id + (where.empty() ? "" : " " + where) + ": " +
                                    what);
}

// A page or a value that cannot be read is one disagreement and stops only its own check.
template <typename Check>
void SurveyVerification::guarded(const std::string& where, const Check& check) {
    try {
        check();
    } catch (const std::runtime_error& failure) {
        disagree(where, std::string("cannot be read: ") + failure.what());
    }
}

void SurveyVerification::run() {
    guarded("imports", [&] {
        for (const BatchRow& row : read_batches(connection_))
            if (row.batch.state == Batch::State::undone) undone_.insert(row.batch.number);
    });
    guarded("questionnaire", [&] { check_questionnaires(); });
    guarded("journal", [&] { check_journal(); });
    guarded("responses", [&] { check_rows_outside_journal(); });
    guarded("texts", [&] { check_texts_without_response(); });
    guarded("texts", [&] { check_order_of_texts(); });
    guarded("codes", [&] { check_codes(); });
    guarded("imports", [&] { check_imports(); });
    guarded("tallies", [&] { check_tallies(); });
}

void SurveyVerification::check_questionnaires() {
    for (Query rows(connection_, sql::questionnaire_versions, survey_.number); rows.next();) {
        const int version = rows.small();
        const std::string sha256 = rows.text();
        const auto reading = read_questionnaire(rows.text());
        if (!reading.questionnaire || reading.questionnaire->sha256 != sha256)
            disagree(version_named(version),
                     "the questionnaire does not match its SHA-256");
    }
}

void SurveyVerification::check_journal() {
    for (Query rows(connection_, sql::journal_links, survey_.number); rows.next();) {
        const std::int64_t position = rows.integer();
        const Link link = rows.array<32>();
        const ResponseId id = rows.id();
        const bool is_missing = rows.integer() != 0;
        const std::string where = "response " + hex(id);
        ++report_.links;
        if (position != chain_.length + 1)
            disagree("", "the journal goes on at position " + std::to_string(position) +
                             " after position " + std::to_string(chain_.length));
        chain_.length = position - 1;
        if (is_missing) {
            disagree(where, "the journal names it at position " + std::to_string(position) +
                                ", but it is not there");
        } else {
            guarded(where, [&] {
                const Row row = read_row(rows);
                check_link(row, link);
                check_row(row);
            });
        }
        // From the stored link, so that one broken row is one disagreement.
        chain_ = {.head = link, .length = position};
    }
    if (chain_.length != survey_.chain.length || chain_.head != survey_.chain.head)
        disagree("", "the journal ends at position " + std::to_string(chain_.length) +
                         ", but the survey's own record of its end, position " +
                         std::to_string(survey_.chain.length) + ", is another");
    for (Query rows(connection_, sql::journal_doubles, survey_.number); rows.next();)
        disagree("response " + hex(rows.id()), "stands in the journal more than once");
}

void SurveyVerification::check_link(const Row& row, const Link& stored) {
    const Asked& asked = definitions_.asked(connection_, survey_.number, row.version);
    const std::string unit = definitions_.unit_code(connection_, row.unit);
    const auto texts = find_texts(connection_, survey_.number, row.id);
    const Link computed = next_link(chain_, {.survey = survey_.survey.id,
                                             .asked = asked,
                                             .row = row,
                                             .unit = unit,
                                             .texts = texts});
    if (computed != stored)
        disagree("response " + hex(row.id),
                 "the stored answer does not match its journal link (position " +
                     std::to_string(chain_.length + 1) + ")");
    for (const TextRow& text : texts) check_text(row, text, asked);
}

void SurveyVerification::check_text(const Row& row, const TextRow& text, const Asked& asked) {
    const auto& questions = asked.questionnaire.questions;
    const auto position = static_cast<std::size_t>(text.question);
    const std::string where = "response " + hex(row.id);
    if (position >= questions.size())
        return disagree(where, "has a text of a question that is not asked");
    const Question& question = questions.at(position);
    if (!text.salt || (question.type == QuestionType::contact && !keys_)) return;
    const auto words = words_of(text, question, keys_ ? keys_->contacts : Key{});
    if (!words) return disagree(where, "the sealed " + question.id + " does not open");
    if (salted_hash(*text.salt, *words) != text.hash)
        disagree(where, "the text of " + question.id + " does not match its hash");
}

void SurveyVerification::check_row(const Row& row) {
    ++report_.responses;
    if (row.source == Source::coded && !row.supplements) ++coded_;
    const Asked& asked = definitions_.asked(connection_, survey_.number, row.version);
    const Answers answers = decode(row.answers, asked.questionnaire);
    if (row.batch) ++imported_[*row.batch];
    if (!row.batch || !undone_.contains(*row.batch)) count(days_, row, asked, answers);
    if (row.supplements) check_second_page(row);
}

void SurveyVerification::check_second_page(const Row& row) {
    const auto first = find_row(connection_, survey_.number, *row.supplements);
    const bool fits = first && !first->supplements && first->version == row.version &&
                      first->unit == row.unit && first->channel == row.channel &&
                      first->source == row.source && first->received_ms == row.received_ms;
    if (!fits)
        disagree("response " + hex(row.id), "does not fit the first page it belongs to, " +
                                                hex(*row.supplements));
}

void SurveyVerification::check_rows_outside_journal() {
    for (Query rows(connection_, sql::responses_without_link, survey_.number); rows.next();) {
        const Row row = read_row(rows);
        disagree("response " + hex(row.id), "is not in the journal");
        guarded("response " + hex(row.id), [&] { check_row(row); });
    }
}

void SurveyVerification::check_texts_without_response() {
    for (Query rows(connection_, sql::texts_without_response, survey_.number); rows.next();)
        disagree("response " + hex(rows.id()), "has a text but is not there");
}

void SurveyVerification::check_order_of_texts() {
    if (survey_.survey.mode != Mode::ballot)
        for (Query rows(connection_, sql::texts_without_place, survey_.number); rows.next();)
            disagree("response " + hex(rows.id()), "has a text that no list of comments shows");
    for (Query rows(connection_, sql::places_without_text, survey_.number); rows.next();)
        disagree("journal position " + std::to_string(rows.integer()),
                 "is listed with a text that is not there");
}

void SurveyVerification::check_codes() {
    for (Query rows(connection_, sql::codes_astray, survey_.number); rows.next();) {
        const std::string digits = rows.bytes();
        disagree("codes", rows.integer() == 1 ? "a used code has no response"
                                              : "an unused code has a response");
    }
    Query rows(connection_, sql::codes_used, survey_.number);
    rows.next();
    const auto ballot = find_ballot(connection_, survey_.number);
    const std::int64_t used = ballot ? ballot->answers.value_or(0) : rows.integer();
    if (used != coded_)
        disagree("codes", std::to_string(used) + " codes are used, but " + std::to_string(coded_) +
                              " responses came with one");
}

void SurveyVerification::check_imports() {
    for (const BatchRow& row : read_batches(connection_)) {
        if (row.survey != survey_.number) continue;
        const std::int64_t rows = imported_[row.batch.number];
        if (rows != row.batch.rows_accepted)
            disagree("import " + std::to_string(row.batch.number),
                     "says " + std::to_string(row.batch.rows_accepted) + " rows, there are " +
                         std::to_string(rows));
    }
}

void SurveyVerification::check_tallies() {
    const Cells days = read_cells(connection_, sql::tally_cells, survey_.number);
    const Cells months = read_cells(connection_, sql::tally_month_cells, survey_.number);
    report_.cells += std::ssize(days) + std::ssize(months);
    compare(days_, days, false);
    compare(in_months(days_), months, true);
}

// "v1 overall, unit xz01, 2026-11-23, qr, open"
std::string SurveyVerification::place(const Cell& cell, bool is_month) {
    const Asked* const asked = definitions_.find(connection_, survey_.number, cell.version);
    const auto position = static_cast<std::size_t>(cell.question);
    std::string words = version_named(cell.version);
    words += ' ';
    words += asked && position < asked->questionnaire.questions.size()
                 ? asked->questionnaire.questions.at(position).id
                 : "question " + std::to_string(cell.question);
    std::string unit = "none";
    guarded("unit", [&] {
        if (cell.unit != 0) unit = definitions_.unit_code(connection_, cell.unit);
    });
    words += ", unit " + unit + ", ";
    if (is_month) {
        const CivilDate first{.year = static_cast<int>(cell.period / 12),
                              .month = static_cast<int>(cell.period % 12) + 1,
                              .day = 1};
        words += iso_month(day_number(first));
    } else {
        words += iso_date(cell.period);
    }
    return words + ", " + std::string(name(cell.channel)) + ", " + std::string(name(cell.source));
}

void SurveyVerification::compare(const Cells& counted, const Cells& stored, bool are_months) {
    Cells all = counted;
    for (const auto& [cell, tally] : stored) all.try_emplace(cell);
    for (const auto& entry : all) {
        const Cell& cell = entry.first;
        const auto row = counted.find(cell);
        const auto tally = stored.find(cell);
        const engine::Tally rows = row == counted.end() ? engine::Tally{} : row->second;
        const engine::Tally kept = tally == stored.end() ? engine::Tally{} : tally->second;
        const auto differ = [&](std::string_view what, std::int64_t said, std::int64_t found) {
            if (said != found)
                disagree(place(cell, are_months), "tally says " + std::string(what) + " " +
                                                      std::to_string(said) + ", rows say " +
                                                      std::to_string(found));
        };
        for (const engine::Grade grade : engine::grades)
            differ(engine::name(grade), kept.count(grade), rows.count(grade));
        differ("not_applicable", kept.not_applicable, rows.not_applicable);
        differ("blank", kept.blank, rows.blank);
        differ("by_default", kept.by_default, rows.by_default);
    }
}

}  // namespace surveys
