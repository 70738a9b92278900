// Prints how often each verdict is wrong where it is hardest to be right, for docs/methods.md, and
// ends with 1 if one of ours is wrong more often than it may be, by four standard errors.
//
//   coverage [RUNS]      20000 simulated years a question; what can be summed exactly is
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "tests/coverage/question.h"

namespace {

constexpr std::uint64_t seed = 20261127;

// Zero wrong of few runs says little: the allowance is that of a verdict at its nominal error.
bool is_too_often(const coverage::Question& question, const coverage::Found& found, int runs) {
    const double spread = found.standard_error == 0 && question.looks.size() == 1
                              ? 0
                              : std::sqrt(question.nominal * (1 - question.nominal) / runs);
    return question.is_ours && found.error > question.nominal + 4 * spread + 1e-12;
}

}  // namespace

int main(int count, char** words) {
    const int runs = count > 1 ? std::atoi(words[1]) : 20'000;
    if (runs < 1) return 2;
    int failures = 0;
    std::printf("| indicator | truth | looked at | proves | wrong | ± | may be |\n"
                "|---|---|---|---|---|---|---|\n");
    for (const coverage::Question& question : coverage::seed_questions()) {
        const coverage::Found found = answer(question, runs, seed);
        const bool is_bad = is_too_often(question, found, runs);
        failures += is_bad ? 1 : 0;
        std::printf("| %s | %s | %s | %s | %.2f %% | %.2f | %s |%s\n", question.indicator.c_str(),
                    question.truth.c_str(), question.note.c_str(),
                    std::string(engine::name(question.wrong)).c_str(), 100 * found.error,
                    100 * found.standard_error, question.is_ours ? "5 %" : "not ours",
                    is_bad ? " TOO OFTEN" : "");
        std::fflush(stdout);
    }
    std::printf("result: %d runs a question, %d verdicts wrong too often\n", runs, failures);
    return failures == 0 ? 0 : 1;
}
