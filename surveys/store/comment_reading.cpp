#include "surveys/store/comment_reading.h"

#include <limits>
#include <set>

#include "surveys/calendar.h"
#include "surveys/limits.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"
#include "surveys/store/definitions.h"
#include "surveys/store/imports.h"
#include "surveys/store/row.h"
#include "surveys/store/texts.h"

namespace surveys {
namespace {

// The batches that were undone, and how many rows they had.
struct Undone {
    std::set<std::int64_t> batches;
    std::int64_t rows = 0;  // of the survey that is read

    bool holds(const std::optional<std::int64_t>& batch) const {
        return batch && batches.contains(*batch);
    }
};

Undone undone_in(Connection& connection, std::int64_t survey) {
    Undone undone;
    for (const BatchRow& row : read_batches(connection)) {
        if (row.survey != survey || row.batch.state != Batch::State::undone) continue;
        undone.batches.insert(row.batch.number);
        undone.rows += row.batch.rows_accepted;
    }
    return undone;
}

// Nothing for a contact, or where the words were erased.
void add_words(Comment& comment, const TextRow& text, const Questionnaire& questionnaire) {
    const Question& question = questionnaire.questions.at(static_cast<std::size_t>(text.question));
    if (question.type == QuestionType::text && text.body)
        comment.texts.push_back({.question = question.id, .text = *text.body});
}

std::optional<engine::Grade> grade_in(const Row& row, const Questionnaire& questionnaire,
                                      const std::string& question) {
    const Answers answers = decode(row.answers, questionnaire);
    const auto given = answers.find(question);
    if (given == answers.end()) return std::nullopt;
    const auto* const grade = std::get_if<engine::Grade>(&given->second);
    return grade ? std::optional(*grade) : std::nullopt;
}

// Where a text stands: as much as says whether it was asked for.
struct Place {
    std::int64_t position = 0;
    std::int64_t unit = 0;
    std::int64_t received_ms = 0;
    std::optional<std::int64_t> batch;
    ResponseId id;
};

class LatestFirst {
public:
    LatestFirst(Connection& connection, Definitions& definitions, const SurveyRow& survey,
                const CommentQuery& query)
        : connection_(connection),
          definitions_(definitions),
          survey_(survey),
          query_(query),
          undone_(undone_in(connection, survey.number)),
          first_ms_(midnight_ms(query.first_day)),
          end_ms_(midnight_ms(query.last_day + 1)) {}

    CommentPage read() {
        if (query_.unit) unit_ = definitions_.unit_number(connection_, *query_.unit).value_or(-1);
        CommentPage page;
        const auto before = query_.before.value_or(std::numeric_limits<std::int64_t>::max());
        std::int64_t passed = 0;
        std::int64_t last = before;
        for (Query places(connection_, sql::text_order_before, survey_.number, before,
                          limits.comments_passed_max);
             places.next(); ++passed) {
            const Place place{.position = places.integer(),
                              .unit = places.integer(),
                              .received_ms = places.integer(),
                              .batch = places.integer_if_any(),
                              .id = places.id()};
            if (place.position == last) continue;  // another text of the same response
            if (std::ssize(page.comments) == limits.comments_per_page) {
                page.older = last;
                return page;
            }
            last = place.position;
            if (is_asked_for(place)) add(page, place);
        }
        // The last one may have more texts behind the bound; they were read with it.
        if (passed == limits.comments_passed_max) page.older = last;
        return page;
    }

private:
    bool is_asked_for(const Place& place) const {
        return first_ms_ <= place.received_ms && place.received_ms < end_ms_ &&
               (!unit_ || place.unit == *unit_) && !undone_.holds(place.batch);
    }

    void add(CommentPage& page, const Place& place) {
        const auto row = find_row(connection_, survey_.number, place.id);
        if (!row) throw std::runtime_error("a text of response " + hex(place.id) + " is alone");
        const Questionnaire& asked = questionnaire(row->version);
        Comment comment{.texts = {},
                        .unit = definitions_.unit_code(connection_, row->unit),
                        .received_ms = row->received_ms,
                        .source = row->source,
                        .grade = grade_in(*row, asked, query_.grade_question)};
        for (const TextRow& text : find_texts(connection_, survey_.number, place.id))
            add_words(comment, text, asked);
        if (comment.texts.empty()) return;
        if (row->supplements && !comment.grade)
            if (const auto first = find_row(connection_, survey_.number, *row->supplements))
                comment.grade =
                    grade_in(*first, questionnaire(first->version), query_.grade_question);
        page.comments.push_back(std::move(comment));
    }

    const Questionnaire& questionnaire(int version) {
        return definitions_.asked(connection_, survey_.number, version).questionnaire;
    }

    Connection& connection_;
    Definitions& definitions_;
    const SurveyRow& survey_;
    const CommentQuery& query_;
    Undone undone_;
    std::int64_t first_ms_;
    std::int64_t end_ms_;
    std::optional<std::int64_t> unit_;
};

// `older` counts the texts that were passed: there is no other order to go on in.
CommentPage read_shuffled(Connection& connection, Definitions& definitions,
                          const SurveyRow& survey, const CommentQuery& query) {
    CommentPage page;
    const Undone undone = undone_in(connection, survey.number);
    if (survey.survey.state != SurveyState::closed ||
        survey.chain.length - undone.rows < limits.ballot_answers_min)
        return page;
    std::int64_t passed = query.before.value_or(0);
    for (Query rows(connection, sql::texts_shuffled, survey.number, passed); rows.next();
         ++passed) {
        if (std::ssize(page.comments) == limits.comments_per_page) {
            page.older = passed;
            return page;
        }
        const TextRow text = read_text(rows);
        const int version = rows.small();
        if (undone.holds(rows.integer_if_any())) continue;
        Comment comment;
        add_words(comment, text, definitions.asked(connection, survey.number, version)
                                     .questionnaire);
        if (!comment.texts.empty()) page.comments.push_back(std::move(comment));
    }
    return page;
}

}  // namespace

void insert_order(Connection& connection, std::int64_t survey, std::int64_t position,
                  const Row& row, const std::vector<TextRow>& texts) {
    for (const TextRow& text : texts)
        Query(connection, sql::text_order_insert, survey, position, text.question, row.id,
              row.unit, row.received_ms, row.batch)
            .run();
}

CommentPage read_comments(Connection& connection, Definitions& definitions,
                          const CommentQuery& query) {
    const auto survey = find_survey(connection, query.survey);
    if (!survey) return {};
    if (survey->survey.mode == Mode::ballot)
        return read_shuffled(connection, definitions, *survey, query);
    return LatestFirst(connection, definitions, *survey, query).read();
}

}  // namespace surveys
