// The audit log as JSON, newest first, page by page.
#include <nlohmann/json.hpp>

#include "http/desk/api/reply.h"
#include "http/desk/audit_wish.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using Json = nlohmann::ordered_json;

Json entry_object(const surveys::AuditEntry& entry) {
    return {{"number", entry.number}, {"at", surveys::iso_instant(entry.at_ms)},
            {"who", entry.who},       {"act", entry.act},
            {"object", entry.object}, {"result", name(entry.result)}};
}

void list_audit(const Asked& asked, httplib::Response& response) {
    const auto wish = read_audit_wish(asked);
    if (!wish.problems.empty()) return reply_problems(response, wish.problems, asked.locale);
    const auto page = read_audit_page(asked.desk.store.audit(), wish.query);
    const auto check = asked.desk.store.audit().check();
    Json entries = Json::array();
    for (const auto& entry : page.entries) entries.push_back(entry_object(entry));
    reply_json(response, 200,
               {{"entries", entries},
                {"before", page.before ? Json(*page.before) : Json(nullptr)},
                {"chain", {{"entries", check.entries},
                           {"last_link", check.last_link},
                           {"agrees", check.flaws.empty()}}}});
}

}  // namespace

void add_audit_routes(DeskRoutes& routes) {
    routes.read(surveys::Role::administrator, "/api/v1/audit", list_audit);
}

}  // namespace http
