// The load of a soak as a program of its own: a line of JSON for every stretch of the run.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <nlohmann/json.hpp>

#include "tests/soak/pace.h"

int main(int argc, char** argv) {
    soak::Pace pace;
    CLI::App app{"Answers and phone pages at a steady pace, on the loopback"};
    app.add_option("--port", pace.port)->required();
    app.add_option("--clients", pace.clients)->check(CLI::PositiveNumber);
    app.add_option("--rate", pace.requests_per_second, "requests a second; 0: all it can");
    app.add_option("--seconds", pace.seconds)->check(CLI::PositiveNumber);
    app.add_option("--report", pace.report_seconds)->check(CLI::PositiveNumber);
    app.add_option("--seed", pace.seed);
    CLI11_PARSE(app, argc, argv);
    try {
        soak::keep(pace, [](const soak::Report& report) {
            const nlohmann::json line{{"seconds", report.seconds},
                                      {"rate", report.requests_per_second},
                                      {"p50_ms", report.p50_milliseconds},
                                      {"p99_ms", report.p99_milliseconds},
                                      {"max_ms", report.max_milliseconds},
                                      {"stored", report.stored},
                                      {"statuses", report.statuses}};
            std::puts(line.dump().c_str());
            std::fflush(stdout);
        });
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 3;
    }
}
