// The desk's API: what officers and the store's owner may read and do, as HTTP routes.
//
// Every writing command of the command line is one of these requests: sent over the Unix socket
// when a server runs, answered in the command's own process when none does.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/desk/uploads.h"
#include "http/desk/desk_routes.h"
#include "http/front/router.h"
#include "http/front/site.h"
#include "surveys/questionnaires/words.h"

namespace surveys {
class Store;
}

namespace http {

class Accounts;
class AssetShelf;
class Doorkeeper;
class Metrics;

// What the routes work on.
struct Desk {
    surveys::Store& store;
    Accounts& accounts;
    Metrics& metrics;
    const AssetShelf& assets;
    std::function<std::int64_t()> now_ms;
    const Doorkeeper* door = nullptr;  // none in a command's process
    // What the links on paper begin with; never taken from a request. Empty in a command's process.
    std::string public_origin{};
    const std::atomic<bool>* stopping = nullptr;  // none in a command's process
    std::filesystem::path store_file{};  // empty in a command's process
    std::string desk_origin{};  // where a TLS proxy shows the desk; empty without one
    surveys::Words bureau{"魏县行政审批局", "Wei County Approval Bureau"};
    UploadLimits uploads{};
};

class DeskApi {
public:
    explicit DeskApi(Desk desk);
    DeskApi(const DeskApi&) = delete;  // its routes refer to its desk
    DeskApi& operator=(const DeskApi&) = delete;

    // From any thread.
    std::string respond(const RawRequest& request) const { return router_.respond(request); }
    // Whether the head of a request carries a session or token that somebody has.
    bool knows_who_sent(std::string_view head) const;

    const std::vector<DeskRoute>& routes() const { return book_; }

private:
    Desk desk_;
    Uploads uploads_;
    Router router_;
    std::vector<DeskRoute> book_;
};

// The routes, by what they are about.
void add_login_routes(Router& router, DeskRoutes& routes, const Desk& desk);
void add_metrics_route(DeskRoutes& routes);
void add_account_routes(DeskRoutes& routes);
void add_own_account_routes(DeskRoutes& routes);
void add_audit_routes(DeskRoutes& routes);
void add_survey_routes(DeskRoutes& routes);
void add_score_routes(DeskRoutes& routes);
void add_import_routes(DeskRoutes& routes);
void add_backup_routes(DeskRoutes& routes);
void add_front_page(DeskRoutes& routes);
void add_indicator_page(DeskRoutes& routes);
void add_account_page(DeskRoutes& routes);
void add_users_pages(DeskRoutes& routes);
void add_audit_page(DeskRoutes& routes);
void add_survey_list_page(DeskRoutes& routes);
void add_survey_page(DeskRoutes& routes);
void add_survey_run_pages(DeskRoutes& routes);
void add_units_page(DeskRoutes& routes);
void add_code_pages(DeskRoutes& routes);
void add_poster_pages(DeskRoutes& routes);
void add_import_pages(DeskRoutes& routes, Uploads& uploads);
void add_review_pages(DeskRoutes& routes);
void add_missing_page(DeskRoutes& routes);  // the last: for every other address of the desk

}  // namespace http
