// The intake: submissions held back until they are on the disk.
//
// Output commit: nobody hears "received" before the answer is on the disk, and all that came while
// the disk was busy share its next sync. A handful is stored at the turn's end, sooner than a
// thread is woken; more are written by a scribe from the first ones on, and told in a later turn.
// When a survey's commit fails, its answers alone hear 503.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
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
           std::function<std::int64_t()> now_ms, std::size_t answers_per_commit_max)
        : store_(store),
          metrics_(metrics),
          door_(door),
          teller_(teller),
          now_ms_(std::move(now_ms)),
          answers_max_(answers_per_commit_max),
          scribe_(store) {}

    // `bytes` of the request, for the bound on what is held.
    void hold(const std::string& survey, surveys::Submission submission, Asker asker,
              std::size_t bytes);
    // Sends the responses of what is on the disk, and stores what is held: at once, or, when it is
    // worth waiting for more, in a later call.
    void settle(Replies& replies);
    bool is_gathering() const { return is_gathering_; }

    // Whether a transaction may be open: then nothing may be asked that waits for a writer.
    bool is_being_written() const { return is_scribe_open_; }
    // False when as much is held as one commit may take.
    bool has_room() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Group {
        std::string survey;
        std::vector<surveys::Submission> submissions;  // that the scribe has not got yet
        std::vector<Asker> askers;                     // one for each submission
        bool with_scribe = false;
    };
    using Groups = std::vector<Group>;  // a handful of surveys at most: searched in order
    struct Batch {                      // closed, on its way to the disk
        Groups groups;                  // a section of the scribe's each
        std::size_t answers = 0;
        Clock::time_point closed;
    };
    struct Result {
        std::vector<surveys::Outcome> outcomes;
        std::exception_ptr failure;
        Clock::duration took{};
    };
    Group& group_of(const std::string& survey);
    void hand_over(Group& group);
    void hand_over_the_rest();
    void set_goal(std::size_t crowd, Clock::duration disk_took);
    bool is_enough();
    void close(Replies& replies);
    void store_now(Groups& groups, Replies& replies);
    void tell(const Group& group, const Result& result, Replies& replies);
    std::string told(const Group& group, const Asker& asker, const surveys::Outcome& outcome);
    // 0, or the status everybody of the group hears.
    int failure_status(const Group& group, const Result& result) const;
    void observe(const Group& group, const Result& result, int failure);
    void count(const surveys::Outcome& outcome);

    surveys::Store& store_;
    Metrics& metrics_;
    Doorkeeper& door_;
    const Teller& teller_;
    const std::function<std::int64_t()> now_ms_;
    const std::size_t answers_max_;  // of one commit
    Groups groups_;  // held, and not closed
    std::size_t held_answers_ = 0;  // in these
    std::size_t held_bytes_ = 0;
    std::size_t seen_answers_ = 0;  // of the held ones, at the last look
    std::size_t goal_ = 0;          // so many are worth waiting for
    Clock::time_point gathering_since_;
    bool is_gathering_ = false;
    bool is_scribe_open_ = false;
    std::optional<Batch> closed_;
    Scribe scribe_;
};

}  // namespace http
