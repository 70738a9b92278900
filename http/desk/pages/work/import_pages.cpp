// The imports: the batches there are, a new file with its dry run, and the undoing of a batch.
#include <httplib.h>

#include <algorithm>
#include <array>
#include <kainjow/mustache.hpp>
#include <sstream>

#include "http/desk/accounts/accounts.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/import_watch.h"
#include "http/desk/pages/confirm_page.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/refusal_page.h"
#include "http/desk/pages/work/import_form.h"
#include "http/desk/pages/work/import_report.h"
#include "http/front/reply.h"
#include "http/pages.h"
#include "surveys/calendar.h"
#include "surveys/questionnaires/utf8.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::Batch;
using surveys::Role;
using surveys::Words;

constexpr std::size_t short_hash_characters = 12;
constexpr std::size_t reason_bytes_max = 2000;

const Words title{"导入", "Imports"};
const Words no_such_batch{"没有这批导入", "There is no such import"};
const Words file_is_gone{
    "等待确认的文件已经不在：超过了 30 分钟、已经导入过，或服务器重启过。请重新选择文件。",
    "The file that waited is gone: it waited for more than 30 minutes, was imported already, or "
    "the server was restarted. Choose it again."};
const Words no_room{"等待确认的文件太多，请稍后再试",
                    "Too many files are waiting: try again later"};

const std::array<PageWord, 19> import_words{{
    {"w_imports", {"导入", "Imports"}},
    {"w_batches", {"已导入的批次", "Batches"}},
    {"w_number", {"批次", "Batch"}},
    {"w_survey", {"调查", "Survey"}},
    {"w_file", {"文件", "File"}},
    {"w_rows", {"行数", "Rows"}},
    {"w_accepted", {"已接受", "Taken"}},
    {"w_day", {"开始", "Begun"}},
    {"w_state", {"状态", "State"}},
    {"w_why", {"原因：", "Why:"}},
    {"w_undo", {"撤销", "Undo"}},
    {"w_no_batch", {"还没有导入过文件。", "No file has been imported."}},
    {"w_new", {"导入一个文件", "Import a file"}},
    {"w_lead",
     {"先试读，不入库：看清哪些行能接受、哪些不能，再确认。同一个文件不会算两次；整批可以撤销。",
      "First it is only read: you see which rows can be taken before you confirm. The same file "
      "never counts twice, and a whole batch can be undone."}},
    {"w_csv", {"CSV 文件（从 Excel 另存为 CSV）", "CSV file (saved from a spreadsheet as CSV)"}},
    {"w_kept", {"已收到，不必再选：", "Already received, no need to choose it again:"}},
    {"w_map", {"列与题目的对应", "Which column answers what"}},
    {"w_map_file", {"对应表文件（JSON，选填）", "A map in a file (JSON, optional)"}},
    {"w_encoding", {"文字编码", "Encoding"}},
}};
const std::array<PageWord, 1> import_action{{{"w_try", {"试读", "Read it without storing"}}}};

std::string state_of(const Batch& batch, surveys::Locale locale) {
    switch (batch.state) {
        case Batch::State::running: {
            const std::string seen = std::to_string(batch.rows_seen);
            return Words{"没有做完，读到第 " + seen + " 行：再导入一次同一文件就会继续",
                         "Not finished, read to row " + seen +
                             ": import the same file again and it goes on"}
                .in(locale);
        }
        case Batch::State::done: return Words{"完成", "Done"}.in(locale);
        case Batch::State::undone: return Words{"已撤销", "Undone"}.in(locale);
    }
    return "";
}

std::string survey_title(const Asked& asked, const std::string& id) {
    const auto survey = asked.desk.store.survey(id);
    return survey ? title_of(asked.desk.store, *survey, asked.locale) : id;
}

Filling row_of(const Asked& asked, const Batch& batch) {
    const bool can_undo = batch.state != Batch::State::undone;
    Filling row;
    row.set("number", std::to_string(batch.number));
    row.set("survey", survey_title(asked, batch.survey));
    row.set("file", batch.file_name);
    row.set("hash", batch.file_sha256);
    row.set("short_hash", batch.file_sha256.substr(0, short_hash_characters));
    row.set("rows", std::to_string(batch.rows_total));
    row.set("accepted", std::to_string(batch.rows_accepted));
    row.set("day", surveys::iso_date(surveys::day_of(batch.started_ms)));
    row.set("state", state_of(batch, asked.locale));
    if (!batch.reason.empty()) row.set("reason", batch.reason);
    row.set("can_undo", can_undo ? Filling::type::bool_true : Filling::type::bool_false);
    return row;
}

std::vector<Choice> map_choices(const Asked& asked, const std::vector<Batch>& batches) {
    const Words by_header{"表头就是题目编号（按系统的录入表）",
                          "The header holds the questions' ids"};
    std::vector<Choice> choices{{"", by_header.in(asked.locale)}};
    for (const Batch& batch : batches) {
        if (batch.map_json == "{}") continue;
        const std::string number = std::to_string(batch.number);
        const Words same{"沿用第 " + number + " 批的对应表：" + batch.file_name,
                         "The map of batch " + number + ": " + batch.file_name};
        choices.push_back({number, same.in(asked.locale)});
    }
    return choices;
}

void put_form(Filling& filling, const Asked& asked, const ImportForm& form,
              const std::vector<Batch>& batches) {
    std::vector<Choice> surveys;
    for (const surveys::Survey& survey : asked.desk.store.surveys())
        surveys.push_back({survey.id, title_of(asked.desk.store, survey, asked.locale)});
    const Words found_out{"自动识别", "Found out from the file"};
    put_choices(filling, "surveys", surveys, form.survey);
    put_choices(filling, "maps", map_choices(asked, batches), form.map_of);
    put_choices(filling, "encodings",
                std::vector<Choice>{{"auto", found_out.in(asked.locale)},
                                    {"utf-8", "UTF-8"},
                                    {"gb18030", "GB18030（GBK）"}},
                form.encoding);
    if (form.kept.empty()) return;
    filling.set("kept", form.kept);
    filling.set("kept_name", form.kept_name);
}

void reply_imports(const Asked& asked, httplib::Response& response, const ImportForm& form = {},
                   const surveys::Problems& problems = {}, const std::string& note = {}) {
    Filling filling = filling_for(asked, import_words);
    put_words(filling, import_action, asked.locale);
    auto batches = asked.desk.store.batches();
    std::reverse(batches.begin(), batches.end());  // the newest first
    Filling rows{Filling::type::list};
    for (const Batch& batch : batches) rows << row_of(asked, batch);
    filling.set("batches", rows);
    filling.set("has_batches",
                batches.empty() ? Filling::type::bool_false : Filling::type::bool_true);
    filling.set("may_write", asked.visitor.role >= Role::officer ? Filling::type::bool_true
                                                                 : Filling::type::bool_false);
    put_form(filling, asked, form, batches);
    put_problems(filling, problems, asked.locale);
    if (!note.empty()) filling.set("note", note);
    reply_desk_page(asked, response,
                    {.title = title.in(asked.locale),
                     .place = Place::imports,
                     .body = fill(pages::desk_imports_html, filling)},
                    problems.empty() ? 200 : 422);
}

void show_imports(const Asked& asked, httplib::Response& response) {
    std::string note;
    for (const Batch& batch : asked.desk.store.batches()) {
        const std::string number = std::to_string(batch.number);
        if (asked.parameter("undone") != number || batch.state != Batch::State::undone) continue;
        note = Words{"第 " + number + " 批已撤销，不再计入任何数字。",
                     "Batch " + number + " is undone: out of every figure."}
                   .in(asked.locale);
    }
    reply_imports(asked, response, {}, {}, note);
}

// The form again, with the file kept so that it need not be chosen twice.
void reply_with_problems(const Asked& asked, httplib::Response& response, Uploads& uploads,
                         ImportFormReading reading) {
    if (!reading.upload.bytes.empty()) {
        reading.form.kept_name = reading.upload.order.file_name;
        reading.form.kept =
            uploads.put(asked.visitor.name, std::move(reading.upload)).value_or("");
    }
    reply_imports(asked, response, reading.form, reading.problems);
}

enum class Step { plan, import };

// What a step makes of the upload, whose bytes stay; problems go beside the form's fields.
surveys::ImportReport take(Step step, const Asked& asked, ImportFormReading& reading) {
    surveys::Store& store = asked.desk.store;
    const std::int64_t now_ms = asked.desk.now_ms();
    const surveys::ImportOrder& order = reading.upload.order;
    std::istringstream file(std::move(reading.upload.bytes));
    auto report = step == Step::plan ? surveys::plan_import(store, order, file, now_ms,
                                                            watch_import(asked.desk))
                                     : surveys::import_file(store, order, file, now_ms,
                                                            watch_import(asked.desk));
    reading.upload.bytes = std::move(file).str();
    reading.problems = by_field(report.problems, order.map_json.has_value());
    return report;
}

void try_import(const Asked& asked, httplib::Response& response, Uploads& uploads) {
    ImportFormReading reading = read_import_form(asked, uploads);
    if (!reading.problems.empty())
        return reply_with_problems(asked, response, uploads, std::move(reading));
    const surveys::ImportOrder order = reading.upload.order;
    const auto report = take(Step::plan, asked, reading);
    if (!reading.problems.empty())
        return reply_with_problems(asked, response, uploads, std::move(reading));
    if (report.accepted == 0) return reply_import_report(asked, response, order, report);
    const auto ticket = uploads.put(asked.visitor.name, std::move(reading.upload));
    if (!ticket) return reply_imports(asked, response, reading.form, {{"file", no_room}});
    reply_import_report(asked, response, order, report, *ticket);
}

void confirm_import(const Asked& asked, httplib::Response& response, Uploads& uploads) {
    auto upload = uploads.take(asked.visitor.name, asked.field("ticket"));
    if (!upload) return reply_imports(asked, response, {}, {{"file", file_is_gone}});
    ImportFormReading reading;
    reading.form.survey = upload->order.survey;
    reading.upload = std::move(*upload);
    const surveys::ImportOrder order = reading.upload.order;
    const auto report = take(Step::import, asked, reading);
    if (!reading.problems.empty())
        return reply_with_problems(asked, response, uploads, std::move(reading));
    reply_import_report(asked, response, order, report);
}

std::optional<Batch> find_batch(const Asked& asked) {
    const std::int64_t number = std::stoll(asked.match(1));
    for (Batch& batch : asked.desk.store.batches())
        if (batch.number == number) return std::move(batch);
    return std::nullopt;
}

void ask_to_undo(const Asked& asked, httplib::Response& response, const Batch& batch,
                 const std::string& reason = {}, const surveys::Problems& problems = {}) {
    const auto fact = [&](const Words& label, const std::string& text) {
        return Fact{label.in(asked.locale), text};
    };
    const std::string number = std::to_string(batch.number);
    reply_confirm_page(
        asked, response,
        {.title = {"撤销一批导入", "Undo an import"},
         .place = Place::imports,
         .facts = {fact({"批次", "Batch"}, number),
                   fact({"调查", "Survey"}, survey_title(asked, batch.survey)),
                   fact({"文件", "File"}, batch.file_name),
                   fact({"入库的行", "Rows stored"}, std::to_string(batch.rows_accepted))},
         .warning = {"撤销后，这批答卷不再计入任何数字；记录和原因会留下。改正后的文件可以重新导入。",
                     "The answers of this batch leave every figure; the record and the reason "
                     "stay. The corrected file can be imported again."},
         .action = "/desk/imports/" + number + "/undo",
         .back = "/desk/imports",
         .button = {"确认撤销", "Undo it"},
         .asks_reason = true,
         .reason = reason,
         .problems = problems});
}

void show_undoing(const Asked& asked, httplib::Response& response) {
    const auto batch = find_batch(asked);
    if (!batch) return reply_refusal(asked, response, 404, no_such_batch);
    ask_to_undo(asked, response, *batch);
}

void undo_import(const Asked& asked, httplib::Response& response) {
    const auto batch = find_batch(asked);
    if (!batch) return reply_refusal(asked, response, 404, no_such_batch);
    const std::string given = asked.field("reason");
    const std::string reason(surveys::trimmed(given));
    surveys::Problems problems;
    if (surveys::is_blank(reason))
        problems.push_back({"reason", {"请写明撤销原因", "Say why it is undone"}});
    else if (reason.size() > reason_bytes_max)
        problems.push_back({"reason", {"原因太长", "The reason is too long"}});
    else
        problems = asked.desk.store.undo_import(batch->number, reason, asked.desk.now_ms());
    if (!problems.empty()) return ask_to_undo(asked, response, *batch, reason, problems);
    reply_see_other(response, "/desk/imports?undone=" + std::to_string(batch->number));
}

}  // namespace

void add_import_pages(DeskRoutes& routes, Uploads& uploads) {
    routes.show(Role::viewer, "/desk/imports", show_imports);
    routes.submit(Role::officer, "/desk/imports", "import.plan",
                  [&uploads](const Asked& asked, httplib::Response& response) {
                      try_import(asked, response, uploads);
                  });
    routes.submit(Role::officer, "/desk/imports/confirm", "import.file",
                  [&uploads](const Asked& asked, httplib::Response& response) {
                      confirm_import(asked, response, uploads);
                  });
    routes.show(Role::officer, "/desk/imports/([0-9]{1,15})/undo", show_undoing);
    routes.submit(Role::officer, "/desk/imports/([0-9]{1,15})/undo", "import.undo", undo_import);
}

}  // namespace http
