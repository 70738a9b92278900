#include "http/watch/exposition.h"

#include "http/watch/histogram.h"

namespace http {
namespace {

constexpr std::string_view prefix = "manyidu_";

// 1500 microseconds are "0.0015", 2 seconds "2".
std::string in_seconds(std::uint64_t microseconds) {
    std::string fraction = std::to_string(microseconds % 1'000'000);
    fraction.insert(0, 6 - fraction.size(), '0');
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return std::to_string(microseconds / 1'000'000) + (fraction.empty() ? "" : "." + fraction);
}

std::string in_words(std::uint64_t value, Kept kept) {
    return kept == Kept::in_microseconds ? in_seconds(value) : std::to_string(value);
}

}  // namespace

void Exposition::announce(std::string_view name, std::string_view type, std::string_view help) {
    text_.append("# HELP ").append(prefix).append(name).append(" ").append(help);
    text_.append("\n# TYPE ").append(prefix).append(name).append(" ").append(type).append("\n");
}

// Names and label values are ours: plain ASCII without quotes.
void Exposition::sample(std::string_view name, std::string_view ending, const Label& label,
                        std::string_view value) {
    text_.append(prefix).append(name).append(ending);
    if (!label.name.empty())
        text_.append("{").append(label.name).append("=\"").append(label.value).append("\"}");
    text_.append(" ").append(value).append("\n");
}

void Exposition::family(std::string_view name, std::string_view type, std::string_view help,
                        std::string_view label, std::initializer_list<Labelled> values) {
    announce(name, type, help);
    for (const Labelled& one : values)
        sample(name, "", {label, one.value}, std::to_string(one.number));
}

void Exposition::counter(std::string_view name, std::string_view help, std::uint64_t value,
                         Kept kept) {
    announce(name, "counter", help);
    sample(name, "", {}, in_words(value, kept));
}

void Exposition::counters(std::string_view name, std::string_view help, std::string_view label,
                          std::initializer_list<Labelled> values) {
    family(name, "counter", help, label, values);
}

void Exposition::gauge(std::string_view name, std::string_view help, std::uint64_t value) {
    announce(name, "gauge", help);
    sample(name, "", {}, std::to_string(value));
}

void Exposition::gauges(std::string_view name, std::string_view help, std::string_view label,
                        std::initializer_list<Labelled> values) {
    family(name, "gauge", help, label, values);
}

void Exposition::histogram(std::string_view name, std::string_view help,
                           const Histogram& histogram, Kept kept) {
    announce(name, "histogram", help);
    std::uint64_t up_to_here = 0;
    for (std::size_t at = 0; at < histogram.bounds(); ++at) {
        up_to_here += histogram.in_bucket(at);
        const std::string bound = in_words(histogram.bound(at), kept);
        sample(name, "_bucket", {"le", bound}, std::to_string(up_to_here));
    }
    up_to_here += histogram.in_bucket(histogram.bounds());
    sample(name, "_bucket", {"le", "+Inf"}, std::to_string(up_to_here));
    sample(name, "_sum", {}, in_words(histogram.sum(), kept));
    sample(name, "_count", {}, std::to_string(up_to_here));
}

}  // namespace http
