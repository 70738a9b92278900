// The contenders of the import benchmark: three ways of bringing the same rows onto the disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "surveys/limits.h"
#include "surveys/store/store.h"

namespace bench {

// Filled-in forms, as rows in memory and as the CSV they come from.
struct Papers {
    std::vector<surveys::ImportedRow> rows;
    std::string csv;
};
Papers make_papers(std::int64_t rows, bool has_texts);

struct ImportMeasured {
    double seconds = 0;
    std::vector<double> chunk_ms;  // of each chunk, until it was stored
};

struct ImportContender {
    const char* name;
    ImportMeasured (*run)(const Papers& papers, const std::filesystem::path& folder,
                          std::size_t chunk);
};

// The response table alone, under the store's pragmas, its rows encoded beforehand.
ImportMeasured insert_bare(const Papers& papers, const std::filesystem::path& folder,
                           std::size_t chunk);
// The store with its journal and tallies, from rows in memory.
ImportMeasured import_rows(const Papers& papers, const std::filesystem::path& folder,
                           std::size_t chunk);
// A CSV through the importer into the store, end to end, in the program's own chunks.
ImportMeasured import_csv(const Papers& papers, const std::filesystem::path& folder,
                          std::size_t chunk);

}  // namespace bench
