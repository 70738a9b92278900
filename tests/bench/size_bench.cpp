// What a large store costs: the cold start of the real program, its memory at rest, and a score and
// its breakdowns beside those of a small store, round by round.
#include <time.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/cold_start.h"
#include "tests/bench/filled_desk.h"

namespace {

using Clock = std::chrono::steady_clock;
using bench::FilledDesk;

constexpr double start_ms_max = 300;
constexpr double idle_megabytes_max = 64;
constexpr double score_ms_max = 5;
constexpr double ratio_max = 1.5;

struct Options {
    std::int64_t small = 10'000;
    std::int64_t large = 10'000'000;
    int rounds = 200;
    int starts = 5;
    std::filesystem::path folder;
    std::filesystem::path program = "build/release/manyidu";
};

double since(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

// Of this thread's own work: what else runs on the machine is left out as far as can be.
double processor_milliseconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double cost_of(const FilledDesk& desk, const std::string& address) {
    const double begin = processor_milliseconds();
    (void)desk.get(address);
    return processor_milliseconds() - begin;
}

double median(std::vector<double> all) {
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}

std::unique_ptr<FilledDesk> fill(const Options& options, std::int64_t answers) {
    const auto begin = Clock::now();
    auto desk = std::make_unique<FilledDesk>(options.folder, answers,
                                             FilledDesk::Afterwards::kept);
    std::printf("%lld answers, opened or filled in %.1f s, %.1f GB\n",
                static_cast<long long>(answers), since(begin) / 1000,
                static_cast<double>(std::filesystem::file_size(desk->store_file())) / 1e9);
    std::fflush(stdout);
    return desk;
}

bool tell(const char* what, double value, double max, const char* unit) {
    const bool is_reached = value <= max;
    std::printf("  %-28s %8.2f %s  target %g: %s\n", what, value, unit, max,
                is_reached ? "reached" : "missed");
    return is_reached;
}

bool start(const Options& options, const std::filesystem::path& store) {
    std::vector<double> waits, memories;
    for (int i = 0; i < options.starts; ++i) {
        const bench::ColdStart one = bench::start_cold(options.program, store);
        waits.push_back(one.ready_milliseconds);
        memories.push_back(static_cast<double>(one.idle_kilobytes) / 1024);
    }
    std::printf("start with the large store, median of %d\n", options.starts);
    const bool is_fast = tell("ready after", median(waits), start_ms_max, "ms");
    return tell("resident at rest", median(memories), idle_megabytes_max, "MB") && is_fast;
}

bool score(const Options& options, const FilledDesk& small, const FilledDesk& large) {
    const std::string at = "/api/v1/indicators/citizens/score";
    bool is_reached = true;
    std::printf("a score over the API in process, processor time, medians of %d rounds\n",
                options.rounds);
    for (const std::string by : {"", "?by=unit", "?by=month", "?by=channel"}) {
        std::vector<double> of_small, of_large;
        for (int round = 0; round < options.rounds; ++round) {
            of_small.push_back(cost_of(small, at + by));
            of_large.push_back(cost_of(large, at + by));
        }
        const std::string name = by.empty() ? "score" : "score" + by;
        is_reached &= tell((name + ", large").c_str(), median(of_large), score_ms_max, "ms");
        const double ratio = median(of_large) / median(of_small);
        is_reached &= tell((name + ", large / small").c_str(), ratio, ratio_max, "  ");
    }
    return is_reached;
}

bool run(const Options& options) {
    const auto small = fill(options, options.small);
    auto large = fill(options, options.large);
    const bool is_constant = score(options, *small, *large);
    const std::filesystem::path store = large->store_file();
    large.reset();  // one writer only
    return start(options, store) && is_constant;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"What a large store costs: start, memory, scores"};
    app.add_option("--folder", options.folder, "where the stores lie, and stay")->required();
    app.add_option("--program", options.program)->capture_default_str();
    app.add_option("--small", options.small)->capture_default_str();
    app.add_option("--large", options.large)->capture_default_str();
    app.add_option("--rounds", options.rounds)->check(CLI::PositiveNumber);
    app.add_option("--starts", options.starts)->check(CLI::PositiveNumber);
    CLI11_PARSE(app, argc, argv);
    try {
        return run(options) ? 0 : 1;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 3;
    }
}
