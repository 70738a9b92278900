// A message reply: a page of a few words, for everything that is not a survey.
#pragma once

#include <string>

#include "http/public/look.h"
#include "http/public/words.h"

namespace httplib {
struct Response;
}

namespace http {

struct Reception;

void reply_message(const Reception& reception, httplib::Response& response, int status,
                   Phrase heading, const Look& look);
void reply_message(const Reception& reception, httplib::Response& response, int status,
                   const std::string& heading, const Look& look, const std::string& text = {});

}  // namespace http
