// Asked rows: a survey of a few grade questions and its answers, row by row, in memory.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "reports/item_quality.h"
#include "tests/support/bureau.h"
#include "tests/support/stores.h"

namespace tests {

using Codes = std::vector<int>;  // 5 is the best grade, 0 none

inline engine::Grade grade_of(int code) {
    return engine::grades.at(static_cast<std::size_t>(5 - code));
}

inline std::string question(const std::string& id, const std::string& more = "") {
    return R"({"id":")" + id + R"(","type":"grade","text":{"zh-CN":")" + id + "题" +
           R"(","en":"the )" + id + R"("})" + more + "},";
}

inline std::string numbered(int number) { return std::string("q").append(std::to_string(number)); }

// Asks `first` in front of overall and speed, and keeps rows in the order they are added.
class Asked {
public:
    explicit Asked(const std::string& first = question("attitude")) {
        report.questionnaire = questionnaire("citizens", "open", 1, first);
        report.survey.id = "citizens";
        report.has_grades = true;
        report.by_unit.indicator = citizens();
        report.by_unit.period = reports::year_to(day(2026, 12, 31));
    }

    surveys::StoredResponse& add(surveys::Answers answers) {
        surveys::StoredResponse row;
        row.id.bytes.at(14) = static_cast<std::uint8_t>(++added_ / 256);
        row.id.bytes.at(15) = static_cast<std::uint8_t>(added_ % 256);
        row.received_ms = noon_ms;
        row.answers = std::move(answers);
        store.responses.push_back(row);
        return store.responses.back();
    }
    // Codes of attitude, speed and overall: whole answers on one page.
    void add(const std::vector<Codes>& rows, int times = 1) {
        for (; times > 0; --times)
            for (const Codes& row : rows) add(answers(row));
    }
    static surveys::Answers answers(const Codes& row) {
        const std::array<std::string, 3> ids{"attitude", "speed", "overall"};
        surveys::Answers given;
        for (std::size_t item = 0; item < row.size(); ++item)
            if (row.at(item) > 0) given[ids.at(item)] = grade_of(row.at(item));
        return given;
    }

    reports::ItemQuality quality(std::int64_t pages_max = reports::quality_pages_max) const {
        return reports::item_quality_of(store, report, pages_max);
    }

    FakeStore store;
    reports::SurveyReport report;

private:
    int added_ = 0;
};

}  // namespace tests
