// The form parser: a page's form, and a form with files in it (chosen by the first byte).
#include <algorithm>
#include <string>

#include "http/desk/multipart.h"
#include "surveys/questionnaires/submission.h"
#include "tests/fuzz/fuzzed.h"
#include "tests/support/import_questionnaire.h"

namespace {

void read_page(std::string_view body) {
    static const surveys::Questionnaire questionnaire = surveys::small_questionnaire();
    const auto fields = surveys::parse_form(body);
    if (!fields) return;
    const auto reading = surveys::read_submission_form(*fields, questionnaire);
    tests::demand(reading.submission.has_value() == reading.problems.empty(),
                  "either a submission or problems");
    if (reading.submission)
        tests::demand(surveys::check(reading.submission->answers, questionnaire).empty(),
                      "what is read keeps every rule");
}

void read_upload(std::string_view body) {
    const auto form = http::read_multipart("multipart/form-data; boundary=b", body);
    if (!form) return;
    for (const http::FormPart& part : form->parts) {
        tests::demand(part.content.empty() || (part.content.data() >= body.data() &&
                                               part.content.data() + part.content.size() <=
                                                   body.data() + body.size()),
                      "a part lies in the body");
        tests::demand(part.file_name.find('/') == std::string::npos, "a file name has no folder");
        tests::demand(std::none_of(part.file_name.begin(), part.file_name.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x20; }),
                      "a file name has no control character");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    std::string_view input = tests::text_of(bytes, count);
    if (tests::take_choice(input) % 2 == 0) read_page(input);
    else read_upload(input);
    return 0;
}
