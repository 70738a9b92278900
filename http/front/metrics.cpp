#include "http/front/metrics.h"

#include <array>

namespace http {

namespace {

struct Line {
    const char* name;
    const char* type;
    const char* help;
    const Metrics::Counter& counter;
    bool microseconds = false;  // printed in seconds, Prometheus' base unit
};

struct Rejection {
    const char* reason;
    const Metrics::Counter& counter;
};

std::string in_seconds(std::uint64_t microseconds) {
    std::string fraction = std::to_string(microseconds % 1'000'000);
    fraction.insert(0, 6 - fraction.size(), '0');
    return std::to_string(microseconds / 1'000'000) + '.' + fraction;
}

void announce(std::string& text, const std::string& name, const char* type, const char* help) {
    text += "# HELP " + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
}

}  // namespace

std::string Metrics::prometheus() const {
    const Line lines[] = {
        {"connections_opened_total", "counter", "Connections taken.", connections_opened},
        {"connections_open", "gauge", "Connections open now.", connections_open},
        {"requests_total", "counter", "Complete requests.", requests},
        {"turns_total", "counter", "Turns of the loop that served requests.", turns},
        {"turn_seconds_total", "counter", "Time in those turns.", turn_microseconds, true},
        {"answers_stored_total", "counter", "Answers stored.", answers_stored},
        {"answers_repeated_total", "counter", "Answers sent again.", answers_repeated},
        {"commits_total", "counter", "Commits of answers.", commits},
        {"commit_seconds_total", "counter", "Time in those commits.", commit_microseconds, true},
        {"commit_failures_total", "counter", "Commits that failed.", commit_failures},
    };
    const Rejection rejections[] = {
        {"malformed", rejected_malformed},     {"too_large", rejected_too_large},
        {"too_slow", rejected_too_slow},       {"rate", rejected_rate},
        {"connections", rejected_connections}, {"problems", rejected_problems},
        {"codes", rejected_codes},
    };

    std::string text;
    for (const Line& line : lines) {
        const std::string name = std::string("manyidu_") + line.name;
        const std::uint64_t value = line.counter.load();
        announce(text, name, line.type, line.help);
        text += name + ' ' + (line.microseconds ? in_seconds(value) : std::to_string(value)) + '\n';
    }
    announce(text, "manyidu_rejected_total", "counter", "Requests turned away, by reason.");
    for (const Rejection& rejection : rejections) {
        text += std::string("manyidu_rejected_total{reason=\"") + rejection.reason + "\"} " +
                std::to_string(rejection.counter.load()) + '\n';
    }
    return text;
}

}  // namespace http
