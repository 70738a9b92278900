#include "tests/crash/ledger.h"

#include <algorithm>
#include <stdexcept>

#include "tests/support/stores.h"

namespace tests {
namespace {

using surveys::Outcome;

constexpr const char* survey = "citizens";

// Holds a reopened store against a ledger, promise by promise.
class Reckoning {
public:
    Reckoning(const Ledger& ledger, const std::filesystem::path& folder)
        : ledger_(ledger),
          store_(surveys::open_store(folder / "manyidu.db", surveys::Access::write)) {}

    std::vector<std::string> run() {
        expect_agreement("at first");
        const std::int64_t imported = expect_imports();
        const std::int64_t pages = store_->pages_kept(survey);
        const auto known = std::ssize(ledger_.acknowledged) + imported;
        if (pages < known) break_promise("pages", pages, known);
        expect_replays();
        if (store_->pages_kept(survey) != pages)
            break_promise("pages after the replays", store_->pages_kept(survey), pages);
        const std::int64_t all = known + hear_doubtful();
        if (store_->pages_kept(survey) != all)
            break_promise("pages after the doubtful", store_->pages_kept(survey), all);
        expect_unused_codes();
        expect_audit_log();
        expect_agreement("at last");
        return std::move(broken_);
    }

private:
    void break_promise(const std::string& what) { broken_.push_back(what); }
    void break_promise(const std::string& what, std::int64_t is, std::int64_t should) {
        break_promise(what + ": " + std::to_string(is) + ", not " + std::to_string(should));
    }

    void expect_agreement(const std::string& when) {
        const auto words = store_->verify().disagreements;
        if (!words.empty()) break_promise("verify " + when + ": " + words.front());
    }

    // How many of their rows there are.
    std::int64_t expect_imports() {
        std::int64_t rows = 0;
        const auto batches = store_->batches();
        for (const surveys::Batch& batch : batches) rows += batch.rows_accepted;
        for (const ImportPromise& promise : ledger_.imports) {
            const auto found =
                std::ranges::find(batches, promise.batch, &surveys::Batch::number);
            if (found == batches.end()) {
                break_promise("an import is gone");
                continue;
            }
            const bool is_undone = found->state == surveys::Batch::State::undone;
            if (found->rows_seen < promise.rows_seen || found->rows_seen > promise.rows_doubted)
                break_promise("rows of an import", found->rows_seen, promise.rows_seen);
            if (is_undone != promise.is_undone && (promise.is_undone || !promise.may_be_undone))
                break_promise("an import is undone or not");
        }
        return rows;
    }

    void expect_replays() {
        std::vector<surveys::Submission> again;
        for (const Acknowledged& each : ledger_.acknowledged) again.push_back(each.given);
        const auto outcomes = store_->take(survey, again, noon_ms + day_ms);
        for (std::size_t at = 0; at < outcomes.size(); ++at) {
            const Outcome& first = ledger_.acknowledged.at(at).outcome;
            const Outcome& outcome = outcomes.at(at);
            if (outcome.kind != Outcome::Kind::repeated || outcome.id != first.id ||
                outcome.received_ms != first.received_ms)
                break_promise("answer " + std::to_string(at) + " is lost or another");
        }
    }

    // How many they are.
    std::int64_t hear_doubtful() {
        std::int64_t count = 0;
        for (const auto& call : ledger_.doubtful) {
            const auto outcomes = store_->take(survey, call, noon_ms + day_ms);
            for (const Outcome& outcome : outcomes)
                if (outcome.kind != outcomes.front().kind ||
                    (outcome.kind != Outcome::Kind::stored &&
                     outcome.kind != Outcome::Kind::repeated))
                    break_promise("a doubtful call was kept by halves");
            count += std::ssize(call);
        }
        return count;
    }

    void expect_unused_codes() {
        for (const std::string& code : ledger_.codes) {
            surveys::Submission coded = graded(engine::Grade::satisfied);
            coded.code = code;
            if (store_->take(survey, {&coded, 1}, noon_ms + day_ms).at(0).kind !=
                Outcome::Kind::stored)
                break_promise("a code that nobody used is refused");
        }
    }

    void expect_audit_log() {
        const std::int64_t entries = store_->audit().check().entries;
        if (entries < ledger_.audited || entries > ledger_.audited + ledger_.audits_doubted)
            break_promise("entries of the audit log", entries, ledger_.audited);
    }

    const Ledger& ledger_;
    std::unique_ptr<surveys::Store> store_;
    std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> broken_promises(const Ledger& ledger,
                                         const std::filesystem::path& folder) {
    try {
        return Reckoning(ledger, folder).run();
    } catch (const std::exception& failure) {
        return {std::string("cannot be read again: ") + failure.what()};
    }
}

}  // namespace tests
