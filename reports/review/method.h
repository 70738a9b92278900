// A method: every word an auditor asks for about one score, in one order for all scores.
#pragma once

#include <string>
#include <vector>

#include "reports/score.h"

namespace reports {

// A text, or a number as it is shown ("93.44") and the unit behind it ("分").
struct Figure {
    std::string shown;
    bool is_number = false;
    std::string unit;
};

struct MethodLine {
    std::string label;
    Figure figure;
};

// The labels and their order are the same for every score. In Chinese, as the form is.
[[nodiscard]] std::vector<MethodLine> method_of(const Score& score);

// How figures are rounded and judged; one sentence each.
[[nodiscard]] const std::vector<std::string>& method_notes();

// "办事群众满意度：平均分 93.44分，有效答卷 n = 384，…": what must stand beside every figure.
[[nodiscard]] std::string in_one_line(const Score& score);

[[nodiscard]] std::string program_version();  // "manyidu 0.1.0"

}  // namespace reports
