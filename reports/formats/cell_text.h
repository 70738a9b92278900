// Cell text: what a spreadsheet's cells and sheet names may hold of a text that came from anywhere.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reports {

inline constexpr std::size_t cell_units_max = 32'767;  // Excel's own, in UTF-16 units
inline constexpr std::size_t sheet_name_units_max = 31;

// Valid UTF-8 without control characters but TAB and line feed; what is no character becomes
// U+FFFD, and an over-long text ends with "…".
[[nodiscard]] std::string cell_text(std::string_view text);

// A name no spreadsheet refuses: none of []:*?/\, no apostrophe at either end, never empty, and
// another one than those taken, whatever the case of its letters.
[[nodiscard]] std::string sheet_name(std::string_view wanted,
                                     const std::vector<std::string>& taken);

}  // namespace reports
