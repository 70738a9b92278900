#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "http/pages.h"

namespace {

std::set<std::string> matches(const std::string& text, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
        found.insert((*at)[1].str());
    return found;
}

std::string sources_of(const std::filesystem::path& folder) {
    std::ostringstream text;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".cpp") text << std::ifstream(entry.path()).rdbuf();
    return text.str();
}

// An empty hole is invisible: the page would simply lack its words.
TEST(DeskWords, fill_every_hole_and_no_other) {
    std::set<std::string> holes;
    for (const auto& page : http::pages::all) {
        if (page.name.rfind("desk_", 0) != 0) continue;
        const std::set<std::string> its =
            matches(std::string(page.text), std::regex(R"(\{\{\{?[#^]?(w_\w+)\}?\}\})"));
        holes.insert(its.begin(), its.end());
    }
    const std::set<std::string> words =
        matches(sources_of(PROJECT_DIR "/http/desk/pages"), std::regex(R"re("(w_\w+)")re"));
    EXPECT_EQ(holes, words);
    EXPECT_GT(holes.size(), 5U);
}

}  // namespace
