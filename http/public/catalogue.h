// The catalogue: what is asked now, kept in memory until the store says that it changed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "surveys/questionnaires/questionnaire.h"
#include "surveys/questionnaires/unit.h"
#include "surveys/survey.h"

namespace surveys {
class Store;
}

namespace http {

struct AskedSurvey {
    surveys::Survey survey;
    surveys::Questionnaire questionnaire;
    bool has_list = false;  // a ballot that is held with codes
    bool is_lost = false;   // whose file is not there: it must be held again

    bool is_on_paper() const { return survey.mode == surveys::Mode::ballot && !has_list; }
};

// Belongs to the loop's thread. What it returns is good until the next `refresh`.
class Catalogue {
public:
    explicit Catalogue(surveys::Store& store) : store_(store) {}

    // Reads again if the store's definitions changed; once for every request, so cheap.
    void refresh();
    std::uint64_t version() const { return version_; }

    const AskedSurvey* find(std::string_view survey) const;
    const surveys::Unit* unit(std::string_view code) const;
    std::vector<const AskedSurvey*> all() const;
    // Surveys that take a code at this instant: every coded one, and the open ones and ballots for
    // which codes were made.
    std::vector<const AskedSurvey*> that_take_codes(std::int64_t now_ms) const;

private:
    surveys::Store& store_;
    bool read_ = false;
    std::uint64_t version_ = 0;
    std::map<std::string, AskedSurvey, std::less<>> asked_;
    std::map<std::string, surveys::Unit, std::less<>> units_;
};

}  // namespace http
