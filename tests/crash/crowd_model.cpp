#include "tests/crash/crowd_model.h"

#include <algorithm>
#include <map>

#include "tests/support/stores.h"

namespace tests {
namespace {

using surveys::Answers;
using surveys::Outcome;
using surveys::ResponseId;

constexpr const char* survey = "citizens";

struct FirstPage {
    Answers answers;
    std::string unit;
    std::int64_t received_ms = 0;
};

class Model {
public:
    Model(const Memory& memory, surveys::Store& store) : memory_(memory), store_(store) {}

    std::vector<std::string> compare() {
        wrong_ = memory_.complaints;
        for (const Heard& each : memory_.heard)
            if (each.outcome.kind == Outcome::Kind::stored) keep(each);
        for (const Heard& each : memory_.heard) judge(each);
        read_batches();
        compare_rows();
        for (const std::string question : {"overall", "speed"}) compare_tallies(question);
        if (store_.audit().check().entries != memory_.audited) wrong("the audit log's length");
        for (const std::string& words : store_.verify().disagreements) wrong("verify: " + words);
        return std::move(wrong_);
    }

private:
    void wrong(std::string words) { wrong_.push_back(std::move(words)); }

    void keep(const Heard& each) {
        const auto& given = each.given;
        if (given.supplements) {
            if (!seconds_.emplace(*given.supplements, given.answers).second)
                wrong("a second page was stored twice");
            return;
        }
        if (given.code && !codes_.insert(*given.code).second) wrong("a code was used twice");
        const std::string unit = given.unit.value_or(given.code ? "xz01" : "");
        if (!firsts_.emplace(each.outcome.id, FirstPage{given.answers, unit, noon_ms}).second)
            wrong("two answers were stored under one receipt");
    }

    void judge(const Heard& each) {
        const auto& given = each.given;
        const auto first = firsts_.find(each.outcome.id);
        switch (each.outcome.kind) {
            case Outcome::Kind::stored:
            case Outcome::Kind::not_open: return;
            case Outcome::Kind::repeated:
                if (first == firsts_.end() || each.outcome.received_ms != noon_ms ||
                    answers_of(given, first->first) != given.answers)
                    wrong("a replay got another's receipt");
                return;
            case Outcome::Kind::key_reused:
                if (first == firsts_.end() || answers_of(given, first->first) == given.answers)
                    wrong("a key was called used by nobody or for the same answers");
                return;
            case Outcome::Kind::code_refused:
                if (!codes_.contains(given.code.value_or(""))) wrong("an unused code was refused");
                return;
            case Outcome::Kind::no_such_response: wrong("a first page was not found"); return;
        }
    }
    Answers answers_of(const surveys::Submission& given, const ResponseId& first) const {
        if (!given.supplements) return firsts_.at(first).answers;
        const auto second = seconds_.find(first);
        return second == seconds_.end() ? Answers{} : second->second;
    }

    void read_batches() {
        for (const surveys::Batch& batch : store_.batches()) {
            batches_[batch.number] = batch;
            const bool is_undone = batch.state == surveys::Batch::State::undone;
            if (is_undone != memory_.undone.contains(batch.number)) wrong("an import's undoing");
            const auto told = memory_.imported.find(batch.number);
            if (told != memory_.imported.end() && batch.rows_seen < told->second)
                wrong("an import stands before what was acknowledged");
        }
    }

    void compare_rows() {
        std::map<std::int64_t, std::int64_t> imported;
        std::size_t firsts = 0;
        std::size_t seconds = 0;
        store_.each_response(survey, [&](const surveys::StoredResponse& row) {
            if (row.batch) {
                count_imported(row, ++imported[*row.batch]);
            } else if (row.supplements) {
                const auto known = seconds_.find(*row.supplements);
                if (known == seconds_.end() || known->second != row.answers)
                    wrong("a second page that nobody gave");
                ++seconds;
            } else {
                const auto known = firsts_.find(row.id);
                if (known == firsts_.end() || known->second.answers != row.answers ||
                    known->second.unit != row.unit)
                    wrong("a row that nobody gave");
                ++firsts;
            }
            return true;
        });
        if (firsts != firsts_.size() || seconds != seconds_.size()) wrong("rows are missing");
        for (const auto& [number, batch] : batches_)
            if (imported[number] != batch.rows_seen || batch.rows_accepted != batch.rows_seen)
                wrong("an import has more or fewer rows than it says");
    }

    // Row by row in the file's order, as its ids are.
    void count_imported(const surveys::StoredResponse& row, std::int64_t number) {
        const surveys::Batch& batch = batches_[*row.batch];
        const int file = batch.file_sha256.empty() ? 0 : batch.file_sha256.front() - 'a';
        const auto expected = row_of_file(file, number);
        if (row.answers != expected.submission.answers || row.stratum != expected.stratum ||
            row.undone != (batch.state == surveys::Batch::State::undone))
            wrong("an imported row is another");
        if (row.undone) return;
        for (const std::string question : {"overall", "speed"})
            add(tallies_[question][""], row.answers, question);
    }

    static void add(engine::Tally& tally, const Answers& answers, const std::string& question) {
        const auto given = answers.find(question);
        if (given == answers.end()) ++tally.blank;
        else tally.add(std::get<engine::Grade>(given->second));
    }

    void compare_tallies(const std::string& question) {
        auto& groups = tallies_[question];
        for (const auto& [id, page] : firsts_) {
            Answers answers = page.answers;
            if (const auto second = seconds_.find(id); second != seconds_.end())
                answers.insert(second->second.begin(), second->second.end());
            add(groups[page.unit], answers, question);
        }
        std::map<std::string, engine::Tally> stored;
        for (const auto& group : store_.tallies({.survey = survey,
                                                 .question = question,
                                                 .first_day = 0,
                                                 .last_day = 40'000,
                                                 .sources = all_sources,
                                                 .by = surveys::GroupBy::unit}))
            stored[group.key] = group.tally;
        for (const auto& [unit, tally] : groups) stored.try_emplace(unit);
        for (const auto& [unit, tally] : stored)
            if (groups[unit] != tally) wrong("the tally of " + question + " at " + unit);
    }

    const Memory& memory_;
    surveys::Store& store_;
    std::map<ResponseId, FirstPage> firsts_;
    std::map<ResponseId, Answers> seconds_;
    std::set<std::string> codes_;
    std::map<std::int64_t, surveys::Batch> batches_;
    std::map<std::string, std::map<std::string, engine::Tally>> tallies_;
    std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> contradictions(const Memory& memory, surveys::Store& store) {
    return Model(memory, store).compare();
}

}  // namespace tests
