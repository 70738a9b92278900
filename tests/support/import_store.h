// An import store: as much of a store as an import meets, in memory, with a plug to pull.
#pragma once

#include "engine/expects.h"
#include "surveys/store/store.h"

#include <algorithm>
#include <stdexcept>

namespace surveys {

class ImportStore : public Store {
public:
    explicit ImportStore(Questionnaire questionnaire, std::vector<Unit> units = {})
        : questionnaire_(std::move(questionnaire)), units_(std::move(units)) {}

    std::vector<ImportedRow> rows;          // as they were stored
    std::vector<std::int64_t> rows_seen;    // after each call
    std::vector<std::string> maps;          // of the batches
    std::optional<int> calls_until_failure;  // of import_rows and finish_import

    std::uint64_t definitions_version() const override { return 1; }
    std::vector<Survey> surveys() const override { return {*survey(questionnaire_.id)}; }
    std::optional<Survey> survey(std::string_view id) const override {
        if (id != questionnaire_.id) return std::nullopt;
        Survey survey;
        survey.id = questionnaire_.id;
        survey.version = questionnaire_.version;
        survey.mode = questionnaire_.mode;
        return survey;
    }
    std::optional<Questionnaire> questionnaire(std::string_view id, int version) const override {
        if (id != questionnaire_.id || version != questionnaire_.version) return std::nullopt;
        return questionnaire_;
    }
    std::vector<Unit> units() const override { return units_; }
    std::vector<Batch> batches() const override { return batches_; }

    Batch begin_import(std::string_view survey, std::string_view file_name,
                       std::string_view file_sha256, std::string_view map_json,
                       std::int64_t rows_total, std::int64_t now_ms) override {
        for (const Batch& batch : batches_) {
            if (batch.survey == survey && batch.file_sha256 == file_sha256) return batch;
        }
        Batch batch;
        batch.number = static_cast<std::int64_t>(batches_.size()) + 1;
        batch.survey = survey;
        batch.file_name = file_name;
        batch.file_sha256 = file_sha256;
        batch.rows_total = rows_total;
        batch.started_ms = now_ms;
        batch.map_json = map_json;
        batches_.push_back(batch);
        maps.emplace_back(map_json);
        return batch;
    }
    void import_rows(std::int64_t number, std::span<const ImportedRow> more,
                     std::int64_t seen) override {
        fail_if_due();
        Batch& batch = batches_.at(static_cast<std::size_t>(number) - 1);
        engine::expects(seen > batch.rows_seen, "an import only goes forward");
        rows.insert(rows.end(), more.begin(), more.end());
        batch.rows_accepted += static_cast<std::int64_t>(more.size());
        batch.rows_seen = seen;
        rows_seen.push_back(seen);
    }
    void finish_import(std::int64_t number) override {
        fail_if_due();
        batches_.at(static_cast<std::size_t>(number) - 1).state = Batch::State::done;
    }

    // What an import never asks for.
    std::vector<Indicator> indicators() const override { return {}; }
    Problems add(const Questionnaire&) override { unasked(); }
    Problems add(const Indicator&) override { unasked(); }
    void add(const std::vector<Unit>&) override { unasked(); }
    Problems open(std::string_view, std::int64_t, std::optional<std::int64_t>) override {
        unasked();
    }
    Problems close(std::string_view, std::int64_t) override { unasked(); }
    std::vector<Outcome> take(std::string_view, std::span<const Submission>,
                              std::int64_t) override {
        unasked();
    }
    std::optional<StoredResponse> response(std::string_view, const ResponseId&) const override {
        unasked();
    }
    std::vector<TallyGroup> tallies(const TallyQuery&) const override { unasked(); }
    CommentPage comments(const CommentQuery&) const override { unasked(); }
    std::int64_t pages_kept(std::string_view) const override { unasked(); }
    void each_response(std::string_view,
                       const std::function<bool(const StoredResponse&)>&) const override {
        unasked();
    }
    std::vector<std::string> make_codes(std::string_view, std::int64_t, std::string_view,
                                        std::int64_t) override {
        unasked();
    }
    std::vector<CodeBatch> code_batches(std::string_view) const override { unasked(); }
    std::optional<BallotStanding> ballot(std::string_view) const override { unasked(); }
    std::optional<std::int64_t> revoke_codes(std::string_view, std::int64_t) override {
        unasked();
    }
    Problems undo_import(std::int64_t, std::string_view, std::int64_t) override { unasked(); }
    Verification verify() const override { unasked(); }
    Backup back_up(const std::filesystem::path&) override { unasked(); }
    bool can_store() const override { return true; }
    void when_disk_fails(std::function<void(const std::string& why)>) override {}
    AccountBook& accounts() override { unasked(); }
    bool is_demo() const override { return false; }
    void become_demo() override { unasked(); }
    AuditLog& audit() override { unasked(); }

private:
    [[noreturn]] static void unasked() { throw std::logic_error("an import asked for more"); }

    void fail_if_due() {
        if (!calls_until_failure) return;
        if (*calls_until_failure == 0) throw std::runtime_error("the plug was pulled");
        --*calls_until_failure;
    }

    Questionnaire questionnaire_;
    std::vector<Unit> units_;
    std::vector<Batch> batches_;
};

}  // namespace surveys
