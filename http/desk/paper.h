// Paper: posters and slips of a survey. Their links begin at an origin that was told, never with
// what a request says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/paper/sheets.h"
#include "surveys/questionnaires/problem.h"

namespace surveys {
class Store;
}

namespace http {

struct PaperRoom {
    const surveys::Store& store;
    surveys::Words bureau;
    std::string origin;
    surveys::Locale locale = surveys::Locale::zh_cn;
};

// Why nothing leads there by a poster. A poster hangs where anybody reads it: it can lead only to a
// survey that asks for no code. The problem's place is "survey".
[[nodiscard]] surveys::Problems poster_problems(const surveys::Store& store,
                                                const std::string& survey);

// Either a poster or why there is none, by "survey" and "unit". Without a unit it is the bureau's.
struct PosterReading {
    std::optional<reports::Poster> poster;
    surveys::Problems problems;
};
[[nodiscard]] PosterReading make_poster(const PaperRoom& room, const std::string& survey,
                                        const std::string& unit);

// A batch of codes, as it is ordered; no unit is "".
struct CodeOrder {
    std::string survey;
    std::int64_t count = 0;
    std::string unit;
};

// By "survey", "count" and "unit".
[[nodiscard]] surveys::Problems check(const CodeOrder& order, const surveys::Store& store);

// Why slips lead nobody to this survey, by "survey".
[[nodiscard]] surveys::Problems slip_problems(const surveys::Store& store,
                                              const std::string& survey);

// Requires that there were no problems.
[[nodiscard]] reports::SlipSheet slips_of(const PaperRoom& room, const std::string& survey,
                                          const std::vector<std::string>& codes);

// The codes as CSV: code, survey, unit. Of a ballot with the hash of the list beside each; of a
// demo with one column more, so that made-up codes are not taken for real ones.
[[nodiscard]] std::string code_table(const surveys::Store& store, const CodeOrder& order,
                                     const std::vector<std::string>& codes);

}  // namespace http
