// What roles, acts and results are called where people read of them.
#pragma once

#include <span>
#include <string_view>

#include "surveys/questionnaires/words.h"
#include "surveys/store/account_book.h"
#include "surveys/store/audit_log.h"

namespace http {

const surveys::Words& words(surveys::Role role);
const surveys::Words& words(surveys::AuditResult result);

// One kind of act the audit log tells of.
struct ActWords {
    std::string_view act;  // as the log writes it: "codes.make"
    surveys::Words words;
};
std::span<const ActWords> known_acts();
// An act this program does not know is called as the log writes it.
surveys::Words words_of_act(std::string_view act);

}  // namespace http
