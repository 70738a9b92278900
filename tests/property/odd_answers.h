// Odd answers: poured into one survey in any order, through its door and as forms.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "surveys/demo/draw.h"
#include "surveys/store/store.h"
#include "tests/property/odd_store.h"

namespace property {

inline constexpr std::int64_t day_ms = 86'400'000;

// Grades, best first, and forms without one.
struct Pour {
    std::array<std::int64_t, 5> times{};
    std::int64_t blank = 0;
    std::int64_t not_applicable = 0;

    std::int64_t n() const { return times[0] + times[1] + times[2] + times[3] + times[4]; }
};

void expect_none(const surveys::Problems& problems);

class Pourer {
public:
    Pourer(surveys::Store& store, surveys::Draw& draw, const OddStore& made)
        : store_(store), draw_(draw), made_(made) {}

    bool has_two_versions = false;  // citizens has
    bool spills = false;            // some answers lie outside the days that are asked for

    // On a few days of the year that is asked for. The forms may come twice, undone once.
    void pour(const std::string& survey, const Pour& pour);

private:
    using Rating = std::optional<surveys::Answer>;  // none: the form was left blank

    std::size_t index_below(std::size_t end);
    std::int64_t day_in_year();
    void take(const std::string& survey, const std::vector<Rating>& ratings);
    surveys::Submission any_submission(const std::string& survey);
    surveys::Submission second_page(const std::string& survey, const surveys::Submission& first);
    std::int64_t import(const std::string& survey, const std::vector<Rating>& forms);

    surveys::Store& store_;
    surveys::Draw& draw_;
    const OddStore& made_;
    int keys_ = 0;
    int files_ = 0;
};

}  // namespace property
