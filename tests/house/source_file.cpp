#include "tests/house/source_file.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>

namespace house {

namespace {

namespace fs = std::filesystem;

bool is_left_by_tools(const fs::path& path, const fs::path& root) {
    const std::string name = path.filename().string();
    if (path.parent_path() == root && (name == "build" || name == "data")) return true;
    return name == "node_modules" || name == "__pycache__" || name == ".git";
}

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool is_word(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

void blank(std::string& text, std::size_t from, std::size_t to) {
    for (std::size_t at = from; at < std::min(to, text.size()); ++at) {
        if (text[at] != '\n') text[at] = ' ';
    }
}

// Where the literal that opens at `from` ends; behind its closing quote.
std::size_t end_of_quoted(std::string_view text, std::size_t from) {
    for (std::size_t at = from + 1; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == text[from] || text[at] == '\n') {
            return at + 1;
        }
    }
    return text.size();
}

std::size_t end_of_raw(std::string_view text, std::size_t quote) {
    const std::size_t open = text.find('(', quote);
    if (open == std::string_view::npos) return text.size();
    std::string close(text.substr(quote, open - quote));
    close.replace(0, 1, 1, ')').push_back('"');
    const std::size_t end = text.find(close, open);
    return end == std::string_view::npos ? text.size() : end + close.size();
}

bool is_include(std::string_view text, std::size_t at) {
    const std::size_t line_start = text.rfind('\n', at) + 1;  // 0 in the first line
    return text.substr(line_start).starts_with("#include");
}

// Where the comment or literal that begins at `at` ends; `at` itself when there is none. The name
// of an include is code.
std::size_t end_of_prose(std::string_view text, std::size_t at) {
    const char letter = text[at];
    const bool after_word = at > 0 && is_word(text[at - 1]);
    if (text.substr(at, 2) == "//") return std::min(text.find('\n', at), text.size());
    if (text.substr(at, 2) == "/*") return std::min(text.find("*/", at), text.size() - 2) + 2;
    if (letter == '"' && after_word && text[at - 1] == 'R') return end_of_raw(text, at);
    if (letter == '"' && is_include(text, at)) return at;
    if (letter == '"' || (letter == '\'' && !after_word)) return end_of_quoted(text, at);
    return at;
}

}  // namespace

std::vector<SourceFile> source_files(const fs::path& root) {
    std::vector<SourceFile> files;
    for (fs::recursive_directory_iterator at(root), end; at != end; ++at) {
        if (is_left_by_tools(at->path(), root)) {
            at.disable_recursion_pending();
        } else if (at->is_regular_file() && !at->is_symlink()) {
            files.push_back({at->path().lexically_relative(root).generic_string(),
                             read(at->path())});
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string code_of(std::string_view text) {
    std::string code(text);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = end_of_prose(text, at);
        blank(code, at, end);
        at = std::max(end, at + 1);
    }
    return code;
}

bool has_ending(std::string_view path, std::string_view ending) { return path.ends_with(ending); }

bool is_cpp(const SourceFile& file) {
    return has_ending(file.path, ".cpp") || has_ending(file.path, ".h");
}

bool lies_in(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && path.substr(folder.size()).starts_with('/');
}

std::string folder_of(std::string_view path) {
    const std::size_t slash = path.find('/');
    return std::string(slash == std::string_view::npos ? "" : path.substr(0, slash));
}

}  // namespace house
