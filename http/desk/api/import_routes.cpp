#include <httplib.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "http/desk/api/body.h"
#include "http/desk/api/reply.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/import_watch.h"
#include "surveys/calendar.h"
#include "surveys/import/importer.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using Json = nlohmann::ordered_json;
using surveys::Role;

std::string_view state_name(surveys::Batch::State state) {
    switch (state) {
        case surveys::Batch::State::running: return "running";
        case surveys::Batch::State::done: return "done";
        case surveys::Batch::State::undone: return "undone";
    }
    return "";
}

Json batch_object(const surveys::Batch& batch) {
    Json object{{"number", batch.number},
                {"survey", batch.survey},
                {"file", batch.file_name},
                {"sha256", batch.file_sha256},
                {"rows", batch.rows_total},
                {"seen", batch.rows_seen},
                {"accepted", batch.rows_accepted},
                {"state", state_name(batch.state)},
                {"started_at", surveys::iso_instant(batch.started_ms)}};
    if (batch.state == surveys::Batch::State::undone) object["reason"] = batch.reason;
    return object;
}

Json report_object(const surveys::ImportReport& report, surveys::Locale locale) {
    Json rejected = Json::array();
    for (const surveys::RejectedRow& row : report.rejected_rows)
        rejected.push_back({{"line", row.line}, {"problem", in_words(row, locale)}});
    Json object{{"rows", report.rows},         {"accepted", report.accepted},
                {"rejected", report.rejected}, {"resumed_behind", report.resumed_behind},
                {"encoding", name(report.encoding)},
                {"sha256", report.file_sha256}, {"problems", rejected}};
    if (report.batch) object["batch"] = *report.batch;
    return object;
}

void list_imports(const Asked& asked, httplib::Response& response) {
    Json batches = Json::array();
    for (const auto& batch : asked.desk.store.batches()) batches.push_back(batch_object(batch));
    reply_json(response, 200, {{"imports", batches}});
}

// The order as the body words it, with the file opened; every problem of it goes to `body`.
surveys::ImportOrder read_order(Body& body, std::ifstream& file) {
    surveys::ImportOrder order{.survey = body.text("survey").value_or(""),
                               .file_name = {},
                               .map_json = body.text("map"),
                               .encoding = {}};
    const std::filesystem::path path = body.text("path").value_or("");
    order.file_name = path.filename().string();
    if (body.text("path")) file.open(path, std::ios::binary);
    if (body.text("path") && (!file.is_open() || !std::filesystem::is_regular_file(path)))
        body.problems.push_back({path.string(), {"这个文件读不出来", "This file cannot be read"}});
    const std::string encoding = body.text("encoding").value_or("auto");
    order.encoding = surveys::encoding_named(encoding);
    if (encoding != "auto" && !order.encoding)
        body.problems.push_back({"encoding", {"编码只能是 auto、utf-8 或 gb18030",
                                              "An encoding is auto, utf-8 or gb18030"}});
    return order;
}

// The file lies on this machine, so only its owner may name it: over the Unix socket.
void import_file(const Asked& asked, httplib::Response& response) {
    const auto locale = asked.locale;
    if (asked.request.remote_addr != "unix")
        return reply_problem(response, 403, {"请在服务器上用 import 命令导入",
                                             "Use the import command on the server"}, locale);
    Body body = read_body(asked.request.body, {{"survey", FieldType::text, true},
                                         {"path", FieldType::text, true},
                                         {"map"},
                                         {"encoding"},
                                         {"dry_run", FieldType::flag}});
    std::ifstream file;
    const auto order = read_order(body, file);
    if (!body.problems.empty()) return reply_problems(response, body.problems, locale);
    const bool dry = body.flag("dry_run");
    surveys::Store& store = asked.desk.store;
    const std::int64_t now_ms = asked.desk.now_ms();
    const auto report = dry ? surveys::plan_import(store, order, file, now_ms,
                                                   watch_import(asked.desk))
                            : surveys::import_file(store, order, file, now_ms,
                                                   watch_import(asked.desk));
    if (!report.problems.empty()) return reply_problems(response, report.problems, locale);
    reply_json(response, dry ? 200 : 201, report_object(report, locale));
}

void undo_import(const Asked& asked, httplib::Response& response) {
    const auto locale = asked.locale;
    Body body = read_body(asked.request.body, {{"reason", FieldType::text, true}});
    if (body.text("reason") && body.text("reason")->empty())
        body.problems.push_back({"reason", {"请写明撤销原因", "Say why it is undone"}});
    if (!body.problems.empty()) return reply_problems(response, body.problems, locale);
    const std::int64_t number = std::stoll(asked.match(1));
    surveys::Store& store = asked.desk.store;
    const auto problems = store.undo_import(number, *body.text("reason"), asked.desk.now_ms());
    if (!problems.empty()) return reply_problems(response, problems, locale);
    for (const auto& batch : store.batches())
        if (batch.number == number) return reply_json(response, 200, batch_object(batch));
}

}  // namespace

void add_import_routes(DeskRoutes& routes) {
    routes.read(Role::viewer, "/api/v1/imports", list_imports);
    routes.write(Role::officer, "/api/v1/imports", "import.file", import_file);
    routes.write(Role::officer, "/api/v1/imports/([0-9]{1,15})/undo", "import.undo", undo_import);
}

}  // namespace http
