// The texts of a response: free words and sealed contacts, each beside the salt of its hash.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "surveys/questionnaires/answers.h"
#include "surveys/store/key_file.h"
#include "surveys/store/response_id.h"

namespace surveys {

class Connection;
class Query;

// Erasing a text takes salt and body; the hash stays, so the journal still verifies.
struct TextRow {
    int question = 0;                 // its position in the questionnaire
    std::optional<std::string> salt;  // 16 random bytes
    std::optional<std::string> body;  // UTF-8, or a nonce and a box for a contact
    std::array<std::uint8_t, 32> hash{};
};

// SHA-256 of salt and text: without the salt nobody can guess the text behind a hash.
std::array<std::uint8_t, 32> salted_hash(std::string_view salt, std::string_view text);

// Every free text and contact, in the order of the questions.
std::vector<TextRow> write_down(const Answers& answers, const Questionnaire& questionnaire,
                                const Key& contacts);
// The words behind a row; nullopt when it was erased, or its box does not open with this key.
std::optional<std::string> words_of(const TextRow& row, const Question& question,
                                    const Key& contacts);
// Whether the given answers hold exactly these texts.
bool are_same(const std::vector<TextRow>& stored, const Answers& given,
              const Questionnaire& questionnaire);

// From the columns question, salt, body, hash.
TextRow read_text(Query& rows);
std::vector<TextRow> find_texts(Connection& connection, std::int64_t survey, const ResponseId& id);
void insert(Connection& connection, std::int64_t survey, const ResponseId& id,
            const std::vector<TextRow>& texts);

}  // namespace surveys
