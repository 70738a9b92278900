// The intake: submissions held back until the turn ends, then stored with one commit a survey.
//
// Output commit: nobody hears "received" before the answer is on the disk, and everybody of one
// turn shares that disk write. When a survey's commit fails, its answers alone hear 503. In a large
// turn a scribe writes the first answers down while the next are being read.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "http/front/site.h"
#include "http/public/doorkeeper.h"
#include "http/public/look.h"
#include "http/public/scribe.h"
#include "surveys/questionnaires/submission.h"
#include "surveys/store/store.h"

namespace http {

class Metrics;

// How an answer came and so how its outcome is told.
struct Asker {
    Ticket ticket;
    bool keep_alive = true;
    bool by_form = false;
    Look look;
    std::string first;  // of a second page: the hex id of the response it adds to
    Tried tried{};  // of a secret one no counter moves, else they would tell how many voted
};

// Outcomes as responses; implemented by outcome_reply.cpp.
class Teller {
public:
    virtual ~Teller() = default;
    virtual std::string tell(const std::string& survey, const Asker& asker,
                             const surveys::Outcome& outcome) const = 0;
    virtual std::string tell_failure(const Asker& asker, int status) const = 0;
};

class Intake {
public:
    Intake(surveys::Store& store, Metrics& metrics, Doorkeeper& door, const Teller& teller,
           std::function<std::int64_t()> now_ms)
        : store_(store),
          metrics_(metrics),
          door_(door),
          teller_(teller),
          now_ms_(std::move(now_ms)),
          scribe_(store) {}

    // From here to `settle` the caller's thread writes nothing else to the store, and while it is
    // being written asks nothing that may wait for a writer: the scribe waits for this thread.
    void hold(const std::string& survey, surveys::Submission submission, Asker asker);
    bool empty() const { return groups_.empty(); }
    bool is_being_written() const { return scribe_is_busy_; }
    // Stores everything held and sends every response.
    void settle(Replies& replies);

private:
    struct Group {
        std::string survey;
        std::vector<surveys::Submission> submissions;  // that the scribe has not got yet
        std::vector<Asker> askers;                     // one for each submission
        bool with_scribe = false;
    };
    Group& group_of(const std::string& survey);
    void hand_over(Group& group);
    void settle(Group& group, Replies& replies);
    std::vector<surveys::Outcome> store(Group& group);
    void count(const surveys::Outcome& outcome);

    surveys::Store& store_;
    Metrics& metrics_;
    Doorkeeper& door_;
    const Teller& teller_;
    const std::function<std::int64_t()> now_ms_;
    std::vector<Group> groups_;  // a handful of surveys at most: searched in order
    bool scribe_is_busy_ = false;
    Scribe scribe_;
};

}  // namespace http
