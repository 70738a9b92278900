// A taking: how each kind of store takes answers in parts.
#pragma once

#include <string>
#include <vector>

#include "surveys/store/connections.h"
#include "surveys/store/intake.h"
#include "surveys/store/store.h"

namespace surveys {

// One transaction of a survey's answers, open while the taking lives.
class SurveyTaking final : public Taking {
public:
    SurveyTaking(Connections& connections, Definitions& definitions, const Keys& keys,
                 IdDraw& ids, std::string_view survey, std::int64_t now_ms);

    void add(std::span<const Submission> part) override;
    std::vector<Outcome> commit() override;

private:
    Connections::Writing writing_;
    IdDraw& ids_;  // the store's, for whoever is writing
    Intake intake_;
    const std::int64_t now_ms_;
    std::vector<Outcome> outcomes_;
};

}  // namespace surveys
