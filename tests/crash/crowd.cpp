#include "tests/crash/crowd.h"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <thread>

#include "tests/support/stores.h"

namespace tests {
namespace {

using surveys::Outcome;
using surveys::Submission;

constexpr const char* survey = "citizens";
constexpr std::int64_t file_rows = 12;
constexpr int files = 3;
constexpr int codes_made = 6;
constexpr int shared_keys = 5;

engine::Grade grade_of(std::uint64_t number) {
    return engine::grades.at(number % engine::grades.size());
}

}  // namespace

surveys::ImportedRow row_of_file(int file, std::int64_t row) {
    const auto number = static_cast<std::uint64_t>(row + file);
    surveys::ImportedRow made{.row = row,
                              .submission = graded(grade_of(number)),
                              .received_ms = noon_ms - row * day_ms,
                              .weight_micros = std::nullopt,
                              .stratum = "file-" + std::to_string(file)};
    made.submission.channel = surveys::Channel::paper;
    return made;
}

// One thread of it. Whatever a store may refuse is remembered; what it must not, is complained of.
class Crowd::Person {
public:
    Person(Crowd& crowd, int number)
        : store_(crowd.store_),
          codes_(crowd.codes_),
          name_("person-" + std::to_string(number)),
          chance_(crowd.seed_ * people + static_cast<std::uint64_t>(number)) {}

    Memory live() {
        for (int step = 0; step < steps; ++step) {
            try {
                act(step);
            } catch (const std::exception& failure) {
                memory_.complaints.push_back(name_ + ": " + failure.what());
            }
            if (by_chance(3)) std::this_thread::yield();
        }
        return std::move(memory_);
    }

private:
    std::uint64_t below(std::uint64_t bound) { return chance_() % bound; }
    bool by_chance(std::uint64_t one_in) { return below(one_in) == 0; }

    void act(int step) {
        switch (below(16)) {
            case 0: case 1: case 2: return take({own(step, 0)});
            case 3: case 4: return take({own(step, 0), shared(), own(step, 1)});
            case 5: case 6: return take({shared()});
            case 7: case 8: return take({coded()});
            case 9: return take({second_page()});
            case 10: case 11: return import();
            case 12: return undo();
            case 13: return close_or_open();
            case 14: return look_on();
            default: return audit();
        }
    }

    Submission own(int step, int place) {
        Submission made = graded(grade_of(chance_()), name_ + "-" + std::to_string(step) + "-" +
                                                          std::to_string(place));
        if (by_chance(4)) made.answers["comment"] = surveys::FreeText{name_};
        if (by_chance(2)) made.unit = by_chance(2) ? "hall" : "xz01";
        return made;
    }
    // A key that others use too, with one of two answers.
    Submission shared() {
        return graded(grade_of(below(2)), "shared-" + std::to_string(below(shared_keys)));
    }
    Submission coded() {
        Submission made = graded(grade_of(chance_()));
        made.code = codes_.at(below(codes_.size()));
        return made;
    }
    Submission second_page() {
        Submission made = submission({{"speed", grade_of(chance_())}});
        std::vector<surveys::ResponseId> firsts;
        for (const Heard& each : memory_.heard)
            if (each.outcome.kind == Outcome::Kind::stored && !each.given.supplements)
                firsts.push_back(each.outcome.id);
        if (firsts.empty()) return shared();
        made.supplements = firsts.at(below(firsts.size()));
        return made;
    }

    void take(const std::vector<Submission>& batch) {
        const auto outcomes = store_.take(survey, batch, noon_ms);
        for (std::size_t at = 0; at < batch.size(); ++at)
            memory_.heard.push_back({batch.at(at), outcomes.at(at)});
    }

    void import() {
        const int file = static_cast<int>(below(files));
        const std::string sha256(64, static_cast<char>('a' + file));
        const auto batch = store_.begin_import(survey, "file-" + std::to_string(file), sha256, "{}",
                                               file_rows, noon_ms);
        if (batch.state != surveys::Batch::State::running) return;
        std::int64_t seen = batch.rows_seen;
        try {
            while (seen < file_rows) {
                const std::int64_t last =
                    std::min(file_rows, seen + 1 + static_cast<std::int64_t>(below(6)));
                std::vector<surveys::ImportedRow> rows;
                while (seen < last) rows.push_back(row_of_file(file, ++seen));
                store_.import_rows(batch.number, rows, last);
                memory_.imported[batch.number] = last;
            }
            store_.finish_import(batch.number);
        } catch (const std::runtime_error&) {}  // somebody else brought the file or took it out
    }

    void undo() {
        const auto batches = store_.batches();
        if (batches.empty()) return;
        const std::int64_t number = batches.at(below(batches.size())).number;
        if (store_.undo_import(number, "scanned twice", noon_ms).empty() &&
            !memory_.undone.insert(number).second)
            memory_.complaints.push_back("an import was undone twice");
    }

    void close_or_open() {
        static_cast<void>(store_.close(survey, noon_ms));
        if (by_chance(2)) std::this_thread::yield();
        static_cast<void>(store_.open(survey, noon_ms - day_ms, std::nullopt));
    }

    // At every moment all that is counted is what is stored.
    void look_on() {
        for (const std::string& words : store_.verify().disagreements)
            memory_.complaints.push_back("beside the others: " + words);
    }

    void audit() {
        store_.audit().append({.at_ms = noon_ms, .who = name_, .act = "look", .object = ""});
        ++memory_.audited;
    }

    surveys::Store& store_;
    const std::vector<std::string>& codes_;
    std::string name_;
    Chance chance_;
    Memory memory_;
};

Crowd::Crowd(surveys::Store& store, std::uint64_t seed) : store_(store), seed_(seed) {
    codes_ = store.make_codes(survey, codes_made, "xz01", noon_ms);
}

void Crowd::run() {
    std::vector<std::jthread> threads;
    for (int number = 0; number < people; ++number) {
        threads.emplace_back([this, number] {
            Memory mine = Person(*this, number).live();
            const std::lock_guard lock(joining_);
            const auto append = [](auto& to, auto& from) {
                to.insert(to.end(), from.begin(), from.end());
            };
            append(memory_.heard, mine.heard);
            append(memory_.complaints, mine.complaints);
            for (const std::int64_t batch : mine.undone)
                if (!memory_.undone.insert(batch).second)
                    memory_.complaints.push_back("two people undid one import");
            for (const auto& [batch, rows] : mine.imported)
                memory_.imported[batch] = std::max(memory_.imported[batch], rows);
            memory_.audited += mine.audited;
        });
    }
}

}  // namespace tests
