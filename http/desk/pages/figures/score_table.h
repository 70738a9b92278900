// A score table: figures of a few groups, each beside how many answers it rests on.
#pragma once

#include <string>
#include <vector>

#include "http/desk/pages/filling.h"
#include "reports/score.h"

namespace http {

struct ScoreRow {
    std::string name;
    const reports::Score* score = nullptr;
    std::string address{};  // where the name leads; empty for nowhere
};

struct ScoreTable {
    std::string caption;
    std::string groups;  // the head of the first column
    std::vector<ScoreRow> rows{};
};

std::string score_table(const Asked& asked, const ScoreTable& table);

// How often each grade was given, as bars and as a table. `id` is the chart's own on its page.
std::string grade_panel(const Asked& asked, const reports::Score& score, const std::string& id);

// "93.44分"; "—" without answers.
std::string value_with_unit(const reports::Score& score, surveys::Locale locale);
// "90.87 – 95.20"; "—" where there is none.
std::string interval_words(const reports::Score& score);

}  // namespace http
