// Sheets of paper: a poster and slips as whole pages of HTML, A4, that need nothing but themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "surveys/questionnaires/unit.h"
#include "surveys/questionnaires/words.h"

namespace reports {

inline constexpr std::size_t slips_per_page = 10;

// Whoever passes may scan it.
struct Poster {
    surveys::Locale locale = surveys::Locale::zh_cn;
    std::string bureau;
    std::string link;
    std::optional<surveys::Unit> unit;  // named in large letters, so that a wrong place is noticed
    bool is_demo = false;               // leads to a store of made-up answers
};

struct Slip {
    std::string link;
    std::string code;  // in groups
};

// A batch of codes, ten a page, to be cut apart. Only the code tells one slip from another.
struct SlipSheet {
    surveys::Locale locale = surveys::Locale::zh_cn;
    std::string bureau;
    std::string title;                         // of the survey
    std::string code_page;                     // the address where a code is typed
    std::optional<std::int64_t> closing_day;   // the last that takes answers
    std::vector<Slip> slips;
    bool is_demo = false;
};

[[nodiscard]] std::string to_html(const Poster& poster);
[[nodiscard]] std::string to_html(const SlipSheet& sheet);

}  // namespace reports
