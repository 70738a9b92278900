// A store in memory whose tallies are set by hand: for tests of what is said about answers.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace tests {

// One cell as the real store keeps it.
struct FakeCell {
    std::string survey;
    std::int64_t day = 0;
    engine::Tally tally{};
    std::string question = "overall";
    std::string unit{};
    surveys::Channel channel = surveys::Channel::web;
    surveys::Source source = surveys::Source::open;
};

// Only what reports read is there; anything else breaks the test.
class FakeStore : public surveys::Store {
public:
    std::vector<surveys::Survey> kept_surveys;
    std::vector<surveys::Questionnaire> kept_questionnaires;
    std::vector<surveys::Indicator> kept_indicators;
    std::vector<FakeCell> cells;
    std::vector<surveys::StoredResponse> responses;  // of whichever survey is asked for
    bool kept_demo = false;

    std::uint64_t definitions_version() const override { return 1; }
    std::vector<surveys::Survey> surveys() const override { return kept_surveys; }
    std::optional<surveys::Survey> survey(std::string_view id) const override {
        for (const surveys::Survey& survey : kept_surveys)
            if (survey.id == id) return survey;
        return std::nullopt;
    }
    std::optional<surveys::Questionnaire> questionnaire(std::string_view id,
                                                        int version) const override {
        for (const surveys::Questionnaire& questionnaire : kept_questionnaires)
            if (questionnaire.id == id && questionnaire.version == version) return questionnaire;
        return std::nullopt;
    }
    std::vector<surveys::Unit> units() const override { return {}; }
    std::vector<surveys::Indicator> indicators() const override { return kept_indicators; }

    std::vector<surveys::TallyGroup> tallies(const surveys::TallyQuery& query) const override {
        std::map<std::string, engine::Tally> groups;
        if (query.by == surveys::GroupBy::nothing) groups[""];
        for (const FakeCell& cell : cells)
            if (matches(cell, query)) groups[key_of(cell, query.by)] += cell.tally;
        std::vector<surveys::TallyGroup> found;
        for (const auto& [key, tally] : groups) found.push_back({key, tally});
        return found;
    }

    surveys::Problems add(const surveys::Questionnaire&) override { return unused(); }
    surveys::Problems add(const surveys::Indicator&) override { return unused(); }
    void add(const std::vector<surveys::Unit>&) override { unused(); }
    surveys::Problems open(std::string_view, std::int64_t,
                           std::optional<std::int64_t>) override {
        return unused();
    }
    surveys::Problems close(std::string_view, std::int64_t) override { return unused(); }
    std::vector<surveys::Outcome> take(std::string_view, std::span<const surveys::Submission>,
                                       std::int64_t) override {
        unused();
        return {};
    }
    std::optional<surveys::StoredResponse> response(std::string_view,
                                                    const surveys::ResponseId&) const override {
        unused();
        return std::nullopt;
    }
    surveys::CommentPage comments(const surveys::CommentQuery&) const override { return {}; }
    std::int64_t pages_kept(std::string_view) const override { return 0; }
    void each_response(
        std::string_view,
        const std::function<bool(const surveys::StoredResponse&)>& visit) const override {
        for (const surveys::StoredResponse& response : responses)
            if (!visit(response)) return;
    }
    std::vector<std::string> make_codes(std::string_view, std::int64_t, std::string_view,
                                        std::int64_t) override {
        unused();
        return {};
    }
    std::vector<surveys::CodeBatch> code_batches(std::string_view) const override { return {}; }
    std::optional<surveys::BallotStanding> ballot(std::string_view) const override { return {}; }
    std::optional<std::int64_t> revoke_codes(std::string_view, std::int64_t) override {
        unused();
        return std::nullopt;
    }
    surveys::Batch begin_import(std::string_view, std::string_view, std::string_view,
                                std::string_view, std::int64_t, std::int64_t) override {
        unused();
        return {};
    }
    void import_rows(std::int64_t, std::span<const surveys::ImportedRow>, std::int64_t) override {
        unused();
    }
    void finish_import(std::int64_t) override { unused(); }
    surveys::Problems undo_import(std::int64_t, std::string_view, std::int64_t) override {
        return unused();
    }
    std::vector<surveys::Batch> batches() const override { return {}; }
    surveys::Verification verify() const override { return {}; }
    surveys::Backup back_up(const std::filesystem::path&) override {
        unused();
        return {};
    }
    bool can_store() const override { return true; }
    void when_disk_fails(std::function<void(const std::string& why)>) override {}
    surveys::AccountBook& accounts() override { throw std::logic_error("not in a fake store"); }
    bool is_demo() const override { return kept_demo; }
    void become_demo() override { kept_demo = true; }
    surveys::AuditLog& audit() override { throw std::logic_error("not in a fake store"); }

private:
    static surveys::Problems unused() { throw std::logic_error("not in a fake store"); }

    static bool matches(const FakeCell& cell, const surveys::TallyQuery& query) {
        bool is_counted = false;
        for (const surveys::Source source : query.sources) is_counted |= source == cell.source;
        return is_counted && cell.survey == query.survey && cell.question == query.question &&
               query.first_day <= cell.day && cell.day <= query.last_day;
    }
    static std::string key_of(const FakeCell& cell, surveys::GroupBy by) {
        switch (by) {
            case surveys::GroupBy::nothing: return "";
            case surveys::GroupBy::unit: return cell.unit;
            case surveys::GroupBy::month: return surveys::iso_month(cell.day);
            case surveys::GroupBy::channel: return std::string(surveys::name(cell.channel));
        }
        return "";
    }
};

}  // namespace tests
