// A route of the desk as it was added: its address, who may come, and what it is called in the
// audit log.
#pragma once

#include <string>

#include "surveys/store/account_book.h"

namespace http {

struct DeskRoute {
    std::string pattern;
    surveys::Role least = surveys::Role::viewer;
    bool is_page = false;
    std::string act{};  // empty for what only reads
};

}  // namespace http
