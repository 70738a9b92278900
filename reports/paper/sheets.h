// Sheets of paper: a poster and slips as whole pages of HTML, A4.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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

// What lies on top of a ballot's slips and is kept: how many there are, the hash of their list, how
// they are handed out, and what a secret ballot does not protect against.
struct BallotCover {
    std::string list_hash;  // hex
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
    std::optional<BallotCover> cover{};  // of a ballot
};

// What stands above the sheets on a screen and is not printed.
struct SheetNotice {
    std::string title;
    std::string text;
    std::string back;  // an address
    std::string back_word;
};

// How the page is shown: in one file that needs nothing beside it, or with its style at an address,
// where a content policy allows none in the page.
struct Showing {
    std::string style_address;
    std::optional<SheetNotice> notice;
};

[[nodiscard]] std::string to_html(const Poster& poster, const Showing& showing = {});
[[nodiscard]] std::string to_html(const SlipSheet& sheet, const Showing& showing = {});

// What belongs at those addresses.
std::string_view poster_style();
std::string_view slip_style();

}  // namespace reports
