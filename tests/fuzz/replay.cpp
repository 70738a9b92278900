// Replays the inputs that a fuzzer has kept: every file of the folders named on the command line,
// and each of them cut short and with one byte changed, at places that depend on the file only.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/fuzzed.h"

namespace {

constexpr int variants_a_file = 24;

void try_input(const std::string& input) {
    // A copy of exactly this length, so that a read behind its end is noticed.
    const std::vector<std::uint8_t> bytes(input.begin(), input.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

void try_variants(const std::string& input) {
    if (input.empty()) return;
    std::seed_seq seed(input.begin(), input.end());
    std::mt19937 random(seed);
    for (int i = 0; i < variants_a_file; ++i) {
        std::string changed = input.substr(0, 1 + random() % input.size());
        try_input(changed);
        changed = input;
        changed[random() % changed.size()] = static_cast<char>(random());
        try_input(changed);
    }
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

int main(int count, char** folders) {
    std::size_t inputs = 0;
    for (int i = 1; i < count; ++i) {
        for (const auto& file : files_in(folders[i])) {
            std::ifstream stream(file, std::ios::binary);
            const std::string input{std::istreambuf_iterator<char>(stream), {}};
            try_input(input);
            try_variants(input);
            ++inputs;
        }
    }
    std::cout << inputs << " inputs replayed\n";
    return inputs > 0 ? 0 : 1;
}
