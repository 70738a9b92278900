#include "http/public/catalogue.h"

#include <stdexcept>
#include <utility>

#include "surveys/store/store.h"

namespace http {

void Catalogue::refresh() {
    const std::uint64_t version = store_.definitions_version();
    if (read_ && version == version_) return;

    decltype(asked_) asked;
    for (surveys::Survey& survey : store_.surveys()) {
        auto questionnaire = store_.questionnaire(survey.id, survey.version);
        if (!questionnaire) throw std::runtime_error("no questionnaire of survey " + survey.id);
        AskedSurvey one{.survey = std::move(survey), .questionnaire = std::move(*questionnaire)};
        if (one.survey.mode == surveys::Mode::ballot) {
            const auto standing = store_.ballot(one.survey.id);
            one.has_list = standing.has_value();
            one.is_lost = standing && standing->is_lost;
        }
        std::string id = one.survey.id;
        asked.emplace(std::move(id), std::move(one));
    }
    decltype(units_) units;
    for (surveys::Unit& unit : store_.units()) {
        std::string code = unit.code;
        units.emplace(std::move(code), std::move(unit));
    }
    asked_.swap(asked);
    units_.swap(units);
    version_ = version;
    read_ = true;
}

const AskedSurvey* Catalogue::find(std::string_view survey) const {
    const auto found = asked_.find(survey);
    return found == asked_.end() ? nullptr : &found->second;
}

const surveys::Unit* Catalogue::unit(std::string_view code) const {
    const auto found = units_.find(code);
    return found == units_.end() ? nullptr : &found->second;
}

std::vector<const AskedSurvey*> Catalogue::all() const {
    std::vector<const AskedSurvey*> all;
    for (const auto& [id, asked] : asked_) all.push_back(&asked);
    return all;
}

std::vector<const AskedSurvey*> Catalogue::that_take_codes(std::int64_t now_ms) const {
    std::vector<const AskedSurvey*> taking;
    for (const auto& [id, asked] : asked_) {
        if (!asked.survey.takes_answers_at(now_ms)) continue;
        const bool coded = asked.survey.mode == surveys::Mode::coded;
        const bool open = asked.survey.mode == surveys::Mode::open;
        const bool has_codes = asked.has_list || (open && !store_.code_batches(id).empty());
        if (coded || has_codes) taking.push_back(&asked);
    }
    return taking;
}

}  // namespace http
