#include "http/desk/audit_wish.h"

#include <charconv>

#include "http/desk/desk_routes.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/utf8.h"

namespace http {
namespace {

std::optional<std::int64_t> read_number(const std::string& text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || number < 1) return std::nullopt;
    return number;
}

bool is_too_long(const std::string& text) {
    return !surveys::is_utf8(text) ||
           surveys::characters(text) > surveys::limits.audit_name_characters_max;
}

}  // namespace

AuditWish read_audit_wish(const Asked& asked) {
    AuditWish wish;
    wish.query.entries_max = audit_page_entries;
    wish.query.who = asked.parameter("who");
    wish.query.act = asked.parameter("act");
    if (const std::string before = asked.parameter("before"); !before.empty()) {
        const auto number = read_number(before);
        if (number) wish.query.before = *number;
        else wish.problems.push_back(
            {"before", {"应为一条记录的序号", "This should be the number of an entry"}});
    }
    if (is_too_long(wish.query.who))
        wish.problems.push_back({"who", {"用户名过长", "The name is too long"}});
    if (is_too_long(wish.query.act))
        wish.problems.push_back({"act", {"没有这种操作", "There is no such act"}});
    return wish;
}

AuditPage read_audit_page(const surveys::AuditLog& log, const surveys::AuditQuery& query) {
    surveys::AuditQuery one_more = query;
    ++one_more.entries_max;
    AuditPage page{.entries = log.entries(one_more), .before = {}};
    if (std::ssize(page.entries) > query.entries_max) {
        page.entries.pop_back();
        page.before = page.entries.back().number;
    }
    return page;
}

}  // namespace http
