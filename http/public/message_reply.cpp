#include "http/public/message_reply.h"

#include "http/public/reception.h"
#include "http/public/reply.h"

namespace http {

void reply_message(const Reception& reception, httplib::Response& response, int status,
                   Phrase heading, const Look& look) {
    reply_message(reception, response, status, std::string(say(heading, look.locale)), look);
}

void reply_message(const Reception& reception, httplib::Response& response, int status,
                   const std::string& heading, const Look& look, const std::string& text) {
    reply_page(response, status, reception.pages.message({.look = look,
                                                          .here = "?",
                                                          .heading = heading,
                                                          .text = text,
                                                          .link = "",
                                                          .link_word = ""}));
}

}  // namespace http
