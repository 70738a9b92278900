// One survey under verification.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "surveys/store/cells.h"
#include "surveys/store/definitions.h"
#include "surveys/store/key_file.h"
#include "surveys/store/row.h"
#include "surveys/store/store.h"

namespace surveys {

class Connection;

// Reads every row once, in the order of the journal. What cannot be read is a disagreement too.
class SurveyVerification {
public:
    SurveyVerification(Connection& connection, Definitions& definitions,
                       const std::optional<Keys>& keys, const SurveyRow& survey,
                       Verification& report);
    void run();

private:
    void check_questionnaires();
    void check_journal();
    void check_rows_outside_journal();
    void check_texts_without_response();
    void check_order_of_texts();
    void check_codes();
    void check_imports();
    void check_tallies();

    void check_link(const Row& row, const Link& stored);
    void check_row(const Row& row);
    void check_second_page(const Row& row);
    void check_text(const Row& row, const TextRow& text, const Asked& asked);
    void compare(const Cells& counted, const Cells& stored, bool are_months);
    std::string place(const Cell& cell, bool is_month);
    void disagree(const std::string& where, const std::string& what);
    template <typename Check>
    void guarded(const std::string& where, const Check& check);

    Connection& connection_;
    Definitions& definitions_;
    const std::optional<Keys>& keys_;
    const SurveyRow& survey_;
    Verification& report_;
    Chain chain_;
    Cells days_;
    std::int64_t coded_ = 0;
    std::set<std::int64_t> undone_;
    std::map<std::int64_t, std::int64_t> imported_;  // rows of each batch
};

}  // namespace surveys
