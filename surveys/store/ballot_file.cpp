#include "surveys/store/ballot_file.h"

#include <sqlite3.h>

#include <algorithm>

#include "engine/expects.h"
#include "surveys/sql.h"
#include "surveys/store/durable_file.h"

namespace surveys {
namespace {

constexpr std::int64_t known_version = 1;

std::int64_t version_of(Connection& connection) {
    Query version(connection, "pragma user_version");
    version.next();
    return version.integer();
}

// What cannot be read as this ballot is never written to.
void check(Connection& connection, const std::filesystem::path& file, std::string_view survey,
           const ListHash& list) {
    const std::int64_t version = version_of(connection);
    if (version != known_version)
        throw std::runtime_error("the ballot's file " + file.string() + " has schema " +
                                 std::to_string(version) + ", this program knows " +
                                 std::to_string(known_version));
    Query rows(connection, sql::ballot_list);
    if (!rows.next() || rows.text() != survey || rows.array<32>() != list)
        throw ForeignBallotFile("the file " + file.string() + " is not the one of this ballot");
}

void make_folder(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}

}  // namespace

BallotFile::BallotFile(const std::filesystem::path& file, Connection::Kind kind,
                       std::string_view survey, const ListHash& list)
    : connection_(file, kind) {
    check(connection_, file, survey, list);
}

void BallotFile::write_list(const std::filesystem::path& file, std::string_view survey,
                            std::vector<CodeHash> hashes) {
    make_folder(file.parent_path());
    remove_ballot_file(file);
    make_private_file(file);
    const ListHash list = hash_list(hashes);
    std::ranges::sort(hashes);  // the order of making is the order on the sheet
    Connection connection(file, Connection::Kind::writer);
    connection.run("begin immediate");
    connection.run(std::string(sql::ballot_schema).c_str());
    connection.run(("pragma user_version = " + std::to_string(known_version)).c_str());
    Query(connection, sql::ballot_list_insert, survey, blob(list)).run();
    for (const CodeHash& hash : hashes)
        Query(connection, sql::ballot_code_insert, blob(hash)).run();
    connection.run("commit");
    sync_file(file.parent_path());
}

void BallotFile::begin() {
    if (is_broken_)
        throw std::runtime_error("the disk failed a write of the ballot: nothing more is kept "
                                 "until a restart");
    connection_.run("begin immediate");
}

void BallotFile::give_up(const SQLite::Exception& failure) {
    constexpr int primary = 0xff;  // extended result codes keep the primary one in the low byte
    is_broken_ = is_broken_ || (failure.getErrorCode() & primary) == SQLITE_IOERR;
    connection_.try_run("rollback");
}

std::optional<BallotFile::Code> BallotFile::find(const CodeHash& hash) {
    Query rows(connection_, sql::ballot_code_by_hash, blob(hash));
    if (!rows.next()) return std::nullopt;
    return Code{.is_used = rows.integer() != 0, .use = rows.bytes_if_any()};
}

void BallotFile::burn(const CodeHash& hash, const std::optional<CodeHash>& use) {
    const std::optional<Blob> bytes = use ? std::optional(blob(*use)) : std::nullopt;
    engine::expects(Query(connection_, sql::ballot_code_burn, bytes, blob(hash)).run() == 1,
                    "an unused code is burned");
}

void BallotFile::add(const BallotAnswer& answer) {
    Query(connection_, sql::ballot_answer_insert, answer.id, answer.version, blob(answer.answers))
        .run();
    for (const TextRow& text : answer.texts)
        Query(connection_, sql::ballot_text_insert, answer.id, text.question, blob(*text.salt),
              blob(*text.body), blob(text.hash))
            .run();
}

BallotCounts BallotFile::counts() {
    Query rows(connection_, sql::ballot_counts);
    rows.next();
    return {.codes = rows.integer(), .used = rows.integer(), .answers = rows.integer()};
}

ListHash BallotFile::list() {
    std::vector<CodeHash> hashes;
    for (Query rows(connection_, sql::ballot_code_hashes); rows.next();)
        hashes.push_back(rows.array<32>());
    return hash_list(hashes);
}

std::vector<BallotAnswer> BallotFile::answers() {
    std::vector<BallotAnswer> answers;
    for (Query rows(connection_, sql::ballot_answers); rows.next();)
        answers.push_back(
            {.id = rows.id(), .version = rows.small(), .answers = rows.bytes()});
    for (BallotAnswer& answer : answers)
        for (Query rows(connection_, sql::ballot_texts, answer.id); rows.next();)
            answer.texts.push_back(read_text(rows));
    return answers;
}

std::vector<std::string> BallotFile::flaws() {
    std::vector<std::string> flaws;
    for (Query rows(connection_, "pragma integrity_check"); rows.next();)
        if (std::string words = rows.text(); words != "ok") flaws.push_back(std::move(words));
    Query astray(connection_, sql::ballot_texts_astray);
    astray.next();
    if (astray.integer() != 0) flaws.emplace_back("a text has no answer");
    return flaws;
}

void remove_ballot_file(const std::filesystem::path& file) {
    bool is_any = false;
    for (const char* ending : {"", "-wal", "-shm"})
        is_any |= std::filesystem::remove(file.string() + ending);
    if (is_any) sync_file(file.parent_path());
}

}  // namespace surveys
