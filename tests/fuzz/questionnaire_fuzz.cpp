// The definition files: a questionnaire, an indicator, an import map (chosen by the first byte).
#include <set>
#include <string>

#include "surveys/import/import_map.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/indicator.h"
#include "surveys/questionnaires/questionnaire.h"
#include "tests/fuzz/fuzzed.h"
#include "tests/support/import_questionnaire.h"

namespace {

void read_a_questionnaire(std::string_view json) {
    const auto reading = surveys::read_questionnaire(json);
    tests::demand(reading.questionnaire.has_value() == reading.problems.empty(),
                  "either a questionnaire or problems");
    tests::demand(reading.problems.size() <= surveys::limits.problems_max + 1,
                  "problems are bounded");
    if (!reading.questionnaire) return;
    std::set<std::string> earlier;
    for (const surveys::Question& question : reading.questionnaire->questions) {
        tests::demand(!question.show_if || earlier.contains(question.show_if->question),
                      "branching looks back");
        tests::demand(earlier.insert(question.id).second, "no two questions share an id");
    }
    const auto again = surveys::read_questionnaire(reading.questionnaire->definition);
    tests::demand(again.questionnaire && again.questionnaire->sha256 ==
                                             reading.questionnaire->sha256,
                  "the kept definition is the questionnaire");
}

void read_an_indicator(std::string_view json) {
    const auto reading = surveys::read_indicator(json);
    tests::demand(reading.indicator.has_value() == reading.problems.empty(),
                  "either an indicator or problems");
}

void read_a_map(std::string_view json) {
    static const surveys::Questionnaire questionnaire = surveys::small_questionnaire();
    const auto reading =
        surveys::read_import_map(json, questionnaire, surveys::small_units());
    tests::demand(reading.map.has_value() == reading.problems.empty(), "either a map or problems");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    std::string_view input = tests::text_of(bytes, count);
    switch (tests::take_choice(input) % 3) {
        case 0: read_a_questionnaire(input); break;
        case 1: read_an_indicator(input); break;
        default: read_a_map(input); break;
    }
    return 0;
}
