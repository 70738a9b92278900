// The page that says why something was not done.
#pragma once

#include "surveys/questionnaires/words.h"

namespace httplib {
struct Response;
}

namespace http {

struct Asked;

void reply_refusal(const Asked& asked, httplib::Response& response, int status,
                   const surveys::Words& reason);

}  // namespace http
