// A review as a workbook: one sheet in the layout of each form, and one on method and counts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reports/review/form.h"

namespace reports {

// Figures are numbers, and the very ones that are shown: 94.99 stays 94.99. What the officers must
// still fill is tinted and empty. The same review makes the same bytes. A failing disk throws
// std::runtime_error.
void write_workbook(const Review& review, const std::vector<FilledForm>& forms,
                    const std::filesystem::path& file);

// The same workbook as bytes, by way of a temporary file that nobody else can read and that is gone
// when this returns.
[[nodiscard]] std::string workbook_bytes(const Review& review,
                                         const std::vector<FilledForm>& forms);

}  // namespace reports
