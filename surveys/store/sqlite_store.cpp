#include "surveys/store/sqlite_store.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "engine/expects.h"
#include "surveys/store/backup.h"
#include "surveys/store/comment_reading.h"
#include "surveys/store/digests.h"
#include "surveys/store/imports.h"
#include "surveys/store/marks.h"
#include "surveys/store/restore.h"
#include "surveys/store/stored_responses.h"
#include "surveys/store/survey_changes.h"
#include "surveys/store/taking.h"
#include "surveys/store/tally_reading.h"
#include "surveys/store/verify.h"

namespace surveys {
namespace {

constexpr std::uintmax_t free_bytes_min = 32 * 1024 * 1024;  // a log of mostly 4 MB, and copies
constexpr std::int64_t chunk_rows = 1000;                    // read in one short transaction

// A key that lies there already opens a store that was lost or is being restored.
std::optional<Keys> keys_beside(const std::filesystem::path& file, Access access) {
    if (sodium_init() < 0) throw std::runtime_error("the cryptographic library cannot start");
    const std::filesystem::path key_file = key_file_of(file);
    auto keys = read_key_file(key_file);
    if (keys || access == Access::read) return keys;
    std::error_code absent;
    const bool is_new = !std::filesystem::exists(file) ||
                        std::filesystem::file_size(file, absent) == 0;
    if (!is_new)
        throw std::runtime_error("the key file " + key_file.string() + " of the store " +
                                 file.string() + " is missing: put it back beside the store");
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
    return make_key_file(key_file);
}

// What people wrote is for the bureau's eyes: SQLite gives its other files the same permissions.
void make_private(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::runtime_error("cannot make the store " + file.string());
    ::close(descriptor);
}

std::filesystem::path prepared(const std::filesystem::path& file, Access access) {
    if (std::filesystem::exists(restore_folder_of(file)))
        throw std::runtime_error("a restore of " + file.string() +
                                 " was cut off: run it again with --replace");
    if (access == Access::write) make_private(file);
    else if (!std::filesystem::exists(file))
        throw std::runtime_error("there is no store at " + file.string());
    return file;
}

}  // namespace

SqliteStore::SqliteStore(const std::filesystem::path& file, Access access)
    : keys_(keys_beside(file, access)),
      connections_(prepared(file, access), access),
      ballots_(connections_, definitions_, keys_),
      is_demo_(connections_.read(is_marked_demo)),
      accounts_(connections_),
      audit_(connections_) {
    if (keys_) check_key(access);
    if (access == Access::write) keep_what_guards_it();
    if (access == Access::write) ballots_.remove_leftovers();
}

// With another store's key every code would be refused and no telephone number opened.
void SqliteStore::check_key(Access access) {
    const Ownership whose = connections_.read(
        [&](Connection& connection) { return ownership(connection, *keys_); });
    if (whose == Ownership::foreign)
        throw WrongKey("the key file " + key_file_of(connections_.file()).string() +
                       " belongs to another store than " + connections_.file().string() +
                       ": put its own key back");
    if (whose == Ownership::unknown && access == Access::write)
        connections_.write([&](Connection& connection) { mark_key(connection, *keys_); });
}

void SqliteStore::keep_what_guards_it() {
    const bool is_guarded = connections_.read(has_digests);
    if (!is_guarded) connections_.write(keep_missing_digests);
}

const Keys& SqliteStore::keys() const {
    engine::expects(keys_.has_value(), "the store was opened for writing");
    return *keys_;
}

std::vector<Survey> SqliteStore::surveys() const {
    return connections_.read([](Connection& connection) {
        std::vector<Survey> surveys;
        for (const SurveyRow& row : read_surveys(connection)) surveys.push_back(row.survey);
        return surveys;
    });
}

std::optional<Survey> SqliteStore::survey(std::string_view id) const {
    return connections_.read([&](Connection& connection) -> std::optional<Survey> {
        const auto row = find_survey(connection, id);
        return row ? std::optional(row->survey) : std::nullopt;
    });
}

std::optional<Questionnaire> SqliteStore::questionnaire(std::string_view id, int version) const {
    return connections_.read([&](Connection& connection) -> std::optional<Questionnaire> {
        const auto row = find_survey(connection, id);
        if (!row) return std::nullopt;
        const Asked* const asked = definitions_.find(connection, row->number, version);
        return asked ? std::optional(asked->questionnaire) : std::nullopt;
    });
}

std::vector<Unit> SqliteStore::units() const { return connections_.read(stored_units); }

std::vector<Indicator> SqliteStore::indicators() const {
    return connections_.read(stored_indicators);
}

template <typename Work>
Problems SqliteStore::change_definitions(const Work& work) {
    Problems problems = connections_.write([&](Connection& connection) {
        Problems found = work(connection);
        if (found.empty()) {
            renew_digest(connection, Guarded::surveys);
            renew_digest(connection, Guarded::indicators);
        }
        return found;
    });
    if (problems.empty()) ++definitions_version_;
    return problems;
}

Problems SqliteStore::add(const Questionnaire& questionnaire) {
    return change_definitions([&](Connection& connection) {
        return add_questionnaire(connection, questionnaire);
    });
}

Problems SqliteStore::add(const Indicator& indicator) {
    return change_definitions([&](Connection& connection) {
        return add_indicator(connection, indicator);
    });
}

void SqliteStore::add(const std::vector<Unit>& units) {
    connections_.write([&](Connection& connection) {
        add_units(connection, units);
        renew_digest(connection, Guarded::units);
    });
    ++definitions_version_;
}

Problems SqliteStore::open(std::string_view survey, std::int64_t now_ms,
                           std::optional<std::int64_t> closes_ms) {
    const Ballots::Turn turn = ballots_.take_turn();
    return change_definitions([&](Connection& connection) {
        const auto row = find_survey(connection, survey);
        const bool is_draft = row && row->survey.state == SurveyState::draft;
        Problems problems = is_draft ? ballots_.check_opening(connection, *row) : Problems{};
        return problems.empty() ? open_survey(connection, survey, now_ms, closes_ms) : problems;
    });
}

Problems SqliteStore::close(std::string_view survey, std::int64_t now_ms) {
    const Ballots::Turn turn = ballots_.take_turn();
    const Problems problems = change_definitions([&](Connection& connection) {
        const auto row = find_survey(connection, survey);
        if (row && row->survey.state == SurveyState::open)
            ballots_.archive(connection, *row, now_ms);
        return close_survey(connection, survey, now_ms);
    });
    if (problems.empty()) ballots_.remove(survey);
    return problems;
}

// Asked before every batch, whose transaction reads the survey again.
bool SqliteStore::is_ballot(std::string_view survey) const {
    if (const auto known = definitions_.mode(survey)) return *known == Mode::ballot;
    const Mode mode = connections_.read([&](Connection& connection) {
        const auto row = find_survey(connection, survey);
        engine::expects(row.has_value(), "answers are taken for a survey that exists");
        return row->survey.mode;
    });
    definitions_.remember_mode(survey, mode);
    return mode == Mode::ballot;
}

std::vector<Outcome> SqliteStore::take(std::string_view survey, std::span<const Submission> batch,
                                       std::int64_t now_ms) {
    if (batch.empty()) return {};
    if (is_ballot(survey)) return ballots_.take(survey, batch, now_ms);
    auto outcomes = written(survey, batch, now_ms);
    make_durable();
    return outcomes;
}

std::vector<Outcome> SqliteStore::written(std::string_view survey,
                                          std::span<const Submission> batch,
                                          std::int64_t now_ms) {
    SurveyTaking taking(connections_, definitions_, keys(), ids_, survey, now_ms);
    taking.add(batch);
    return taking.commit();
}

// A ballot's answers go into its own file, behind its own lock.
std::unique_ptr<Taking> SqliteStore::begin_taking(std::string_view survey, std::int64_t now_ms) {
    if (is_ballot(survey)) return Store::begin_taking(survey, now_ms);
    return std::make_unique<SurveyTaking>(connections_, definitions_, keys(), ids_, survey,
                                          now_ms);
}

std::optional<StoredResponse> SqliteStore::response(std::string_view survey,
                                                    const ResponseId& id) const {
    return connections_.read([&](Connection& connection) {
        return read_response(connection, definitions_, survey, id);
    });
}

std::vector<TallyGroup> SqliteStore::tallies(const TallyQuery& query) const {
    return connections_.read([&](Connection& connection) {
        return read_tallies(connection, definitions_, query);
    });
}

CommentPage SqliteStore::comments(const CommentQuery& query) const {
    return connections_.read([&](Connection& connection) {
        return read_comments(connection, definitions_, query);
    });
}

std::int64_t SqliteStore::pages_kept(std::string_view survey) const {
    return connections_.read([&](Connection& connection) {
        const auto row = find_survey(connection, survey);
        return row ? row->chain.length : 0;
    });
}

// Chunks, so that a slow visitor holds back no checkpoint.
void SqliteStore::each_response(std::string_view survey,
                                const std::function<bool(const StoredResponse&)>& visit) const {
    std::optional<ResponseId> last;
    for (;;) {
        const auto chunk = connections_.read([&](Connection& connection) {
            return read_responses(connection, definitions_,
                                  {.survey = survey, .after = last, .rows = chunk_rows});
        });
        for (const StoredResponse& response : chunk)
            if (!visit(response)) return;
        if (std::ssize(chunk) < chunk_rows) return;
        last = chunk.back().id;
    }
}

Verification SqliteStore::verify() const {
    Verification report = verify_archive();
    ballots_.verify(report);
    return report;
}

Verification SqliteStore::verify_archive() const {
    return verify_store(connections_, definitions_, keys_);
}

Backup SqliteStore::back_up(const std::filesystem::path& file) {
    const std::unique_lock alone(backing_up_, std::try_to_lock);
    if (alone.owns_lock()) return back_up_store(connections_, keys_, file);
    Backup refused;
    refused.problems.push_back({file.string(), {"另一次备份正在进行，请等它结束",
                                                "another backup is under way: wait for its end"}});
    return refused;
}

void SqliteStore::become_demo() {
    connections_.write(mark_demo);
    is_demo_ = true;
}

bool SqliteStore::can_store() const {
    struct statvfs space{};
    return !connections_.is_broken() &&
           ::statvfs(connections_.file().parent_path().empty()
                         ? "."
                         : connections_.file().parent_path().c_str(),
                     &space) == 0 &&
           std::uintmax_t{space.f_bavail} * space.f_frsize >= free_bytes_min;
}

std::unique_ptr<Store> open_store(const std::filesystem::path& file, Access access) {
    return std::make_unique<SqliteStore>(file, access);
}

}  // namespace surveys
