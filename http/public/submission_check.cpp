#include "http/public/submission_check.h"

#include <algorithm>

#include "http/public/words.h"

namespace http {
namespace {

surveys::Words words(Phrase phrase) {
    return {.zh_cn = std::string(say(phrase, surveys::Locale::zh_cn)),
            .en = std::string(say(phrase, surveys::Locale::en))};
}

bool is_named(std::string_view place, const surveys::Problems& problems) {
    return std::any_of(problems.begin(), problems.end(),
                       [place](const auto& problem) { return problem.place == place; });
}

}  // namespace

surveys::Problem unknown_unit(std::string_view code) {
    return {.place = "unit",
            .words = {.zh_cn = say(Phrase::no_such_unit, surveys::Locale::zh_cn, code),
                      .en = say(Phrase::no_such_unit, surveys::Locale::en, code)}};
}

void check_submission(const surveys::Submission& submission, const AskedSurvey& asked,
                      const Catalogue& catalogue, surveys::Problems& problems) {
    const bool is_ballot = asked.survey.mode == surveys::Mode::ballot;
    if (is_ballot && submission.unit && !is_named("unit", problems)) {
        problems.push_back({.place = "unit", .words = words(Phrase::no_unit_in_ballot)});
    }
    if (submission.unit && !catalogue.unit(*submission.unit) && !is_named("unit", problems)) {
        problems.push_back(unknown_unit(*submission.unit));
    }
    const bool needs_code = asked.survey.mode != surveys::Mode::open && !submission.supplements;
    if (needs_code && !submission.code && !is_named("code", problems)) {
        problems.push_back({.place = "code", .words = words(Phrase::needs_code)});
    }
    const bool on_paper = submission.channel == surveys::Channel::paper ||
                          submission.channel == surveys::Channel::import;
    if (on_paper && !is_named("channel", problems)) {
        problems.push_back({.place = "channel", .words = words(Phrase::channel_not_public)});
    }
}

}  // namespace http
