// An exposition: metrics as Prometheus reads them (text format 0.0.4), under the name manyidu_….
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace http {

class Histogram;

enum class Kept { as_it_is, in_microseconds };  // the latter is printed in seconds, the base unit

struct Labelled {
    std::string_view value;  // of the label
    std::uint64_t number = 0;
};

class Exposition {
public:
    // Counters end in _total.
    void counter(std::string_view name, std::string_view help, std::uint64_t value,
                 Kept kept = Kept::as_it_is);
    void counters(std::string_view name, std::string_view help, std::string_view label,
                  std::initializer_list<Labelled> values);
    void gauge(std::string_view name, std::string_view help, std::uint64_t value);
    void gauges(std::string_view name, std::string_view help, std::string_view label,
                std::initializer_list<Labelled> values);
    void histogram(std::string_view name, std::string_view help, const Histogram& histogram,
                   Kept kept = Kept::as_it_is);

    const std::string& text() const { return text_; }

private:
    struct Label {
        std::string_view name, value;
    };
    void announce(std::string_view name, std::string_view type, std::string_view help);
    void sample(std::string_view name, std::string_view ending, const Label& label,
                std::string_view value);
    void family(std::string_view name, std::string_view type, std::string_view help,
                std::string_view label, std::initializer_list<Labelled> values);

    std::string text_;
};

}  // namespace http
