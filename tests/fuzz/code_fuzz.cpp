// The code parser: what a person types is no code, or one code whichever way it is written.
#include <string>

#include "surveys/ballots/code.h"
#include "tests/fuzz/fuzzed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const auto code = surveys::normalise_code(tests::text_of(bytes, count));
    if (!code) return 0;
    tests::demand(code->size() == 17, "a code has seventeen characters");
    tests::demand(surveys::normalise_code(*code) == code, "a code is written in one way");
    tests::demand(surveys::normalise_code(surveys::code_for_people(*code)) == code,
                  "a printed code is the code");
    for (std::size_t place = 0; place < code->size(); ++place) {
        std::string other = *code;
        other[place] = other[place] == '7' ? '8' : '7';
        tests::demand(!surveys::normalise_code(other), "one wrong character is noticed");
    }
    return 0;
}
