#include "surveys/library.h"

#include <array>
#include <string>

#include "engine/expects.h"
#include "surveys/questionnaires/indicator.h"
#include "surveys/questionnaires/questionnaire.h"
#include "surveys/questionnaires/unit.h"
#include "surveys/shipped.h"
#include "surveys/store/store.h"

namespace surveys {
namespace {

// In the order of the bureau's document; each is a survey and its indicator.
constexpr std::array questionnaires{shipped::citizens_json, shipped::hotline_staff_json,
                                    shipped::enterprises_json, shipped::contract_workers_json,
                                    shipped::office_staff_json};
constexpr std::array indicators{
    shipped::indicator_citizens_json, shipped::indicator_hotline_staff_json,
    shipped::indicator_enterprises_json, shipped::indicator_contract_workers_json,
    shipped::indicator_office_staff_json};

// What we ship is read at every build by a test: a problem here is ours.
void expect_none(const Problems& problems) {
    if (problems.empty()) return;
    const std::string first = problems.front().place + ": " + problems.front().words.en;
    engine::expects(false, ("the library is sound; " + first).c_str());
}

}  // namespace

void install_library(Store& store, std::int64_t now_ms) {
    const UnitsReading units = read_units(shipped::units_csv);
    expect_none(units.problems);
    store.add(units.units);
    for (const std::string_view file : questionnaires) {
        const QuestionnaireReading reading = read_questionnaire(file);
        expect_none(reading.problems);
        expect_none(store.add(reading.questionnaire.value()));
    }
    for (const std::string_view file : indicators) {
        const IndicatorReading reading = read_indicator(file);
        expect_none(reading.problems);
        expect_none(store.add(reading.indicator.value()));
    }
    expect_none(store.open("citizens", now_ms, std::nullopt));
    expect_none(store.open("enterprises", now_ms, std::nullopt));
}

}  // namespace surveys
