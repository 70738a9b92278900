#include "tests/house/includes.h"

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>
#include <string_view>

namespace house {

namespace {

constexpr std::array<std::string_view, 4> folders{"http", "reports", "surveys", "engine"};

struct Include {
    std::size_t line = 0;
    bool quoted = false;
    std::string name;
};

std::vector<Include> includes_of(const SourceFile& file) {
    static const std::regex directive(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
    std::vector<Include> includes;
    const std::vector<std::string> lines = lines_of(code_of(file.text));
    for (std::size_t at = 0; at < lines.size(); ++at) {
        std::smatch match;
        if (std::regex_search(lines[at], match, directive)) {
            includes.push_back({at + 1, match[1] == "\"", match[2]});
        }
    }
    return includes;
}

std::string complaint(const SourceFile& file, const Include& include, std::string_view wrong) {
    return file.path + ":" + std::to_string(include.line) + ": " + include.name + " " +
           std::string(wrong);
}

bool is_sqlite(const Include& include) {
    return include.name.starts_with("SQLiteCpp/") || include.name == "sqlite3.h";
}

// The room that wraps this library and so may show it in headers of its own; "" for none.
std::string_view room_around(const Include& include) {
    if (is_sqlite(include)) return "surveys/store";
    return include.name == "httplib.h" ? "http/front" : "";
}

bool is_of_the_system(const Include& include) {
    return include.name.find_first_of("./") == std::string::npos || include.name == "unistd.h" ||
           include.name.starts_with("sys/");
}

bool is_ours(const SourceFile& file) {
    return std::ranges::find(folders, folder_of(file.path)) != folders.end();
}

// Walks the includes depth first; `way` leads from a root to the file looked at.
class Walk {
public:
    explicit Walk(const std::vector<SourceFile>& files) {
        for (const SourceFile& file : files) {
            if (!is_cpp(file)) continue;
            for (const Include& include : includes_of(file)) {
                if (include.quoted) seen_by_[file.path].push_back(include.name);
            }
        }
    }

    Complaints circles() {
        for (const auto& [path, names] : seen_by_) visit(path);
        return circles_;
    }

private:
    void visit(const std::string& path) {
        if (const auto again = std::ranges::find(way_, path); again != way_.end()) {
            std::string ring;
            for (auto at = again; at != way_.end(); ++at) ring += *at + " -> ";
            circles_.push_back(ring + path);
            return;
        }
        const auto seen = seen_by_.find(path);
        if (seen == seen_by_.end() || !done_.insert(path).second) return;
        way_.push_back(path);
        for (const std::string& name : seen->second) visit(name);
        way_.pop_back();
    }

    std::map<std::string, std::vector<std::string>> seen_by_;
    std::set<std::string> done_;
    std::vector<std::string> way_;
    Complaints circles_;
};

}  // namespace

Complaints includes_to_the_left(const SourceFile& file) {
    Complaints complaints;
    if (!is_ours(file) || !is_cpp(file)) return complaints;
    const auto here = std::ranges::find(folders, folder_of(file.path));
    for (const Include& include : includes_of(file)) {
        if (!include.quoted) continue;
        const auto there = std::ranges::find(folders, folder_of(include.name));
        if (there == folders.end()) {
            complaints.push_back(complaint(file, include, "is not named from the root"));
        } else if (there < here) {
            complaints.push_back(complaint(file, include, "lies to the left"));
        }
    }
    return complaints;
}

Complaints libraries_out_of_their_room(const SourceFile& file) {
    Complaints complaints;
    if (!is_ours(file) || !is_cpp(file)) return complaints;
    const bool header = has_ending(file.path, ".h");
    for (const Include& include : includes_of(file)) {
        if (is_sqlite(include) && !lies_in(file.path, "surveys/store")) {
            complaints.push_back(complaint(file, include, "belongs under surveys/store/"));
        }
        if (include.name == "httplib.h" && !lies_in(file.path, "http")) {
            complaints.push_back(complaint(file, include, "belongs under http/"));
        }
        if (include.name == "nlohmann/json.hpp" && header) {
            complaints.push_back(complaint(file, include, "belongs in a .cpp"));
        }
    }
    return complaints;
}

Complaints libraries_in_headers(const SourceFile& file) {
    Complaints complaints;
    if (!is_ours(file) || !has_ending(file.path, ".h")) return complaints;
    for (const Include& include : includes_of(file)) {
        const std::string_view room = room_around(include);
        const bool at_home = !room.empty() && lies_in(file.path, room);
        if (include.quoted || is_of_the_system(include) || at_home) continue;
        if (include.name != "nlohmann/json_fwd.hpp") {
            complaints.push_back(complaint(file, include, "does not belong in a header"));
        }
    }
    return complaints;
}

Complaints libraries_through_a_door(const std::vector<SourceFile>& files) {
    std::map<std::string, std::string> room_of;  // by the path of a header that shows a library
    const auto room_shown = [&](const Include& include) {
        const auto showing = room_of.find(include.name);
        return showing == room_of.end() ? std::string(room_around(include)) : showing->second;
    };
    for (bool grew = true; grew;) {
        grew = false;
        for (const SourceFile& file : files) {
            if (!is_ours(file) || !has_ending(file.path, ".h")) continue;
            for (const Include& include : includes_of(file)) {
                const std::string room = room_shown(include);
                if (!room.empty()) grew |= room_of.emplace(file.path, room).second;
            }
        }
    }
    Complaints complaints;
    for (const SourceFile& file : files) {
        if (!is_ours(file)) continue;
        for (const Include& include : includes_of(file)) {
            if (!include.quoted || !room_of.contains(include.name)) continue;
            if (lies_in(file.path, room_of.at(include.name))) continue;
            complaints.push_back(complaint(file, include, "shows a library out of its room"));
        }
    }
    return complaints;
}

Complaints include_circles(const std::vector<SourceFile>& files) { return Walk(files).circles(); }

Complaints doubled_types(const std::vector<SourceFile>& files) {
    static const std::regex definition(R"(^(?:struct|class|enum class) (\w+)\b(?!::)[^;]*\{.*)");
    std::map<std::string, std::string> homes;
    Complaints complaints;
    for (const SourceFile& file : files) {
        if (!has_ending(file.path, ".h") || lies_in(file.path, "tests")) continue;
        for (const std::string& line : lines_of(code_of(file.text))) {
            std::smatch found;
            if (!std::regex_match(line, found, definition)) continue;
            const std::string name = folder_of(file.path) + "::" + found[1].str();
            const auto [home, is_new] = homes.emplace(name, file.path);
            if (!is_new)
                complaints.push_back(name + " is both in " + home->second + " and " + file.path);
        }
    }
    return complaints;
}

}  // namespace house
