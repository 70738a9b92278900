#include "surveys/store/taking.h"

#include <utility>

#include "engine/expects.h"

namespace surveys {
namespace {

// For a store that only takes whole batches: gathers the parts until the end.
class GatheredTaking final : public Taking {
public:
    GatheredTaking(Store& store, std::string_view survey, std::int64_t now_ms)
        : store_(store), survey_(survey), now_ms_(now_ms) {}

    void add(std::span<const Submission> part) override {
        batch_.insert(batch_.end(), part.begin(), part.end());
    }
    std::vector<Outcome> commit() override { return store_.take(survey_, batch_, now_ms_); }

private:
    Store& store_;
    const std::string survey_;
    const std::int64_t now_ms_;
    std::vector<Submission> batch_;
};

SurveyRow survey_taken_for(Connections::Writing& writing, std::string_view survey) {
    auto row = writing.run([&](Connection& connection) { return find_survey(connection, survey); });
    engine::expects(row.has_value(), "answers are taken for a survey that exists");
    return std::move(*row);
}

}  // namespace

std::unique_ptr<Taking> Store::begin_taking(std::string_view survey, std::int64_t now_ms) {
    return std::make_unique<GatheredTaking>(*this, survey, now_ms);
}

SurveyTaking::SurveyTaking(Connections& connections, Definitions& definitions, const Keys& keys,
                           IdDraw& ids, std::string_view survey, std::int64_t now_ms)
    : writing_(connections),
      ids_(ids),
      intake_(writing_.run([](Connection& connection) -> Connection& { return connection; }),
              definitions, keys, survey_taken_for(writing_, survey)),
      now_ms_(now_ms) {}

void SurveyTaking::add(std::span<const Submission> part) {
    writing_.run([&](Connection&) {
        for (const Submission& submission : part)
            outcomes_.push_back(intake_.take(submission, now_ms_, ids_));
    });
}

std::vector<Outcome> SurveyTaking::commit() {
    writing_.run([&](Connection&) { intake_.finish(); });
    writing_.commit();
    return std::move(outcomes_);
}

}  // namespace surveys
