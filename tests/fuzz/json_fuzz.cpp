// The JSON intake: a body becomes a submission that keeps every rule, or problems that say why; and
// what is read without the library is what the library reads.
#include <string>

#include "surveys/questionnaires/plain_json.h"
#include "surveys/questionnaires/submission.h"
#include "tests/fuzz/fuzzed.h"
#include "tests/support/import_questionnaire.h"
#include "tests/support/json_oracle.h"

namespace {

void check_plain_reading(std::string_view body) {
    const auto plain = surveys::read_plain_json(body);
    if (!plain) return;
    const nlohmann::json theirs = tests::library_reading(body);
    tests::demand(!theirs.is_discarded() && tests::is_same(*plain, theirs),
                  "our reading is the library's");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    check_plain_reading(tests::text_of(bytes, count));
    static const surveys::Questionnaire questionnaire = surveys::small_questionnaire();
    const auto reading =
        surveys::read_submission_json(tests::text_of(bytes, count), questionnaire);
    tests::demand(reading.submission.has_value() == reading.problems.empty(),
                  "either a submission or problems");
    if (!reading.submission) return 0;
    const surveys::Answers& answers = reading.submission->answers;
    tests::demand(surveys::check(answers, questionnaire).empty(), "what is read keeps every rule");
    const std::string kept = surveys::encode(answers, questionnaire);
    tests::demand(surveys::encode(surveys::decode(kept, questionnaire), questionnaire) == kept,
                  "what is kept can be read again");
    return 0;
}
