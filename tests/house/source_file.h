// A source file: its path from the project's root and its text, read once for every rule.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace house {

struct SourceFile {
    std::string path;  // "engine/figures/tally.h"
    std::string text;
};

// What people wrote: everything below `root` but what builds, data and packages leave there.
std::vector<SourceFile> source_files(const std::filesystem::path& root);

std::vector<std::string> lines_of(std::string_view text);

// The text with comments and the insides of literals blanked, so that words in them are no code.
std::string code_of(std::string_view text);

bool has_ending(std::string_view path, std::string_view ending);  // "tally.h", ".h"
bool is_cpp(const SourceFile& file);                              // .cpp or .h
bool lies_in(std::string_view path, std::string_view folder);     // "http/main.cpp", "http"
std::string folder_of(std::string_view path);                     // "http" of "http/main.cpp"

}  // namespace house
