// What idle and slow clients cost those who work: the durable intake alone and beside a crowd, in
// pairs of the same run. Ends with 1 when less than four fifths of the rate are left.
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/contender.h"
#include "tests/bench/crowd.h"
#include "tests/bench/load.h"

namespace {

constexpr double ratio_min = 0.8;
constexpr rlim_t descriptors = 4096;

struct Options {
    double seconds = 3;
    int rounds = 9;
    std::size_t clients = 64;
    bench::Crowd::Size crowd{.idle = 500, .slow = 500};
    std::filesystem::path folder = std::filesystem::temp_directory_path();
};

std::string request() {
    const std::string body = R"({"answers":{"overall":"very_satisfied","speed":"satisfied"}})";
    return std::string("POST ") + bench::target +
           " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

double rate(const Options& options, bool crowded, std::size_t& came_back) {
    const auto folder = options.folder / ("manyidu_slow_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    double measured = 0;
    {
        bench::Serving serving(bench::durable(), {options.clients, folder});
        std::optional<bench::Crowd> crowd;
        if (crowded) crowd.emplace(serving.port(), options.crowd);
        const bench::Measured done =
            bench::run({serving.port(), options.clients, options.seconds, request(), 201});
        if (done.failures > 0) throw std::runtime_error("answers failed");
        measured = done.requests_per_second;
        if (crowd) came_back += crowd->came_back();
    }
    std::filesystem::remove_all(folder);
    return measured;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

int compare(const Options& options) {
    std::vector<double> alone;
    std::vector<double> beside;
    std::vector<double> ratios;
    std::size_t came_back = 0;
    for (int round = 0; round < options.rounds; ++round) {
        for (const bool crowded : {round % 2 == 0, round % 2 != 0})
            (crowded ? beside : alone).push_back(rate(options, crowded, came_back));
        ratios.push_back(beside.back() / alone.back());
    }
    const auto [least, most] = std::minmax_element(ratios.begin(), ratios.end());
    double load[1] = {0};
    static_cast<void>(::getloadavg(load, 1) == 1);
    std::printf("%zu working clients, %d rounds of %.0f s, load average %.1f\n", options.clients,
                options.rounds, options.seconds, load[0]);
    std::printf("alone                         %9.0f /s\n", median(alone));
    std::printf("beside %zu idle and %zu slow  %9.0f /s  (%zu were shut out and came back)\n",
                options.crowd.idle, options.crowd.slow, median(beside), came_back);
    std::printf("ratio                         %9.2f  [%.2f … %.2f]\n", median(ratios), *least,
                *most);
    return median(ratios) >= ratio_min ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"What idle and slow clients cost those who work"};
    app.add_option("--seconds", options.seconds, "of each measurement")->capture_default_str();
    app.add_option("--rounds", options.rounds)->capture_default_str();
    app.add_option("--clients", options.clients)->capture_default_str();
    app.add_option("--idle", options.crowd.idle)->capture_default_str();
    app.add_option("--slow", options.crowd.slow)->capture_default_str();
    app.add_option("--folder", options.folder, "on the disk to be measured")
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    const rlimit limit{descriptors, descriptors};
    ::setrlimit(RLIMIT_NOFILE, &limit);
    try {
        return compare(options);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 3;
    }
}
