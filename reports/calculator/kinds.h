// The kinds of the calculator: each reads its input, checks it, and asks the engine.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string_view>

#include "reports/calculator/given.h"

namespace reports {

// Its answer is used only if nothing was wrong with what it was given.
struct Kind {
    std::string_view name;
    nlohmann::ordered_json (*answer)(Given& given);
};

std::span<const Kind> comparison_kinds();
std::span<const Kind> disclosure_kinds();
std::span<const Kind> figure_kinds();
std::span<const Kind> mean_kinds();
std::span<const Kind> quality_kinds();
std::span<const Kind> share_kinds();
std::span<const Kind> size_kinds();
std::span<const Kind> watching_kinds();
std::span<const Kind> weighting_kinds();

// null without a number, "inf" and "-inf" for the infinite. Requires that it is not NaN.
nlohmann::ordered_json shown(std::optional<double> number);

}  // namespace reports
