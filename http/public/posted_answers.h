// Posted answers: what a program sent as JSON, however its request was taken apart.
#pragma once

#include <optional>
#include <string_view>

#include "http/public/catalogue.h"
#include "surveys/questionnaires/submission.h"

namespace http {

// Views into the request.
struct PostedAnswers {
    std::string_view survey;
    std::string_view content_type;
    std::optional<std::string_view> key;  // the Idempotency-Key
    bool keys_differ = false;             // the header stood there more than once
    surveys::Locale locale = surveys::Locale::zh_cn;
    std::string_view body;

    bool is_json() const;
};

// The answers in a request as the loop lets it through, when it is of the form nearly every
// program sends: this path and no query, each header that matters once at most. nullopt for any
// other request, which is not to say that it is wrong.
std::optional<PostedAnswers> find_posted_answers(std::string_view request,
                                                 surveys::Locale usual);

// Every problem at once: of the body, of what the catalogue knows, of the key.
[[nodiscard]] surveys::SubmissionReading read_posted(const PostedAnswers& posted,
                                                     const AskedSurvey& asked,
                                                     const Catalogue& catalogue);

}  // namespace http
