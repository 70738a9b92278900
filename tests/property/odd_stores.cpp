// odd_stores FIRST LAST FOLDER: makes a store for each seed and writes down what is shown of it.
#include <cstdint>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>

#include "tests/property/odd_store.h"
#include "tests/property/shown_figures.h"

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "odd_stores FIRST LAST FOLDER\n";
        return 2;
    }
    const std::filesystem::path folder = argv[3];
    std::uint64_t seed = std::stoull(argv[1]);
    const std::uint64_t last = std::stoull(argv[2]);
    for (; seed <= last; ++seed) try {
            const auto store = folder / std::to_string(seed) / "odd.db";
            const auto made = property::make_odd_store(seed, store);
            property::write_figures(made, store);
        } catch (const std::exception& failure) {
            std::cerr << "seed " << seed << ": " << failure.what() << '\n';
            return 1;
        }
    return 0;
}
