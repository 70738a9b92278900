#include "http/public/intake.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <stdexcept>
#include <utility>

#include "engine/expects.h"
#include "http/front/metrics.h"
#include "http/watch/log.h"

namespace http {

void Intake::hold(const std::string& survey, surveys::Submission submission, Asker asker) {
    auto group = std::find_if(groups_.begin(), groups_.end(),
                              [&](const Group& one) { return one.survey == survey; });
    if (group == groups_.end()) {
        groups_.push_back({.survey = survey, .submissions = {}, .askers = {}});
        group = std::prev(groups_.end());
    }
    group->submissions.push_back(std::move(submission));
    group->askers.push_back(std::move(asker));
}

void Intake::settle(std::int64_t now_ms, Replies& replies) {
    const std::vector<Group> groups = std::exchange(groups_, {});
    for (const Group& group : groups) settle(group, now_ms, replies);
}

void Intake::settle(const Group& group, std::int64_t now_ms, Replies& replies) {
    int failure = 0;
    std::vector<surveys::Outcome> outcomes;
    const auto begin = std::chrono::steady_clock::now();
    try {
        outcomes = store_.take(group.survey, group.submissions, now_ms);
        engine::expects(outcomes.size() == group.submissions.size(),
                        "the store tells one outcome for each submission");
    } catch (const std::runtime_error& error) {
        note(LogLevel::error, "commit_failed",
             {{"survey", group.survey}, {"reason", reason_of(error)}});
        failure = 503;
    } catch (const std::exception& error) {
        note(LogLevel::critical, "rule_broken",
             {{"survey", group.survey}, {"reason", reason_of(error)}});
        failure = 500;
    }
    const auto took = std::chrono::steady_clock::now() - begin;
    metrics_.commit_time.observe(static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
    if (failure == 0) metrics_.batch_size.observe(group.submissions.size());
    if (failure != 0) metrics_.commit_failures += 1;

    for (std::size_t at = 0; at < group.askers.size(); ++at) {
        const Asker& asker = group.askers[at];
        if (failure != 0) {
            replies.send(asker.ticket, teller_.tell_failure(asker, failure));
        } else {
            count(outcomes[at]);
            door_.saw(group.survey, asker.tried, outcomes[at].kind, now_ms);
            replies.send(asker.ticket, teller_.tell(group.survey, asker, outcomes[at]));
        }
    }
}

void Intake::count(const surveys::Outcome& outcome) {
    switch (outcome.kind) {
        case surveys::Outcome::Kind::stored: metrics_.answers_stored += 1; break;
        case surveys::Outcome::Kind::repeated: metrics_.answers_repeated += 1; break;
        case surveys::Outcome::Kind::code_refused: metrics_.rejected_codes += 1; break;
        case surveys::Outcome::Kind::key_reused:
        case surveys::Outcome::Kind::not_open:
        case surveys::Outcome::Kind::no_such_response: metrics_.rejected_problems += 1; break;
    }
}

}  // namespace http
