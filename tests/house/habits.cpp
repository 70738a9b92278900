#include "tests/house/habits.h"

#include <algorithm>
#include <array>
#include <regex>
#include <string_view>

namespace house {

namespace {

constexpr std::array<std::string_view, 12> written_by_people{
    ".cpp", ".h",   ".cmake", "CMakeLists.txt", ".sql", ".html",
    ".css", ".js",  ".mjs",   ".py",            ".sh",  "tests/long"};

bool is_written_by_people(const SourceFile& file) {
    const bool command = file.path == "run" || file.path == "check" || file.path == ".ci/run";
    return command || std::ranges::any_of(written_by_people, [&](std::string_view ending) {
               return has_ending(file.path, ending);
           });
}

bool is_text(const SourceFile& file) { return file.text.find('\0') == std::string::npos; }

std::size_t code_points(std::string_view line) {
    return static_cast<std::size_t>(std::ranges::count_if(
        line, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

std::string complaint(const SourceFile& file, std::size_t line, std::string_view wrong) {
    return file.path + ":" + std::to_string(line) + ": " + std::string(wrong);
}

// One complaint for each line `is_wrong` holds for.
template <typename Predicate>
Complaints each_line(const SourceFile& file, std::string_view text, std::string_view wrong,
                     Predicate is_wrong) {
    Complaints complaints;
    const std::vector<std::string> lines = lines_of(text);
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (is_wrong(lines[at])) complaints.push_back(complaint(file, at + 1, wrong));
    }
    return complaints;
}

// Where a declaration may begin: in the first column, as namespaces are not indented.
bool begins_something(const std::string& line) {
    return !line.empty() && line.find_first_of(" #}") != 0 && !line.starts_with("namespace");
}

}  // namespace

Complaints long_lines(const SourceFile& file) {
    if (!is_written_by_people(file)) return {};
    return each_line(file, file.text, "is longer than 100 columns", [](const std::string& line) {
        return code_points(line) > columns_max;
    });
}

Complaints stray_blanks(const SourceFile& file) {
    if (!is_written_by_people(file)) return {};
    Complaints complaints =
        each_line(file, file.text, "has a stray blank", [](const std::string& line) {
            return line.ends_with(' ') || line.find_first_of("\t\r") != std::string::npos;
        });
    if (!file.text.empty() && !file.text.ends_with('\n')) {
        complaints.push_back(complaint(file, lines_of(file.text).size(), "has no end"));
    }
    return complaints;
}

Complaints long_files(const SourceFile& file) {
    const std::size_t lines = lines_of(file.text).size();
    if (!is_cpp(file) || lines <= file_lines_max) return {};
    return {complaint(file, lines, "is more than one file should say")};
}

Complaints long_functions(const SourceFile& file) {
    Complaints complaints;
    if (!is_cpp(file) || lies_in(file.path, "tests")) return complaints;
    const std::vector<std::string> lines = lines_of(code_of(file.text));
    std::size_t begun = lines.size();
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (begins_something(lines[at])) begun = at;
        if (!lines[at].starts_with('}')) continue;
        const bool function = lines[at].find_first_not_of("} ") == std::string::npos;
        if (function && begun < at && at - begun - 1 > function_lines_max) {
            complaints.push_back(complaint(file, begun + 1, "begins a function of over 50 lines"));
        }
        begun = lines.size();
    }
    return complaints;
}

Complaints whole_namespaces(const SourceFile& file) {
    if (!is_cpp(file)) return {};
    static const std::regex whole(R"(\busing\s+namespace\b)");
    return each_line(file, code_of(file.text), "takes in a whole namespace",
                     [](const std::string& line) { return std::regex_search(line, whole); });
}

Complaints things_nobody_does(const SourceFile& file) {
    if (!is_written_by_people(file)) return {};
    static const std::regex nobody("\\b(TO" "DO|FIX" "ME|X" "XX)\\b(?!\\([a-z]+\\))");
    return each_line(file, file.text, "leaves a thing to nobody",
                     [](const std::string& line) { return std::regex_search(line, nobody); });
}

Complaints silent_headers(const SourceFile& file) {
    Complaints complaints;
    if (!has_ending(file.path, ".h")) return complaints;
    if (!file.text.starts_with("// ")) {
        complaints.push_back(complaint(file, 1, "does not say what the thing is"));
    }
    const std::vector<std::string> lines = lines_of(file.text);
    if (std::ranges::find(lines, "#pragma once") == lines.end()) {
        complaints.push_back(complaint(file, 1, "lacks #pragma once"));
    }
    return complaints;
}

Complaints machine_paths(const SourceFile& file) {
    if (!is_text(file)) return {};
    static const std::regex in_page("(^|[^A-Za-z0-9_./$}-])/(wo" "rk|ro" "ot)/");
    static const std::regex in_code("(^|[^A-Za-z0-9_./$}-])/(t" "mp|wo" "rk|ro" "ot)/");
    const std::regex& machine = has_ending(file.path, ".md") ? in_page : in_code;
    return each_line(file, file.text, "names a path of somebody's machine",
                     [&](const std::string& line) { return std::regex_search(line, machine); });
}

Complaints unbuilt_files(const std::vector<SourceFile>& files) {
    Complaints complaints;
    const auto names = [](const SourceFile& list, const std::string& path) {
        const std::size_t home = list.path.size() - std::string_view("CMakeLists.txt").size();
        if (path.substr(0, home) != list.path.substr(0, home)) return false;
        for (const std::string& line : lines_of(list.text)) {
            const std::string name = path.substr(home);
            const std::string said = line.substr(0, line.find('#'));
            for (std::size_t at = said.find(name); at != std::string::npos;
                 at = said.find(name, at + 1)) {
                const std::size_t end = at + name.size();
                const std::string around{at == 0 ? ' ' : said[at - 1],
                                         end < said.size() ? said[end] : ' '};
                if (around.find_first_not_of(" ()\"") == std::string::npos) return true;
            }
        }
        return false;
    };
    for (const SourceFile& file : files) {
        if (!has_ending(file.path, ".cpp")) continue;
        const bool built = std::ranges::any_of(files, [&](const SourceFile& list) {
            return has_ending(list.path, "CMakeLists.txt") && names(list, file.path);
        });
        if (!built) complaints.push_back(file.path + " is in no CMakeLists.txt");
    }
    return complaints;
}

}  // namespace house
