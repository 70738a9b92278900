// Desk routes: each with the role it asks for, and with what keeps another site's page from
// working in a visitor's name.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/desk/multipart.h"
#include "http/desk/visitor.h"
#include "http/front/router.h"

namespace http {

struct Desk;

// A request whose sender is known and may do what it asks. `locale` is a page's or, for the API,
// that of Accept-Language. `form` holds what a submitted page's form sent, token and all.
struct Asked {
    const httplib::Request& request;
    const Desk& desk;
    Visitor visitor;
    surveys::Locale locale = surveys::Locale::zh_cn;
    std::vector<std::pair<std::string, std::string>> form{};
    MultipartForm files{};  // of a form that sends files; its texts are in `form`, too

    std::string match(std::size_t number) const;       // of the pattern, from 1
    std::string parameter(const char* name) const;     // of the query; empty without it
    std::string field(std::string_view name) const;    // of the form; the first; empty without it
    const FormPart* file(const char* name) const;      // nullptr when none was chosen
};

using Act = std::function<void(const Asked& asked, httplib::Response& response)>;

// A route as it was registered, for whoever must go through all of them.
struct DeskRoute {
    enum class Kind { read, write, show, submit };
    Kind kind = Kind::read;
    surveys::Role role = surveys::Role::viewer;
    std::string pattern;
    std::string act{};  // what it is called in the audit log; empty of what is only read
};

class DeskRoutes {
public:
    // Each route is added to `book`, too.
    DeskRoutes(Router& router, const Desk& desk, std::vector<DeskRoute>& book)
        : router_(router), desk_(desk), book_(book) {}

    // The API: strangers get 401, others without the role 403. `act` is what an act is called in
    // the record of who did what: "codes.make".
    void read(surveys::Role role, const std::string& pattern, Act act);
    void write(surveys::Role role, const std::string& pattern, std::string_view name, Act act);

    // Pages: strangers are led to the login and back. A form must carry its session's own token.
    void show(surveys::Role role, const std::string& pattern, Act act);
    void submit(surveys::Role role, const std::string& pattern, std::string_view name, Act act);

private:
    Router& router_;
    const Desk& desk_;
    std::vector<DeskRoute>& book_;
};

}  // namespace http
