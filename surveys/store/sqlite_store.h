// The store in a SQLite file: one connection that writes, a few that only read.
#pragma once

#include <atomic>
#include <mutex>

#include "surveys/store/account_rows.h"
#include "surveys/store/audit_rows.h"
#include "surveys/store/ballots.h"
#include "surveys/store/connections.h"
#include "surveys/store/definitions.h"
#include "surveys/store/key_file.h"
#include "surveys/store/store.h"

namespace surveys {

class SqliteStore : public Store {
public:
    SqliteStore(const std::filesystem::path& file, Access access);

    std::uint64_t definitions_version() const override { return definitions_version_; }
    std::vector<Survey> surveys() const override;
    std::optional<Survey> survey(std::string_view id) const override;
    std::optional<Questionnaire> questionnaire(std::string_view id, int version) const override;
    std::vector<Unit> units() const override;
    std::vector<Indicator> indicators() const override;

    [[nodiscard]] Problems add(const Questionnaire& questionnaire) override;
    [[nodiscard]] Problems add(const Indicator& indicator) override;
    void add(const std::vector<Unit>& units) override;
    [[nodiscard]] Problems open(std::string_view survey, std::int64_t now_ms,
                                std::optional<std::int64_t> closes_ms) override;
    [[nodiscard]] Problems close(std::string_view survey, std::int64_t now_ms) override;

    [[nodiscard]] std::vector<Outcome> take(std::string_view survey,
                                            std::span<const Submission> batch,
                                            std::int64_t now_ms) override;
    std::unique_ptr<Taking> begin_taking(std::string_view survey, std::int64_t now_ms) override;
    void make_durable() override { connections_.make_durable(); }
    std::optional<StoredResponse> response(std::string_view survey,
                                           const ResponseId& id) const override;
    std::vector<TallyGroup> tallies(const TallyQuery& query) const override;
    CommentPage comments(const CommentQuery& query) const override;
    std::int64_t pages_kept(std::string_view survey) const override;
    void each_response(std::string_view survey,
                       const std::function<bool(const StoredResponse&)>& visit) const override;

    [[nodiscard]] std::vector<std::string> make_codes(std::string_view survey, std::int64_t count,
                                                      std::string_view unit,
                                                      std::int64_t now_ms) override;
    std::vector<CodeBatch> code_batches(std::string_view survey) const override;
    std::optional<std::int64_t> revoke_codes(std::string_view survey,
                                             std::int64_t batch) override;

    Batch begin_import(std::string_view survey, std::string_view file_name,
                       std::string_view file_sha256, std::string_view map_json,
                       std::int64_t rows_total, std::int64_t now_ms) override;
    void import_rows(std::int64_t batch, std::span<const ImportedRow> rows,
                     std::int64_t rows_seen) override;
    void finish_import(std::int64_t batch) override;
    [[nodiscard]] Problems undo_import(std::int64_t batch, std::string_view reason,
                                       std::int64_t now_ms) override;
    std::vector<Batch> batches() const override;

    std::optional<BallotStanding> ballot(std::string_view survey) const override;

    Verification verify() const override;
    // Without the files of open ballots, which no backup has.
    Verification verify_archive() const;
    [[nodiscard]] Backup back_up(const std::filesystem::path& file) override;
    bool can_store() const override;
    void when_disk_fails(std::function<void(const std::string& why)> told) override {
        connections_.when_disk_fails(std::move(told));
    }

    AccountBook& accounts() override { return accounts_; }
    AuditLog& audit() override { return audit_; }

    bool is_demo() const override { return is_demo_; }
    void become_demo() override;

private:
    template <typename Work>
    Problems change_definitions(const Work& work);
    const Keys& keys() const;
    bool is_ballot(std::string_view survey) const;
    std::vector<Outcome> written(std::string_view survey, std::span<const Submission> batch,
                                 std::int64_t now_ms);
    void check_key(Access access);
    void keep_what_guards_it();

    std::optional<Keys> keys_;  // a reader may do without
    mutable Connections connections_;
    mutable Definitions definitions_;
    Ballots ballots_;
    IdDraw ids_;  // of whoever is writing
    std::atomic<std::uint64_t> definitions_version_ = 1;
    std::atomic<bool> is_demo_;  // read once: it never goes again
    AccountRows accounts_;
    AuditRows audit_;
    std::mutex backing_up_;
};

}  // namespace surveys
