// A second step: what is about to happen, said once more, before it cannot be taken back.
#pragma once

#include <string>
#include <vector>

#include "http/desk/pages/frame.h"
#include "surveys/questionnaires/problem.h"

namespace http {

struct Fact {
    std::string label;
    std::string text;
};

struct ConfirmPage {
    surveys::Words title;
    Place place = Place::front;
    std::vector<Fact> facts;
    surveys::Words warning;
    std::string action;  // the address of the form; `back` is where nothing happens
    std::string back;
    surveys::Words button;
    bool asks_reason = false;
    std::string reason{};  // as it was entered
    surveys::Problems problems{};
};

void reply_confirm_page(const Asked& asked, httplib::Response& response, const ConfirmPage& page);

}  // namespace http
