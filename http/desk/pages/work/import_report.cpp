#include "http/desk/pages/work/import_report.h"

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/frame.h"
#include "http/pages.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::ImportReport;
using surveys::Words;

const std::array<PageWord, 6> report_words{{
    {"w_rejected", {"不能接受的行", "Rows that cannot be taken"}},
    {"w_line", {"行", "Line"}},
    {"w_problem", {"原因", "Why"}},
    {"w_confirm", {"确认导入", "Import it"}},
    {"w_cancel", {"不导入，返回", "Do not import, go back"}},
    {"w_list", {"返回导入", "Back to the imports"}},
}};

Words outcome_of(const ImportReport& report) {
    const std::string accepted = std::to_string(report.accepted);
    const std::string rejected = std::to_string(report.rejected);
    if (report.batch) {
        const std::string number = std::to_string(*report.batch);
        return {"已导入为第 " + number + " 批：入库 " + accepted + " 行。",
                "Imported as batch " + number + ": " + accepted + " rows were stored."};
    }
    if (report.accepted == 0)
        return {"没有一行可以接受，什么也不会入库。请改正文件后再试。",
                "Not one row can be taken. Correct the file and try again."};
    if (report.rejected == 0)
        return {"试读通过，还没有入库：" + accepted + " 行都可以接受。",
                "Nothing is stored yet: all " + accepted + " rows can be taken."};
    return {"还没有入库：" + accepted + " 行可以接受，" + rejected + " 行不能接受、会被跳过。",
            "Nothing is stored yet: " + accepted + " rows can be taken, " + rejected +
                " cannot and would be skipped."};
}

struct Row {
    Words label;
    std::string text;
};

void put_facts(Filling& filling, const Asked& asked, const surveys::ImportOrder& order,
               const ImportReport& report) {
    const auto survey = asked.desk.store.survey(order.survey);
    std::vector<Row> rows{
        {{"调查", "Survey"},
         survey ? title_of(asked.desk.store, *survey, asked.locale) : order.survey},
        {{"文件", "File"}, order.file_name},
        {{"SHA-256", "SHA-256"}, report.file_sha256},
        {{"编码", "Encoding"}, std::string(name(report.encoding))},
        {{"数据行", "Rows"}, std::to_string(report.rows)},
        {{"可接受", "Taken"}, std::to_string(report.accepted)},
        {{"不能接受", "Not taken"}, std::to_string(report.rejected)}};
    if (report.resumed_behind > 0)
        rows.push_back({{"接着上次中断处，从此行之后", "Went on behind row"},
                        std::to_string(report.resumed_behind)});
    Filling facts{Filling::type::list};
    for (const Row& row : rows) {
        Filling item;
        item.set("label", row.label.in(asked.locale));
        item.set("text", row.text);
        facts << item;
    }
    filling.set("facts", facts);
}

// "line 17, column …" without its first words, which stand in a cell of their own.
std::string without_line(const surveys::RejectedRow& row, surveys::Locale locale) {
    const std::string words = in_words(row, locale);
    const std::string line = std::to_string(row.line);
    const std::string start = locale == surveys::Locale::en ? "line " + line
                                                            : "第 " + line + " 行";
    if (words.rfind(start, 0) != 0) return words;
    const std::string rest = words.substr(start.size());
    for (const std::string mark : {"，", "：", ", ", ": "})
        if (rest.rfind(mark, 0) == 0) return rest.substr(mark.size());
    return rest;
}

void put_rejected(Filling& filling, const ImportReport& report, surveys::Locale locale) {
    Filling rejected{Filling::type::list};
    for (const surveys::RejectedRow& row : report.rejected_rows) {
        Filling item;
        item.set("line", std::to_string(row.line));
        item.set("words", without_line(row, locale));
        rejected << item;
    }
    filling.set("rejected", rejected);
    filling.set("has_rejected", report.rejected_rows.empty() ? Filling::type::bool_false
                                                             : Filling::type::bool_true);
    const auto listed = static_cast<std::int64_t>(report.rejected_rows.size());
    if (listed >= report.rejected) return;
    const std::string count = std::to_string(listed);
    filling.set("not_all", Words{"只列出前 " + count + " 行。", "Only the first " + count +
                                                                   " are listed."}
                               .in(locale));
}

}  // namespace

void reply_import_report(const Asked& asked, httplib::Response& response,
                         const surveys::ImportOrder& order, const ImportReport& report,
                         const std::string& ticket) {
    const Words title = report.batch ? Words{"导入结果", "Imported"}
                                     : Words{"试读结果：还没有入库", "Dry run: nothing is stored"};
    Filling filling = filling_for(asked, report_words);
    filling.set("title", title.in(asked.locale));
    filling.set("outcome", outcome_of(report).in(asked.locale));
    filling.set("survey", order.survey);  // for the record of who did what
    put_facts(filling, asked, order, report);
    put_rejected(filling, report, asked.locale);
    if (!ticket.empty()) filling.set("ticket", ticket);
    reply_desk_page(asked, response,
                    {.title = title.in(asked.locale),
                     .place = Place::imports,
                     .body = fill(pages::desk_import_report_html, filling)});
}

}  // namespace http
