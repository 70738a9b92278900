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

namespace {

// Fewer are stored sooner than a thread is woken; more keep it waiting for its first.
constexpr std::size_t answers_in_part = 16;

}  // namespace

Intake::Group& Intake::group_of(const std::string& survey) {
    const auto known = std::find_if(groups_.begin(), groups_.end(),
                                    [&](const Group& one) { return one.survey == survey; });
    if (known != groups_.end()) return *known;
    return groups_.emplace_back(Group{.survey = survey, .submissions = {}, .askers = {}});
}

void Intake::hold(const std::string& survey, surveys::Submission submission, Asker asker) {
    Group& group = group_of(survey);
    group.submissions.push_back(std::move(submission));
    group.askers.push_back(std::move(asker));
    if (group.submissions.size() >= answers_in_part && (group.with_scribe || !scribe_is_busy_))
        hand_over(group);
}

void Intake::hand_over(Group& group) {
    if (!scribe_is_busy_) scribe_.begin(group.survey, now_ms_());
    scribe_is_busy_ = group.with_scribe = true;
    scribe_.add(std::exchange(group.submissions, {}));
    group.submissions.reserve(answers_in_part);
}

// The scribe's first: until it has finished, nobody else can write.
void Intake::settle(Replies& replies) {
    std::vector<Group> groups = std::exchange(groups_, {});
    std::stable_partition(groups.begin(), groups.end(),
                          [](const Group& group) { return group.with_scribe; });
    for (Group& group : groups) settle(group, replies);
}

std::vector<surveys::Outcome> Intake::store(Group& group) {
    if (!group.with_scribe) return store_.take(group.survey, group.submissions, now_ms_());
    if (!group.submissions.empty()) hand_over(group);
    scribe_is_busy_ = false;
    return scribe_.finish();
}

void Intake::settle(Group& group, Replies& replies) {
    int failure = 0;
    std::vector<surveys::Outcome> outcomes;
    const auto begin = std::chrono::steady_clock::now();
    try {
        outcomes = store(group);
        engine::expects(outcomes.size() == group.askers.size(),
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
    if (!group.askers.front().tried.is_secret) {
        metrics_.commit_time.observe(static_cast<std::uint64_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
        if (failure == 0) metrics_.batch_size.observe(group.askers.size());
    }
    if (failure != 0) metrics_.commit_failures += 1;

    const std::int64_t now_ms = now_ms_();
    for (std::size_t at = 0; at < group.askers.size(); ++at) {
        const Asker& asker = group.askers[at];
        if (failure != 0) {
            replies.send(asker.ticket, teller_.tell_failure(asker, failure));
        } else {
            if (!asker.tried.is_secret) count(outcomes[at]);
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
