// Import against a bare loop of prepared inserts: the same rows, files made anew, rounds
// interleaved, medians.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <vector>

#include "tests/bench/import_contenders.h"

namespace {

using bench::ImportMeasured;

struct Options {
    std::int64_t rows = 100'000;
    int rounds = 5;
    bool has_texts = false;
    std::vector<std::size_t> chunks{surveys::limits.import_chunk_rows};
    std::filesystem::path folder = std::filesystem::temp_directory_path();
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Rounds {
    std::vector<double> rates;
    std::vector<double> ratios;  // to the bare loop of the same round
    std::vector<double> chunk_ms;
    std::vector<double> chunk_ms_worst;
};

void print(const char* name, const Rounds& rounds) {
    std::printf("  %-6s %9.0f rows/s  [%.0f … %.0f]  of bare %.2f  chunk p50 %.2f ms  worst "
                "%.2f ms\n",
                name, median(rounds.rates),
                *std::min_element(rounds.rates.begin(), rounds.rates.end()),
                *std::max_element(rounds.rates.begin(), rounds.rates.end()),
                median(rounds.ratios), median(rounds.chunk_ms), median(rounds.chunk_ms_worst));
}

void compare(std::size_t chunk, const Options& options) {
    const bench::Papers papers = bench::make_papers(options.rows, options.has_texts);
    const std::vector<bench::ImportContender> contenders{
        {"bare", bench::insert_bare}, {"store", bench::import_rows}, {"file", bench::import_csv}};
    std::vector<Rounds> results(contenders.size());
    for (int round = 0; round < options.rounds; ++round) {
        double bare = 0;
        for (std::size_t i = 0; i < contenders.size(); ++i) {
            const auto folder =
                options.folder / ("manyidu_import_bench_" + std::to_string(::getpid()));
            std::filesystem::create_directories(folder);
            ImportMeasured measured = contenders[i].run(papers, folder, chunk);
            std::filesystem::remove_all(folder);
            const double rate = static_cast<double>(options.rows) / measured.seconds;
            if (i == 0) bare = rate;
            results[i].rates.push_back(rate);
            results[i].ratios.push_back(rate / bare);
            results[i].chunk_ms.push_back(median(measured.chunk_ms));
            results[i].chunk_ms_worst.push_back(
                *std::max_element(measured.chunk_ms.begin(), measured.chunk_ms.end()));
        }
    }
    std::printf("%lld rows, %zu a transaction%s, %d rounds\n",
                static_cast<long long>(options.rows), chunk,
                options.has_texts ? ", a text in every tenth" : "", options.rounds);
    for (std::size_t i = 0; i < contenders.size(); ++i) print(contenders[i].name, results[i]);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"Imports against a bare loop of prepared inserts over the same rows"};
    app.add_option("--rows", options.rows)->check(CLI::Range(1'000, 1'000'000));
    app.add_option("--rounds", options.rounds)->check(CLI::Range(1, 99));
    app.add_option("--chunks", options.chunks, "rows a transaction of bare and store; file keeps "
                                               "the program's own");
    app.add_flag("--texts", options.has_texts, "every tenth row has a comment");
    app.add_option("--folder", options.folder, "on the disk to be measured");
    CLI11_PARSE(app, argc, argv);
    try {
        for (const std::size_t chunk : options.chunks) compare(chunk, options);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 3;
    }
    return 0;
}
