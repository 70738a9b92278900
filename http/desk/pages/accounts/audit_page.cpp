// The audit page: who did what, newest first, and whether the chain of the log still holds.
#include <httplib.h>

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/accounts/account_words.h"
#include "http/desk/audit_wish.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/accounts/account_form.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/frame.h"
#include "http/pages.h"
#include "http/public/markup.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::AuditFlaw;
using surveys::Words;

constexpr std::size_t flaws_shown_max = 20;

const std::array<PageWord, 15> audit_words{{
    {"w_title", {"审计记录", "Audit log"}},
    {"w_what", {"办公端的每一步操作都记在这里，只增不改。“owner”是在服务器上用命令操作的人；没有人用的"
                "用户名记作“unknown”。",
                "Every step taken at the desk, only ever added to. “owner” works with commands on "
                "the server; a name nobody has is kept as “unknown”."}},
    {"w_chain", {"记录的完整性", "Whether the log is whole"}},
    {"w_last_link", {"最后一环的校验值：", "The last link:"}},
    {"w_note", {"请定期把条数和校验值抄在别处：将来能证明之前的记录没有被改动。",
                "Note the count and the link elsewhere from time to time: they prove later that "
                "nothing before was changed."}},
    {"w_who", {"用户", "Who"}},
    {"w_act", {"操作", "What"}},
    {"w_every_act", {"全部操作", "Everything"}},
    {"w_filter", {"筛选", "Filter"}},
    {"w_number", {"序号", "No."}},
    {"w_at", {"时间", "When"}},
    {"w_object", {"对象", "To what"}},
    {"w_result", {"结果", "Result"}},
    {"w_newest", {"← 最新的记录", "← Newest"}},
    {"w_older", {"更早的记录 →", "Older →"}},
}};

std::string in_words(const AuditFlaw& flaw, surveys::Locale locale) {
    const std::string first = std::to_string(flaw.number);
    const std::string last = std::to_string(flaw.last);
    switch (flaw.kind) {
        case AuditFlaw::Kind::altered:
            return Words{"第 " + first + " 条与它的校验值不符：被改动或移动过。",
                         "Entry " + first + " does not match its link: it was changed or moved."}
                .in(locale);
        case AuditFlaw::Kind::missing:
            return Words{"第 " + first + " 至 " + last + " 条缺失。",
                         "Entries " + first + " to " + last + " are missing."}
                .in(locale);
        case AuditFlaw::Kind::cut_off:
            return Words{"记录到第 " + first + " 条为止，但登记的末尾是第 " + last + " 条，两者不符。",
                         "The log ends at entry " + first + ", but its record of its end, entry " +
                             last + ", is another."}
                .in(locale);
    }
    return {};
}

void put_chain(Filling& filling, const surveys::AuditCheck& check, surveys::Locale locale) {
    const std::string entries = std::to_string(check.entries);
    const std::string flaws = std::to_string(check.flaws.size());
    const Words whole{"共 " + entries + " 条，已逐条核对，全部相符",
                      entries + " entries, each checked again: all agree"};
    const Words broken{"共 " + entries + " 条，逐条核对，有 " + flaws + " 处不符",
                       entries + " entries, each checked again: " + flaws + " disagree"};
    filling.set("chain", (check.flaws.empty() ? whole : broken).in(locale));
    filling.set("chain_class", std::string(check.flaws.empty() ? "reached" : "missed"));
    filling.set("last_link", check.last_link);
    Filling list{Filling::type::list};
    for (std::size_t i = 0; i < check.flaws.size() && i < flaws_shown_max; ++i) {
        Filling item;
        item.set("flaw", in_words(check.flaws[i], locale));
        list << item;
    }
    filling.set("flaws", list);
}

void put_filter(Filling& filling, const surveys::AuditQuery& query, surveys::Locale locale) {
    filling.set("who_wished", query.who);
    std::vector<Choice> choices;
    for (const ActWords& known : known_acts())
        choices.push_back({std::string(known.act), known.words.in(locale)});
    put_choices(filling, "acts", choices, query.act);
}

std::string address_of(const surveys::AuditQuery& query, std::optional<std::int64_t> before) {
    std::string address = "/desk/audit?who=" + escape_url(query.who);
    address.append("&act=").append(escape_url(query.act));
    if (before) address.append("&before=").append(std::to_string(*before));
    return address;
}

void put_entries(Filling& filling, const AuditPage& page, surveys::Locale locale) {
    Filling rows{Filling::type::list};
    for (const surveys::AuditEntry& entry : page.entries) {
        Filling row;
        row.set("number", std::to_string(entry.number));
        row.set("at", shown_time(entry.at_ms));
        row.set("who", entry.who);
        row.set("act", words_of_act(entry.act).in(locale));
        row.set("object", entry.object);
        row.set("result", words(entry.result).in(locale));
        row.set("result_class", "result-" + std::string(name(entry.result)));
        rows << row;
    }
    filling.set("entries", rows);
    const std::string count = std::to_string(page.entries.size());
    filling.set("caption", Words{"本页 " + count + " 条，新的在前",
                                 count + " on this page, newest first"}
                               .in(locale));
}

void show_audit(const Asked& asked, httplib::Response& response) {
    const surveys::AuditLog& log = asked.desk.store.audit();
    const AuditWish wish = read_audit_wish(asked);
    const AuditPage page =
        wish.problems.empty() ? read_audit_page(log, wish.query) : AuditPage{};
    Filling filling = filling_for(asked, audit_words);
    put_chain(filling, log.check(), asked.locale);
    put_filter(filling, wish.query, asked.locale);
    put_problems(filling, wish.problems, asked.locale);
    put_entries(filling, page, asked.locale);
    if (!asked.parameter("before").empty())
        filling.set("newest", address_of(wish.query, std::nullopt));
    if (page.before) filling.set("older", address_of(wish.query, page.before));
    reply_desk_page(asked, response,
                    {.title = audit_words[0].words.in(asked.locale),
                     .place = Place::audit,
                     .body = fill(pages::desk_audit_html, filling)},
                    wish.problems.empty() ? 200 : 422);
}

}  // namespace

void add_audit_page(DeskRoutes& routes) {
    routes.show(surveys::Role::administrator, "/desk/audit", show_audit);
}

}  // namespace http
