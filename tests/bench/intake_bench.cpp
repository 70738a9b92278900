// Intake against baselines of the same run: rounds interleaved, medians, ratios.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/contender.h"
#include "tests/bench/load.h"
#include "tests/bench/sync.h"

namespace {

using bench::Contender;
using bench::Measured;

struct Options {
    double seconds = 1;
    int rounds = 3;
    std::vector<std::size_t> clients{1, 8, 64, 256};
    std::filesystem::path folder = std::filesystem::temp_directory_path();
    std::vector<std::string> names{"stock", "bare", "front", "durable", "naive"};
    int sync_delay_us = 0;
};

std::vector<Contender> contenders(const Options& options) {
    std::vector<Contender> all{bench::stock(), bench::bare(), bench::front(), bench::durable(),
                               bench::naive()};
    std::erase_if(all, [&](const Contender& one) {
        return std::find(options.names.begin(), options.names.end(), one.name) ==
               options.names.end();
    });
    return all;
}

std::string request() {
    const std::string body = R"({"answers":{"overall":"very_satisfied","speed":"satisfied"}})";
    return std::string("POST ") + bench::target +
           " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

// A folder on the disk to be measured, gone with this object.
class Place {
public:
    explicit Place(const std::filesystem::path& parent)
        : folder_(parent / ("manyidu_bench_" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    ~Place() { std::filesystem::remove_all(folder_); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

Measured measure(const Contender& contender, std::size_t clients, const Options& options) {
    const Place place(options.folder);
    bench::Serving serving(contender, {clients, place.folder()});
    Measured measured =
        bench::run({serving.port(), clients, options.seconds, request(), 201});
    measured.server_microseconds =
        serving.end() * 1e6 / static_cast<double>(std::max<std::size_t>(measured.answers, 1));
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
void print_ratio(const std::string& words, const std::vector<Measured>& ours,
                 const std::vector<Measured>& theirs) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        ratios.push_back(ours[i].requests_per_second / theirs[i].requests_per_second);
    }
    std::printf("         %-18s %.2f  [%.2f … %.2f]\n", words.c_str(), median(ratios),
                *std::min_element(ratios.begin(), ratios.end()),
                *std::max_element(ratios.begin(), ratios.end()));
}

struct Pair {
    const char* ours;
    const char* theirs;
};
constexpr Pair pairs[] = {{"front", "stock"},   {"durable", "stock"}, {"durable", "front"},
                          {"durable", "naive"}, {"durable", "bare"},  {"front", "bare"}};

void compare(std::size_t clients, const Options& options) {
    const std::vector<Contender> all = contenders(options);
    std::map<std::string, std::vector<Measured>> results;
    std::vector<double> syncs;
    for (int round = 0; round < options.rounds; ++round) {
        for (const Contender& one : all) {
            results[one.name].push_back(measure(one, clients, options));
        }
        const Place place(options.folder);
        syncs.push_back(bench::syncs_per_second(place.folder(), options.seconds / 10));
    }
    for (const Contender& one : all) print_rates(one, clients, results[one.name]);
    for (const Pair& pair : pairs) {
        if (!results.contains(pair.ours) || !results.contains(pair.theirs)) continue;
        print_ratio(std::string(pair.ours) + " / " + pair.theirs, results[pair.ours],
                    results[pair.theirs]);
    }
    std::printf("         bare fsync %.0f /s  [%.0f … %.0f]\n", median(syncs),
                *std::min_element(syncs.begin(), syncs.end()),
                *std::max_element(syncs.begin(), syncs.end()));
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
    app.add_option("--contenders", options.names, "some of stock bare front durable naive")
        ->check(CLI::IsMember(options.names));
    app.add_option("--sync-delay-us", options.sync_delay_us, "makes each fsync so much slower")
        ->check(CLI::Range(0, 100'000));
    CLI11_PARSE(app, argc, argv);
    bench::slow_syncs_by(std::chrono::microseconds(options.sync_delay_us));
    try {
        for (const std::size_t clients : options.clients) compare(clients, options);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 3;
    }
    return 0;
}
