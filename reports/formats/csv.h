// CSV that spreadsheets open rightly and safely: RFC 4180, UTF-8 with its mark, CRLF.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reports/score.h"
#include "surveys/questionnaires/words.h"

namespace reports {

inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";  // else Excel guesses GBK

// One row after the other, appended to a text of the caller's.
class CsvRows {
public:
    explicit CsvRows(std::string& out) : out_(out) {}

    // A text that a spreadsheet would take for a formula (= + - @, TAB, CR, or a full-width twin
    // in front) gets an apostrophe before it. Everything people typed goes through here.
    CsvRows& text(std::string_view cell);
    // A number of our own making: kept as it is, "-12.5" too.
    CsvRows& number(std::string_view decimal);
    CsvRows& number(std::int64_t integer);
    CsvRows& nothing();
    void end_row();

private:
    void separate();

    std::string& out_;
    bool is_first_ = true;
};

// The last columns of a row about a score: what it proves, from whom, and how it was found. Of a
// demo there is one column more, so that no row travels without its mark.
void put_proof_header(CsvRows& rows, bool is_demo, surveys::Locale locale);
void put_proof(CsvRows& rows, const Score& score, surveys::Locale locale);

// One row a score, a breakdown's groups below theirs; a header in that language.
std::string to_csv(const std::vector<Score>& scores, surveys::Locale locale);

}  // namespace reports
