#include "surveys/store/texts.h"

#include <sodium.h>

#include <algorithm>

#include "surveys/sha256.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"

namespace surveys {
namespace {

constexpr std::size_t salt_bytes = 16;

const unsigned char* unsigned_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* unsigned_bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string seal(std::string_view words, const Key& key) {
    std::string sealed = random_bytes(crypto_secretbox_NONCEBYTES);
    const std::string nonce = sealed;
    sealed.resize(nonce.size() + crypto_secretbox_MACBYTES + words.size());
    crypto_secretbox_easy(unsigned_bytes(sealed) + nonce.size(), unsigned_bytes(words),
                          words.size(), unsigned_bytes(nonce), key.data());
    return sealed;
}

std::optional<std::string> unseal(std::string_view sealed, const Key& key) {
    constexpr std::size_t overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (sealed.size() < overhead) return std::nullopt;
    std::string words(sealed.size() - overhead, '\0');
    if (crypto_secretbox_open_easy(unsigned_bytes(words),
                                   unsigned_bytes(sealed) + crypto_secretbox_NONCEBYTES,
                                   sealed.size() - crypto_secretbox_NONCEBYTES,
                                   unsigned_bytes(sealed), key.data()) != 0)
        return std::nullopt;
    return words;
}

const std::string* words_in(const Answer& answer) {
    if (const auto* text = std::get_if<FreeText>(&answer)) return &text->text;
    if (const auto* contact = std::get_if<Contact>(&answer)) return &contact->phone;
    return nullptr;
}

}  // namespace

std::array<std::uint8_t, 32> salted_hash(std::string_view salt, std::string_view text) {
    return sha256(std::string(salt).append(text));
}

std::vector<TextRow> write_down(const Answers& answers, const Questionnaire& questionnaire,
                                const Key& contacts) {
    std::vector<TextRow> rows;
    for (const auto& [question, answer] : answers) {
        const std::string* const words = words_in(answer);
        if (words == nullptr) continue;
        const std::string salt = random_bytes(salt_bytes);
        rows.push_back({.question = static_cast<int>(questionnaire.position(question).value()),
                        .salt = salt,
                        .body = std::holds_alternative<Contact>(answer) ? seal(*words, contacts)
                                                                        : *words,
                        .hash = salted_hash(salt, *words)});
    }
    std::ranges::sort(rows, {}, &TextRow::question);
    return rows;
}

std::optional<std::string> words_of(const TextRow& row, const Question& question,
                                    const Key& contacts) {
    if (!row.body) return std::nullopt;
    return question.type == QuestionType::contact ? unseal(*row.body, contacts) : row.body;
}

bool are_same(const std::vector<TextRow>& stored, const Answers& given,
              const Questionnaire& questionnaire) {
    std::size_t texts = 0;
    for (const auto& [question, answer] : given) {
        const std::string* const words = words_in(answer);
        if (words == nullptr) continue;
        ++texts;
        const auto position = questionnaire.position(question);
        const auto row = std::ranges::find_if(stored, [&](const TextRow& text) {
            return position && static_cast<std::size_t>(text.question) == *position;
        });
        // An erased text can no longer be compared: the answer was given, that is all we know.
        if (row == stored.end()) return false;
        if (row->salt && salted_hash(*row->salt, *words) != row->hash) return false;
    }
    return texts == stored.size();
}

TextRow read_text(Query& rows) {
    return {.question = rows.small(),
            .salt = rows.bytes_if_any(),
            .body = rows.bytes_if_any(),
            .hash = rows.array<32>()};
}

std::vector<TextRow> find_texts(Connection& connection, std::int64_t survey,
                                const ResponseId& id) {
    std::vector<TextRow> texts;
    for (Query rows(connection, sql::texts_of_response, survey, id); rows.next();)
        texts.push_back(read_text(rows));
    return texts;
}

void insert(Connection& connection, std::int64_t survey, const ResponseId& id,
            const std::vector<TextRow>& texts) {
    for (const TextRow& text : texts)
        Query(connection, sql::text_insert, survey, id, text.question, blob(text.salt.value()),
              blob(text.body.value()), blob(text.hash))
            .run();
}

}  // namespace surveys
