// The desk's addresses, as its sources add them: what a test asks of every page finds new ones too.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace tests {

struct Address {
    std::string method;   // "GET" or "POST"
    std::string pattern;  // of the router: "/desk/users/([^/]+)/role"
    bool is_page = false;
};

inline std::string desk_sources() {
    std::ostringstream text;
    const std::filesystem::path folder = PROJECT_DIR "/http/desk";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".cpp") text << std::ifstream(entry.path()).rdbuf();
    return text.str();
}

inline std::size_t times(const std::string& text, const std::regex& pattern) {
    return static_cast<std::size_t>(std::distance(
        std::sregex_iterator(text.begin(), text.end(), pattern), std::sregex_iterator()));
}

// Throws when a route is added in a way this reader misses.
inline std::vector<Address> desk_addresses() {
    static const std::regex added(
        R"re(\b(?:routes|DeskRoutes\(router, desk\))\s*\.(show|submit|read|write)\()re"
        R"re(\s*[\w:]+,\s*"([^"]+)")re");
    static const std::regex any(R"re(\)?\.(show|submit|read|write)\(\s*[\w:]*(Role|chief|role|)re"
                                R"re(everybody|officer|viewer|administrator)[\w:]*,)re");
    static const std::regex escaped(R"re(\\\\)re");
    const std::string text = desk_sources();
    std::vector<Address> addresses;
    for (std::sregex_iterator at(text.begin(), text.end(), added), end; at != end; ++at) {
        const std::string verb = (*at)[1];
        addresses.push_back(
            {.method = verb == "show" || verb == "read" ? "GET" : "POST",
             .pattern = std::regex_replace((*at)[2].str(), escaped, R"(\)"),
             .is_page = verb == "show" || verb == "submit"});
    }
    if (addresses.size() != times(text, any))
        throw std::logic_error("a route of the desk is added in a way this reader misses");
    return addresses;
}

// The path with `value` in each of the pattern's places.
inline std::string with_value(const std::string& pattern, const std::string& value) {
    static const std::regex place(R"(\([^()]*\))");
    static const std::regex optional(R"(\?)");
    static const std::regex dot(R"(\\\.)");
    static const std::regex anything(R"(\.\+)");
    std::string path = std::regex_replace(pattern, place, "@");
    path = std::regex_replace(path, optional, "");
    path = std::regex_replace(path, dot, ".");
    path = std::regex_replace(path, anything, "@");
    std::string filled;
    for (const char c : path) {
        if (c == '@') filled += value;
        else filled += c;
    }
    return filled;
}

// The path of something that is there, in a store of the tests.
inline std::string with_samples(const std::string& pattern) {
    static const std::map<std::string, std::string> samples{
        {"users", "chief"}, {"review", "2026"}, {"reviews", "2026"}, {"imports", "1"},
        {"units", "xz01"},  {"codes", "1"},     {"posters", "xz01"}};
    static const std::regex part("^/(?:desk|api/v1)/([a-z]+)/");
    std::smatch found;
    const bool has_part = std::regex_search(pattern, found, part);
    const auto sample = has_part ? samples.find(found[1]) : samples.end();
    return with_value(pattern, sample == samples.end() ? "citizens" : sample->second);
}

inline bool has_place(const std::string& pattern) {
    return pattern.find('(') != std::string::npos;
}

}  // namespace tests
