// The desk's API: what officers and the store's owner may read and do, as HTTP routes.
//
// Every writing command of the command line is one of these requests: sent over the Unix socket
// when a server runs, answered in the command's own process when none does.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "http/front/router.h"
#include "http/front/site.h"
#include "surveys/store/account_book.h"

namespace surveys {
class Store;
}

namespace http {

class Accounts;
class AssetShelf;
class Metrics;
struct Visitor;

// What the routes work on.
struct Desk {
    surveys::Store& store;
    Accounts& accounts;
    const Metrics& metrics;
    const AssetShelf& assets;
    std::function<std::int64_t()> now_ms;
};

class DeskApi {
public:
    explicit DeskApi(const Desk& desk);

    // From any thread.
    std::string respond(const RawRequest& request) const { return router_.respond(request); }

private:
    Desk desk_;
    Router router_;
};

// The name of the session's cookie; its prefix makes a browser keep it to this host and path.
inline constexpr const char* session_cookie = "__Host-manyidu";

// Who sent this: over our own socket the owner, else by token or session. nullopt: nobody known.
std::optional<Visitor> visitor_of(const httplib::Request& request, Accounts& accounts);

// The secret of the session's cookie; empty without one.
std::string session_secret(const httplib::Request& request);

// Whether a browser says, or hides, that another site's page sent this.
bool comes_from_elsewhere(const httplib::Request& request);

// A handler for visitors of this role or above; others get 401 or 403, and so does a browser sent
// by another site.
Handler for_role(surveys::Role role, const Desk& desk, Handler handler);

// The routes, by what they are about.
void add_page_routes(Router& router, const Desk& desk);
void add_account_routes(Router& router, const Desk& desk);
void add_survey_routes(Router& router, const Desk& desk);
void add_score_routes(Router& router, const Desk& desk);
void add_import_routes(Router& router, const Desk& desk);

}  // namespace http
