// The shown figures: what the command line, the API and the pages say of one store, as files.
#pragma once

#include <filesystem>

#include "tests/property/odd_store.h"

namespace property {

// Beside the store: asked.json (what was asked for), scores.{json,txt,csv}, by-unit.json,
// by-month.json, review-YEAR.*, desk-review-YEAR.*, api-*.json and page-*.html.
void write_figures(const OddStore& made, const std::filesystem::path& store);

}  // namespace property
