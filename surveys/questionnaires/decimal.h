// A decimal: a number kept as the digits people wrote, so that nothing is lost to a double.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace surveys {

// "-12.50", "1.25e3" (as JSON writes numbers) → "-12.5", "1250": no exponent, no needless zero.
// nullopt when it is no number or longer than limits.number_characters_max then.
std::optional<std::string> canonical_decimal(std::string_view text);

}  // namespace surveys
