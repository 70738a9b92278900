#include "http/public/intake.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "engine/expects.h"
#include "http/front/metrics.h"
#include "http/watch/log.h"

namespace http {

namespace {

// Fewer are stored sooner than a thread is woken; more keep it waiting for its first.
constexpr std::size_t answers_in_first_part = 16;
constexpr std::size_t answers_in_part = 32;  // of the following ones: each wakes it again
// Of one commit. Twice this is held at most: what is on its way to the disk, and what waits.
constexpr std::size_t bytes_held_max = 8 * 1024 * 1024;
constexpr std::chrono::milliseconds gathering_max{2};
// Of the processor, for reading, storing and telling; only its size matters.
constexpr std::chrono::microseconds work_of_an_answer{10};

}  // namespace

bool Intake::has_room() const {
    return held_answers_ < answers_max_ && held_bytes_ < bytes_held_max;
}

Intake::Group& Intake::group_of(const std::string& survey) {
    const auto known = std::find_if(groups_.begin(), groups_.end(),
                                    [&](const Group& one) { return one.survey == survey; });
    if (known != groups_.end()) return *known;
    return groups_.emplace_back(Group{.survey = survey, .submissions = {}, .askers = {}});
}

void Intake::hold(const std::string& survey, surveys::Submission submission, Asker asker,
                  std::size_t bytes) {
    Group& group = group_of(survey);
    group.submissions.push_back(std::move(submission));
    group.askers.push_back(std::move(asker));
    if (held_answers_++ == 0 && !closed_) gathering_since_ = Clock::now();
    held_bytes_ += bytes;
    const std::size_t enough = group.with_scribe ? answers_in_part : answers_in_first_part;
    if (group.submissions.size() >= enough && (group.with_scribe || !is_scribe_open_))
        hand_over(group);
}

void Intake::hand_over(Group& group) {
    if (!is_scribe_open_) scribe_.begin(now_ms_());
    is_scribe_open_ = group.with_scribe = true;
    scribe_.add(group.survey, std::exchange(group.submissions, {}));
    group.submissions.reserve(answers_in_part);
}

// At a turn's end, so that nothing is left to write once the batch is closed.
void Intake::hand_over_the_rest() {
    for (Group& group : groups_)
        if (group.with_scribe && !group.submissions.empty()) hand_over(group);
}

// The next batch first, so that the disk has work while the responses are sent.
void Intake::settle(Replies& replies) {
    std::optional<Batch> batch;
    std::optional<Scribe::Written> written;
    if (closed_ && (written = scribe_.take())) batch = std::exchange(closed_, std::nullopt);
    if (batch) set_goal(batch->answers + held_answers_, written->disk_took);
    is_gathering_ = !groups_.empty() && !closed_ && !is_enough();
    if (!groups_.empty() && !closed_ && !is_gathering_) close(replies);
    else hand_over_the_rest();
    if (!batch) return;
    std::vector<Scribe::Section>& sections = written->sections;
    engine::expects(sections.size() == batch->groups.size(), "a section for each group");
    const auto took = Clock::now() - batch->closed;
    for (std::size_t at = 0; at < sections.size(); ++at)
        tell(batch->groups[at],
             {std::move(sections[at].outcomes), sections[at].failure, took}, replies);
}

// How many the next commit waits for, of the crowd that answers at present. Half of it, so that one
// half is read and answered while the other is written; all of it where the disk takes longer than
// that work, since the other half would only wait for a sync of its own.
void Intake::set_goal(std::size_t crowd, Clock::duration disk_took) {
    goal_ = disk_took > work_of_an_answer * crowd ? crowd : crowd / 2;
    gathering_since_ = Clock::now();
    // Where little has come, most will come once they have heard.
    const bool is_most_there = held_answers_ * 3 >= goal_ * 2;
    seen_answers_ = is_most_there ? held_answers_ : 0;
}

// Waits only as long as more comes.
bool Intake::is_enough() {
    const bool grew = held_answers_ > std::exchange(seen_answers_, held_answers_);
    return !grew || held_answers_ >= std::max(goal_, answers_in_first_part) || !has_room() ||
           Clock::now() - gathering_since_ >= gathering_max;
}

void Intake::close(Replies& replies) {
    Groups groups = std::exchange(groups_, {});
    const std::size_t answers = std::exchange(held_answers_, 0);
    seen_answers_ = held_bytes_ = 0;
    if (!is_scribe_open_ && answers < answers_in_first_part) return store_now(groups, replies);
    // Its section was begun first.
    std::stable_partition(groups.begin(), groups.end(),
                          [](const Group& group) { return group.with_scribe; });
    for (Group& group : groups)
        if (!group.submissions.empty()) hand_over(group);
    scribe_.close(replies);
    is_scribe_open_ = false;
    closed_ = Batch{.groups = std::move(groups), .answers = answers, .closed = Clock::now()};
}

void Intake::store_now(Groups& groups, Replies& replies) {
    for (Group& group : groups) {
        Result result;
        const auto begin = Clock::now();
        try {
            result.outcomes = store_.take(group.survey, group.submissions, now_ms_());
        } catch (...) {
            result.failure = std::current_exception();
        }
        result.took = Clock::now() - begin;
        tell(group, result, replies);
    }
}

int Intake::failure_status(const Group& group, const Result& result) const {
    try {
        if (result.failure) std::rethrow_exception(result.failure);
        engine::expects(result.outcomes.size() == group.askers.size(),
                        "the store tells one outcome for each submission");
        return 0;
    } catch (const std::runtime_error& error) {
        note(LogLevel::error, "commit_failed",
             {{"survey", group.survey}, {"reason", reason_of(error)}});
        return 503;
    } catch (const std::exception& error) {
        note(LogLevel::critical, "rule_broken",
             {{"survey", group.survey}, {"reason", reason_of(error)}});
        return 500;
    }
}

void Intake::observe(const Group& group, const Result& result, int failure) {
    if (failure != 0) metrics_.commit_failures += 1;
    if (group.askers.front().tried.is_secret) return;
    metrics_.commit_time.observe(static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(result.took).count()));
    if (failure == 0) metrics_.batch_size.observe(group.askers.size());
}

void Intake::tell(const Group& group, const Result& result, Replies& replies) {
    const int failure = failure_status(group, result);
    observe(group, result, failure);
    for (std::size_t at = 0; at < group.askers.size(); ++at) {
        const Asker& asker = group.askers[at];
        replies.send(asker.ticket, failure != 0 ? teller_.tell_failure(asker, failure)
                                                : told(group, asker, result.outcomes[at]));
    }
}

// Whoever breaks a rule here must not leave the others waiting for ever.
std::string Intake::told(const Group& group, const Asker& asker,
                         const surveys::Outcome& outcome) {
    try {
        if (!asker.tried.is_secret) count(outcome);
        door_.saw(group.survey, asker.tried, outcome.kind, now_ms_());
        return teller_.tell(group.survey, asker, outcome);
    } catch (const std::exception& error) {
        note(LogLevel::critical, "rule_broken",
             {{"survey", group.survey}, {"reason", reason_of(error)}});
        return teller_.tell_failure(asker, 500);
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
