// The calculator: the engine's methods, for whoever wants to check them with a tool of their own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reports {

// {"id","kind","input"} becomes {"id","result"}, or {"id","problem"} when the line is no such
// thing, the kind unknown or the input impossible: then every problem is named, by its field.
// Undefined results are null, infinite ones "inf" and "-inf"; NaN is never printed. Neither line
// ends in a newline.
std::string calculate(std::string_view line);

std::vector<std::string_view> kinds_of_calculation();

}  // namespace reports
