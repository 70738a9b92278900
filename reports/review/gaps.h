// The gaps of a review: what is still missing before its forms can be handed in, in words.
#pragma once

#include <string>
#include <vector>

#include "reports/review/form.h"
#include "surveys/questionnaires/words.h"

namespace reports {

// `form` is the name of the project or goal whose form has the gap; empty for the year as a whole.
struct Gap {
    std::string form;
    surveys::Words words;

    friend bool operator==(const Gap&, const Gap&) = default;
};

// First what concerns the satisfaction rows, then what the officers fill by hand, form by form.
[[nodiscard]] std::vector<Gap> gaps_of(const Review& review, const std::vector<FilledForm>& forms,
                                       std::int64_t today);

}  // namespace reports
