// Intake against baselines of the same run: rounds interleaved, medians, ratios.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/contender.h"
#include "tests/bench/load.h"

namespace {

using bench::Contender;
using bench::Measured;

struct Options {
    double seconds = 1;
    int rounds = 3;
    std::vector<std::size_t> clients{1, 8, 64, 256};
    std::filesystem::path folder = std::filesystem::temp_directory_path();
};

std::string request() {
    const std::string body = R"({"answers":{"overall":"very_satisfied","speed":"satisfied"}})";
    return std::string("POST ") + bench::target +
           " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

Measured measure(const Contender& contender, std::size_t clients, const Options& options) {
    const std::filesystem::path folder =
        options.folder / ("manyidu_bench_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    Measured measured;
    {
        bench::Serving serving(contender, {clients, folder});
        measured = bench::run({serving.port(), clients, options.seconds, request(), 201});
        measured.server_microseconds =
            serving.end() * 1e6 / static_cast<double>(std::max<std::size_t>(measured.answers, 1));
    }
    std::filesystem::remove_all(folder);
    return measured;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

template <typename Field>
std::vector<double> column(const std::vector<Measured>& rounds, Field field) {
    std::vector<double> values;
    for (const Measured& one : rounds) values.push_back(one.*field);
    return values;
}

void print_rates(const Contender& contender, std::size_t clients,
                 const std::vector<Measured>& rounds) {
    const auto rates = column(rounds, &Measured::requests_per_second);
    std::size_t failures = 0;
    for (const Measured& one : rounds) failures += one.failures;
    std::printf("%7zu  %-8s %9.0f /s  [%.0f … %.0f]  p50 %.0f us  p99 %.0f us  "
                "cpu %.1f us  failures %zu\n",
                clients, contender.name.c_str(), median(rates),
                *std::min_element(rates.begin(), rates.end()),
                *std::max_element(rates.begin(), rates.end()),
                median(column(rounds, &Measured::p50_microseconds)),
                median(column(rounds, &Measured::p99_microseconds)),
                median(column(rounds, &Measured::server_microseconds)), failures);
}

// Of each round's pair, not of the medians: what slows one of a pair slows the other.
void print_ratio(const char* words, const std::vector<Measured>& ours,
                 const std::vector<Measured>& theirs) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        ratios.push_back(ours[i].requests_per_second / theirs[i].requests_per_second);
    }
    std::printf("         %-18s %.2f  [%.2f … %.2f]\n", words, median(ratios),
                *std::min_element(ratios.begin(), ratios.end()),
                *std::max_element(ratios.begin(), ratios.end()));
}

void compare(std::size_t clients, const Options& options) {
    const std::vector<Contender> contenders{bench::stock(), bench::front(), bench::durable()};
    std::vector<std::vector<Measured>> results(contenders.size());
    for (int round = 0; round < options.rounds; ++round) {
        for (std::size_t i = 0; i < contenders.size(); ++i) {
            results[i].push_back(measure(contenders[i], clients, options));
        }
    }
    for (std::size_t i = 0; i < contenders.size(); ++i) {
        print_rates(contenders[i], clients, results[i]);
    }
    print_ratio("front / stock", results[1], results[0]);
    print_ratio("durable / stock", results[2], results[0]);
    print_ratio("durable / front", results[2], results[1]);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"Durable intake against the stock server and against our loop without a store"};
    app.add_option("--seconds", options.seconds, "of each measurement")
        ->check(CLI::Range(0.1, 60.0));
    app.add_option("--rounds", options.rounds)->check(CLI::Range(1, 99));
    app.add_option("--clients", options.clients, "numbers of clients");
    app.add_option("--folder", options.folder, "on the disk to be measured");
    CLI11_PARSE(app, argc, argv);
    try {
        for (const std::size_t clients : options.clients) compare(clients, options);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 3;
    }
    return 0;
}
