#include "http/public/form_shelf.h"

namespace http {

std::string FormShelf::page(const AskedSurvey& asked, std::uint64_t version, const Look& look,
                            const Visit& visit) {
    if (version != version_ || !keeps_) stencils_.clear();
    version_ = version;
    const Key key{.survey = asked.survey.id, .look = look};
    auto found = stencils_.find(key);
    if (found == stencils_.end()) {
        const std::string rendered = pages_.form({.questionnaire = asked.questionnaire,
                                                  .questions = first_page(asked.questionnaire),
                                                  .look = look,
                                                  .visit = holes(),
                                                  .first = ""});
        found = stencils_.emplace(key, Stencil(rendered)).first;
    }
    return found->second.fill(visit);
}

}  // namespace http
