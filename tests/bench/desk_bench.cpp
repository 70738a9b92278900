// The desk's pages in process, at two sizes of the same store: what a page costs the server, and
// how much more it costs with a hundred times the answers.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/filled_desk.h"

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::vector<std::int64_t> sizes{10'000, 1'000'000};
    int rounds = 200;
    std::filesystem::path folder = std::filesystem::temp_directory_path();
};

struct Page {
    const char* name;
    std::string address;
    double target_ms = 0;  // of the larger store; 0 without
};

std::vector<Page> pages() {
    return {{"front", "/desk/", 50},
            {"survey", "/desk/surveys/citizens", 100},
            {"surveys", "/desk/surveys", 0},
            {"comments of a unit", "/desk/surveys/citizens?unit=xz07", 100},
            {"older comments", "/desk/surveys/citizens?before=5000", 100},
            {"units", "/desk/units?indicator=citizens", 0},
            {"indicator", "/desk/indicators/citizens", 0}};
}

double since(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

struct Times {
    double first = 0;  // nothing of the store in this process's memory yet
    double median = 0;
    double p99 = 0;
    std::size_t bytes = 0;
};

Times measure(const bench::FilledDesk& desk, const Page& page, int rounds) {
    Times times;
    const auto begin = Clock::now();
    times.bytes = desk.get(page.address).size();
    times.first = since(begin);
    std::vector<double> all;
    for (int round = 0; round < rounds; ++round) {
        const auto start = Clock::now();
        (void)desk.get(page.address);
        all.push_back(since(start));
    }
    std::sort(all.begin(), all.end());
    times.median = all[all.size() / 2];
    times.p99 = all[all.size() * 99 / 100];
    return times;
}

bool run(const Options& options) {
    std::vector<std::vector<Times>> results;
    for (const std::int64_t size : options.sizes) {
        const auto begin = Clock::now();
        const bench::FilledDesk desk(options.folder, size);
        std::printf("%lld answers, filled in %.1f s\n", static_cast<long long>(size),
                    since(begin) / 1000);
        std::vector<Times>& times = results.emplace_back();
        for (const Page& page : pages()) {
            times.push_back(measure(desk, page, options.rounds));
            const Times& one = times.back();
            std::printf("  %-20s first %7.2f  median %7.2f  p99 %7.2f ms  %6.0f KB\n", page.name,
                        one.first, one.median, one.p99,
                        static_cast<double>(one.bytes) / 1024);
            std::fflush(stdout);
        }
    }
    bool is_reached = true;
    std::printf("largest against smallest\n");
    for (std::size_t i = 0; i < pages().size(); ++i) {
        const Page page = pages()[i];
        const Times& large = results.back()[i];
        std::printf("  %-20s %.2f ×", page.name, large.median / results.front()[i].median);
        if (page.target_ms > 0) {
            const bool is_fast = large.median <= page.target_ms;
            is_reached &= is_fast;
            std::printf("  target %.0f ms: %s", page.target_ms, is_fast ? "reached" : "missed");
        }
        std::printf("\n");
    }
    return is_reached;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"The desk's pages in process, at two sizes of the same store"};
    app.add_option("--sizes", options.sizes, "answers in the store, the smaller first");
    app.add_option("--rounds", options.rounds)->check(CLI::PositiveNumber);
    app.add_option("--folder", options.folder, "where the stores lie meanwhile");
    CLI11_PARSE(app, argc, argv);
    try {
        return run(options) ? 0 : 1;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 3;
    }
}
