#include "surveys/questionnaires/submission.h"

#include <array>

namespace surveys {
namespace {

constexpr std::array<std::string_view, channels.size()> channel_names{
    "web", "qr", "tablet", "hall", "phone", "sms", "paper", "import"};
constexpr std::array<std::string_view, sources.size()> source_names{"coded", "open", "paper",
                                                                    "import"};

template <typename Enumeration, std::size_t size>
std::optional<Enumeration> named(std::string_view name,
                                 const std::array<std::string_view, size>& names) {
    for (std::size_t i = 0; i < size; ++i)
        if (names.at(i) == name) return static_cast<Enumeration>(i);
    return std::nullopt;
}

}  // namespace

std::string_view name(Channel channel) {
    return channel_names.at(static_cast<std::size_t>(channel));
}

std::string_view name(Source source) { return source_names.at(static_cast<std::size_t>(source)); }

std::optional<Channel> channel_named(std::string_view name) {
    return named<Channel>(name, channel_names);
}

std::optional<Source> source_named(std::string_view name) {
    return named<Source>(name, source_names);
}

Source source_of(Channel channel, bool has_code) {
    if (has_code) return Source::coded;
    if (channel == Channel::paper) return Source::paper;
    return channel == Channel::import ? Source::import : Source::open;
}

}  // namespace surveys
