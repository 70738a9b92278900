// The independent verifier: tests/surveys/verify_journal.py, written from docs/journal.md alone.
#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

namespace tests {

struct Printed {
    std::string text;
    int exit_code = 0;
};

inline Printed verify_with_python(const std::filesystem::path& file) {
    const std::string command =
        "python3 " TESTS_DIR "/surveys/verify_journal.py " + file.string() + " 2>&1";
    Printed printed;
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    std::array<char, 4096> part{};
    while (const std::size_t bytes = std::fread(part.data(), 1, part.size(), pipe))
        printed.text.append(part.data(), bytes);
    printed.exit_code = ::pclose(pipe);
    return printed;
}

}  // namespace tests
