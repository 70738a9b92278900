// The store: everything that was asked and answered, kept durably, in words of the domain.
//
// The one boundary to the world behind it: no SQL and no SQLite type passes. Batches go in,
// tallies come out, rows are streamed. Fit for a database in another place: each writing call is
// one transaction that touches one survey, and has happened durably when it returns.
//
// Every function may be called from any thread; writing calls take turns, first come first served.
// A failing disk throws std::runtime_error and nothing of the transaction was kept.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/figures/tally.h"
#include "surveys/ballots/ballot_standing.h"
#include "surveys/questionnaires/indicator.h"
#include "surveys/questionnaires/questionnaire.h"
#include "surveys/questionnaires/submission.h"
#include "surveys/questionnaires/unit.h"
#include "surveys/store/account_book.h"
#include "surveys/store/audit_log.h"
#include "surveys/store/comment.h"
#include "surveys/store/response_id.h"
#include "surveys/survey.h"

namespace surveys {

// What became of one submission. `repeated` is a replay: the first response, untouched.
// `key_reused`: the key was used for other answers. `code_refused`: unknown, used, revoked or
// another survey's. `not_open`: before opening or after closing, and a ballot without codes.
// `no_such_response`: a second page without its first, or with another version than its first.
// A second page's outcome names its first page's id and time: one receipt for both. Of a ballot it
// has no id, and for everybody the time of its opening.
struct Outcome {
    enum class Kind { stored, repeated, key_reused, code_refused, not_open, no_such_response };
    Kind kind = Kind::stored;
    ResponseId id;
    std::int64_t received_ms = 0;
};

enum class GroupBy { nothing, unit, month, channel };

// Which answers to count: days are inclusive, in Asia/Shanghai.
struct TallyQuery {
    std::string survey;
    std::string question;
    std::int64_t first_day = 0;
    std::int64_t last_day = 0;
    std::vector<Source> sources;
    GroupBy by = GroupBy::nothing;
};

// `key` is a unit's code ("" without a unit), "2026-11", a channel's name; "" for nothing.
struct TallyGroup {
    std::string key;
    engine::Tally tally;
};

// One row as it is kept, for exports and recounts. A second page comes as a row of its own with
// the id of its first in `supplements`.
struct StoredResponse {
    ResponseId id;
    int version = 1;
    std::string unit;
    Channel channel = Channel::web;
    Source source = Source::open;
    Locale locale = Locale::zh_cn;
    std::int64_t received_ms = 0;
    Answers answers;  // with texts; contacts stay sealed and are left out
    std::optional<std::int64_t> weight_micros;
    std::string stratum;
    std::optional<std::int64_t> batch;
    bool undone = false;  // its batch was taken out of every figure
    std::optional<ResponseId> supplements;
};

struct Batch {
    enum class State { running, done, undone };
    std::int64_t number = 0;
    std::string survey;
    std::string file_name;
    std::string file_sha256;  // hex
    std::int64_t rows_total = 0;
    std::int64_t rows_seen = 0;  // accepted and rejected so far: where an interrupted one goes on
    std::int64_t rows_accepted = 0;
    State state = State::running;
    std::string reason;  // of the undoing
    std::int64_t started_ms = 0;
    std::string map_json;  // what it was begun with: it goes on with the same only
};

struct ImportedRow {
    std::int64_t row = 0;  // 1 is the first below the header
    Submission submission;
    std::int64_t received_ms = 0;
    std::optional<std::int64_t> weight_micros;
    std::string stratum;
};

// Each disagreement names its place: a row, a link of the journal, a tally cell, an audit entry.
struct Verification {
    std::int64_t responses = 0;
    std::int64_t links = 0;
    std::int64_t cells = 0;
    std::int64_t audit_entries = 0;
    std::vector<std::string> disagreements;
};

// What became of a backup. With problems none was begun. One that does not verify lies at `file`
// all the same, under a name that says so.
struct Backup {
    Problems problems;
    std::filesystem::path file;
    std::int64_t bytes = 0;
    Verification verification;
};

struct CodeBatch {
    std::string survey;
    std::int64_t number = 0;  // of the survey's batches, from 1
    std::string unit;         // "" for none
    std::int64_t made_ms = 0;
    std::int64_t made = 0;
    std::int64_t used = 0;
    std::int64_t revoked = 0;
};

// Answers of one survey on their way in: handed over in parts as they come, kept together by one
// commit. While it lives nobody else writes: it begins, commits and is let go in one thread. Let go
// without `commit`, or when anything threw, nothing was kept.
class Taking {
public:
    virtual ~Taking() = default;
    virtual void add(std::span<const Submission> part) = 0;
    // One outcome for each submission, in the order they were added. Nobody may hear of one before
    // the store's `make_durable`.
    [[nodiscard]] virtual std::vector<Outcome> commit() = 0;
};

class Store {
public:
    virtual ~Store() = default;

    // What is asked. `definitions_version` rises with every change below it, so that a rendered
    // page knows when it is stale.
    virtual std::uint64_t definitions_version() const = 0;
    virtual std::vector<Survey> surveys() const = 0;
    virtual std::optional<Survey> survey(std::string_view id) const = 0;
    virtual std::optional<Questionnaire> questionnaire(std::string_view id, int version) const = 0;
    virtual std::vector<Unit> units() const = 0;
    virtual std::vector<Indicator> indicators() const = 0;

    // A new questionnaire makes a draft survey of its id; a known id needs the next version.
    // The problem says why not.
    [[nodiscard]] virtual Problems add(const Questionnaire& questionnaire) = 0;
    [[nodiscard]] virtual Problems add(const Indicator& indicator) = 0;  // or replaces it
    virtual void add(const std::vector<Unit>& units) = 0;                // or renames, by code
    [[nodiscard]] virtual Problems open(std::string_view survey, std::int64_t now_ms,
                                        std::optional<std::int64_t> closes_ms) = 0;
    [[nodiscard]] virtual Problems close(std::string_view survey, std::int64_t now_ms) = 0;

    // What was answered: one transaction for the batch, one outcome each in its order.
    [[nodiscard]] virtual std::vector<Outcome> take(std::string_view survey,
                                                    std::span<const Submission> batch,
                                                    std::int64_t now_ms) = 0;
    // The same in parts, so that the first are written while the next are still being read.
    virtual std::unique_ptr<Taking> begin_taking(std::string_view survey, std::int64_t now_ms);
    // What was committed before, by anybody, is on the disk when this returns. Waits for the disk
    // while others write. Throws std::runtime_error when the disk failed: then it may be lost.
    virtual void make_durable() {}
    virtual std::optional<StoredResponse> response(std::string_view survey,
                                                   const ResponseId& id) const = 0;
    virtual std::vector<TallyGroup> tallies(const TallyQuery& query) const = 0;
    // The latest first, a page at a time; undone imports are left out. A ballot's come only once it
    // is closed, in an order of their own, whatever unit and days are asked for.
    virtual CommentPage comments(const CommentQuery& query) const = 0;
    // How many pages were ever kept: first and second ones, undone imports too.
    virtual std::int64_t pages_kept(std::string_view survey) const = 0;
    // In id order, until `visit` returns false.
    virtual void each_response(std::string_view survey,
                               const std::function<bool(const StoredResponse&)>& visit) const = 0;

    // Codes: new ones, shown once by the caller and kept as hashes. Those of a ballot, which is
    // still a draft and takes no unit, replace all that were made for it before.
    [[nodiscard]] virtual std::vector<std::string> make_codes(
        std::string_view survey, std::int64_t count, std::string_view unit,
        std::int64_t now_ms) = 0;
    virtual std::vector<CodeBatch> code_batches(std::string_view survey) const = 0;
    // Ends the codes of a batch that nobody has used. How many that were; nullopt when there is no
    // such batch.
    virtual std::optional<std::int64_t> revoke_codes(std::string_view survey,
                                                     std::int64_t batch) = 0;

    // Of a ballot for which codes were made, else nullopt.
    virtual std::optional<BallotStanding> ballot(std::string_view survey) const = 0;

    // Imports. `begin_import` finds an unfinished batch of the same file and survey again, so that
    // it goes on behind its `rows_seen`: refuse it when its map is another. A finished one is
    // returned as it is (done): refuse it. One that was undone is past: a new one begins.
    // `import_rows` takes rows behind the batch's `rows_seen` only and up to the new one, in order
    // and in transactions of a few milliseconds, between which others write; a ballot's in one. It
    // throws std::runtime_error when another run was there first or the batch was undone.
    virtual Batch begin_import(std::string_view survey, std::string_view file_name,
                               std::string_view file_sha256, std::string_view map_json,
                               std::int64_t rows_total, std::int64_t now_ms) = 0;
    virtual void import_rows(std::int64_t batch, std::span<const ImportedRow> rows,
                             std::int64_t rows_seen) = 0;
    virtual void finish_import(std::int64_t batch) = 0;
    [[nodiscard]] virtual Problems undo_import(std::int64_t batch, std::string_view reason,
                                               std::int64_t now_ms) = 0;
    virtual std::vector<Batch> batches() const = 0;

    // Recounts the tallies from the rows and rechecks the journal and the audit log.
    virtual Verification verify() const = 0;
    // Copies the store to a new file while it goes on, and verifies the copy. Takes a while; of two
    // at once the second has a problem. Leaves out the key and the files of open ballots.
    [[nodiscard]] virtual Backup back_up(const std::filesystem::path& file) = 0;
    // Cheap: whether an answer could be stored now.
    virtual bool can_store() const = 0;
    // Hears once, from the thread that met it, that the disk failed a write or a sync: nobody knows
    // what it holds, and nothing more is kept until the store is opened anew, which finds out.
    virtual void when_disk_fails(std::function<void(const std::string& why)> told) = 0;

    virtual AccountBook& accounts() = 0;
    virtual AuditLog& audit() = 0;

    // A demo store holds made-up answers, and whatever is shown of it says so. A store becomes one
    // while nothing is asked in it yet, else `expects` breaks, and stays one for ever.
    virtual bool is_demo() const = 0;
    virtual void become_demo() = 0;
};

// The files of a store lie side by side: FILE, FILE.lock, FILE.sock and the key (manyidu.key
// beside manyidu.db). `open_store` makes a missing store, with its key, when it may write.
enum class Access { read, write };

std::unique_ptr<Store> open_store(const std::filesystem::path& file, Access access);

// The one writer's lock: flock on FILE.lock, so a killed process leaves nothing behind.
class StoreLock {
public:
    // nullopt when another process holds it.
    static std::optional<StoreLock> try_lock(const std::filesystem::path& file);
    StoreLock(StoreLock&& other) noexcept;
    StoreLock& operator=(StoreLock&&) = delete;
    ~StoreLock();

private:
    explicit StoreLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace surveys
