// The page of one user: role, lock, password and removal, each a form of its own.
#pragma once

#include <string>

namespace httplib {
struct Response;
}

namespace http {

struct Asked;
class DeskRoutes;

void add_user_page(DeskRoutes& routes);

// A password that was just made, on a page that shows it this once.
struct MadePassword {
    std::string name;
    std::string password;
    int status = 200;
};
void reply_secret(const Asked& asked, httplib::Response& response, const MadePassword& made);

}  // namespace http
