// Backups, made on this machine for its owner.
#include <httplib.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "http/desk/api/body.h"
#include "http/desk/api/reply.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "surveys/store/store.h"

namespace http {
namespace {

constexpr std::size_t disagreements_told_max = 10;

surveys::Words not_verified(const surveys::Backup& backup) {
    const std::string file = backup.file.string();
    surveys::Words words{"备份核对不上，不能当作备份，留在 " + file + "：",
                         "The backup does not verify and is none; it is left at " + file + ": "};
    std::size_t told = 0;
    for (const std::string& disagreement : backup.verification.disagreements) {
        if (told++ == disagreements_told_max) break;
        words.zh_cn += disagreement + "；";
        words.en += disagreement + "; ";
    }
    return words;
}

void reply_backup(const surveys::Backup& backup, httplib::Response& response) {
    reply_json(response, 201, {{"path", backup.file.string()},
                               {"bytes", backup.bytes},
                               {"responses", backup.verification.responses},
                               {"links", backup.verification.links},
                               {"cells", backup.verification.cells},
                               {"audit_entries", backup.verification.audit_entries}});
}

// It is written on this machine, so only its owner may say where: over the Unix socket.
void make_backup(const Asked& asked, httplib::Response& response) {
    const auto locale = asked.locale;
    if (asked.request.remote_addr != "unix")
        return reply_problem(response, 403, {"请在服务器上用 backup 命令备份",
                                             "Use the backup command on the server"}, locale);
    Body body = read_body(asked.request.body, {{"path", FieldType::text, true}});
    if (!body.problems.empty()) return reply_problems(response, body.problems, locale);
    try {
        const auto backup = asked.desk.store.back_up(*body.text("path"));
        if (!backup.problems.empty()) return reply_problems(response, backup.problems, locale);
        if (!backup.verification.disagreements.empty())
            return reply_problem(response, 503, not_verified(backup), locale);
        reply_backup(backup, response);
    } catch (const std::runtime_error& failure) {
        const std::string reason = failure.what();
        reply_problem(response, 503, {"备份没有写成：" + reason,
                                      "The backup was not written: " + reason}, locale);
    }
}

}  // namespace

void add_backup_routes(DeskRoutes& routes) {
    routes.write(surveys::Role::administrator, "/api/v1/backups", "backup.make", make_backup);
}

}  // namespace http
