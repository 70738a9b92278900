// How long an answer waits for its commit: alone, beside an import, and while the import is undone.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <exception>
#include <functional>
#include <thread>
#include <vector>

#include "surveys/limits.h"
#include "tests/support/stores.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto chunk_rows = static_cast<std::int64_t>(surveys::limits.import_chunk_rows);

struct Spread {
    std::int64_t rows = 1'000'000;
    std::int64_t days = 365;  // over which the file's rows are spread, in both units
};

// Rows of a file that touch as many tally cells as a year's paper forms do.
std::vector<surveys::ImportedRow> chunk_of(const Spread& spread, std::int64_t first) {
    std::vector<surveys::ImportedRow> rows;
    const std::int64_t last = std::min(first + chunk_rows - 1, spread.rows);
    for (std::int64_t row = first; row <= last; ++row) {
        const auto grade = engine::grades.at(static_cast<std::size_t>(row * 7 % 5));
        rows.push_back({.row = row,
                        .submission = tests::submission({{"overall", grade}, {"speed", grade}}),
                        .received_ms = tests::noon_ms - row * 31 % spread.days * tests::day_ms,
                        .weight_micros = std::nullopt,
                        .stratum = ""});
        rows.back().submission.channel = surveys::Channel::paper;
        rows.back().submission.unit = row % 2 == 0 ? "hall" : "xz01";
    }
    return rows;
}

// One answer after the other, while `work` goes on.
void measure(const char* what, tests::FilledStore& store, const std::function<void()>& work) {
    std::atomic<bool> done = false;
    const auto began = Clock::now();
    std::jthread other([&] {
        work();
        done = true;
    });
    std::vector<double> waits_ms;
    while (!done) {
        const auto asked = Clock::now();
        store.take(tests::graded(engine::Grade::satisfied));
        waits_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - asked).count());
    }
    other.join();
    const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
    std::sort(waits_ms.begin(), waits_ms.end());
    const auto at = [&](double share) {
        return waits_ms[static_cast<std::size_t>(share * static_cast<double>(waits_ms.size() - 1))];
    };
    std::printf("%-8s %6.1f s  %7zu answers  p50 %.2f  p99 %.2f  p99.9 %.2f  worst %.2f ms\n", what,
                seconds, waits_ms.size(), at(0.5), at(0.99), at(0.999), waits_ms.back());
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    Spread spread;
    CLI::App app{"What an import keeps the intake waiting"};
    app.add_option("--rows", spread.rows)->capture_default_str();
    app.add_option("--days", spread.days)->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    try {
        tests::FilledStore store;
        measure("alone", store, [] { std::this_thread::sleep_for(std::chrono::seconds(2)); });
        const auto batch = store->begin_import("citizens", "forms.csv", std::string(64, 'a'), "{}",
                                               spread.rows, tests::noon_ms);
        measure("import", store, [&] {
            for (std::int64_t first = 1; first <= spread.rows; first += chunk_rows) {
                const auto rows = chunk_of(spread, first);
                store->import_rows(batch.number, rows, rows.back().row);
            }
            store->finish_import(batch.number);
        });
        measure("undo", store, [&] {
            tests::expect_none(store->undo_import(batch.number, "measured", tests::noon_ms));
        });
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}
