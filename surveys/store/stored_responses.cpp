#include "surveys/store/stored_responses.h"

#include <map>
#include <set>

#include "surveys/sql.h"
#include "surveys/store/connection.h"
#include "surveys/store/definitions.h"
#include "surveys/store/imports.h"
#include "surveys/store/row.h"

namespace surveys {
namespace {

using TextsById = std::map<ResponseId, std::vector<TextRow>>;

// Turns rows into what leaves the store, remembering which batches were undone.
class Unfolding {
public:
    Unfolding(Connection& connection, Definitions& definitions, std::int64_t survey)
        : connection_(connection), definitions_(definitions), survey_(survey) {
        for (const BatchRow& row : read_batches(connection))
            if (row.batch.state == Batch::State::undone) undone_.insert(row.batch.number);
    }

    StoredResponse unfold(const Row& row, const std::vector<TextRow>& texts) const {
        const Questionnaire& questionnaire =
            definitions_.asked(connection_, survey_, row.version).questionnaire;
        return {.id = row.id,
                .version = row.version,
                .unit = definitions_.unit_code(connection_, row.unit),
                .channel = row.channel,
                .source = row.source,
                .locale = row.locale,
                .received_ms = row.received_ms,
                .answers = answers_of(row, texts, questionnaire),
                .weight_micros = row.weight_micros,
                .stratum = row.stratum,
                .batch = row.batch,
                .undone = row.batch && undone_.contains(*row.batch),
                .supplements = row.supplements};
    }

private:
    static Answers answers_of(const Row& row, const std::vector<TextRow>& texts,
                              const Questionnaire& questionnaire) {
        Answers answers = decode(row.answers, questionnaire);
        for (const TextRow& text : texts) {
            const Question& question =
                questionnaire.questions.at(static_cast<std::size_t>(text.question));
            if (question.type == QuestionType::text && text.body)
                answers[question.id] = FreeText{.text = *text.body};
        }
        return answers;
    }

    Connection& connection_;
    Definitions& definitions_;
    std::int64_t survey_;
    std::set<std::int64_t> undone_;
};

TextsById texts_between(Connection& connection, std::int64_t survey, const ResponseId& first,
                        const ResponseId& last) {
    TextsById texts;
    for (Query rows(connection, sql::texts_between, survey, first, last); rows.next();) {
        const ResponseId id = rows.id();
        texts[id].push_back(read_text(rows));
    }
    return texts;
}

}  // namespace

std::vector<StoredResponse> read_responses(Connection& connection, Definitions& definitions,
                                           const Chunk& chunk) {
    const auto survey = find_survey(connection, chunk.survey);
    if (!survey) return {};
    std::vector<Row> rows;
    const Blob beginning{.data = "", .bytes = 0};  // sorts before every id
    for (Query query(connection, sql::responses_after, survey->number,
                     chunk.after ? blob(*chunk.after) : beginning, chunk.rows);
         query.next();)
        rows.push_back(read_row(query));
    if (rows.empty()) return {};

    const Unfolding unfolding(connection, definitions, survey->number);
    const TextsById texts =
        texts_between(connection, survey->number, rows.front().id, rows.back().id);
    std::vector<StoredResponse> responses;
    for (const Row& row : rows) {
        const auto words = texts.find(row.id);
        responses.push_back(unfolding.unfold(
            row, words == texts.end() ? std::vector<TextRow>{} : words->second));
    }
    return responses;
}

std::optional<StoredResponse> read_response(Connection& connection, Definitions& definitions,
                                            std::string_view survey, const ResponseId& id) {
    const auto found = find_survey(connection, survey);
    if (!found) return std::nullopt;
    const auto row = find_row(connection, found->number, id);
    if (!row) return std::nullopt;
    return Unfolding(connection, definitions, found->number)
        .unfold(*row, find_texts(connection, found->number, id));
}

}  // namespace surveys
