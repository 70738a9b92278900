#include "http/desk/trail.h"

#include <httplib.h>

#include <array>

#include "http/desk/api/reply.h"
#include "http/desk/desk_api.h"
#include "http/desk/pages/refusal_page.h"
#include "http/watch/log.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/strict_json.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::AuditResult;

constexpr std::int64_t minute_ms = 60'000;
constexpr std::array<const char*, 4> object_fields{"survey", "name", "id", "unit"};
const surveys::Words log_failed{
    "审计记录没有写入，这一步可能已经执行：请先不要重试，并请管理员检查磁盘和服务器日志",
    "The audit log could not be written, and the step may have been done: do not repeat it, and "
    "have the disk and the server's log looked at"};

std::string named_in_json(const std::string& body) {
    if (body.empty() || body.front() != '{' || body.size() > surveys::limits.body_bytes_max)
        return {};
    const auto reading = surveys::read_json(body);
    if (!reading.value) return {};
    for (const char* field : object_fields) {
        const auto* value = reading.value->find(field);
        if (value && value->string()) return *value->string();
    }
    return {};
}

// What it is done to, as far as the request names it: in its path, its query, its form or its body.
std::string object_of(const Asked& asked) {
    std::string in_path;
    for (std::size_t part = 1; part < asked.request.matches.size(); ++part)
        in_path.append(part == 1 ? "" : "/").append(asked.match(part));
    if (!in_path.empty()) return in_path;
    for (const char* field : object_fields) {
        if (const auto named = asked.parameter(field); !named.empty()) return named;
        if (const auto named = asked.field(field); !named.empty()) return named;
    }
    return named_in_json(asked.request.body);
}

AuditResult result_of(int status) {
    if (status < 400) return AuditResult::done;
    return status < 500 ? AuditResult::refused : AuditResult::failed;
}

surveys::AuditEntry entry_of(const Asked& asked, std::string_view name, AuditResult result) {
    return {.at_ms = asked.desk.now_ms(),
            .who = asked.visitor.name,
            .act = std::string(name),
            .object = object_of(asked),
            .result = result};
}

void say_that_the_log_failed(const Asked& asked, httplib::Response& response) {
    if (asked.request.path.rfind("/desk", 0) == 0)
        return reply_refusal(asked, response, 503, log_failed);
    reply_problem(response, 503, log_failed, asked.locale);
}

}  // namespace

void do_and_write_down(const Asked& asked, httplib::Response& response, std::string_view name,
                       const Act& act) {
    try {
        act(asked, response);
    } catch (...) {
        try {
            asked.desk.store.audit().append(entry_of(asked, name, AuditResult::failed));
        } catch (const std::runtime_error& failure) {
            note(LogLevel::critical, "audit_unwritten",
                 {{"act", name}, {"result", "failed"}, {"reason", reason_of(failure)}});
        }
        throw;
    }
    try {
        asked.desk.store.audit().append(entry_of(asked, name, result_of(response.status)));
    } catch (const std::runtime_error& failure) {
        note(LogLevel::critical, "audit_unwritten",
             {{"act", name}, {"status", response.status}, {"reason", reason_of(failure)}});
        say_that_the_log_failed(asked, response);
    }
}

void write_down_ballot(const Asked& asked, std::string_view survey) {
    const auto ballot = asked.desk.store.ballot(survey);
    if (!ballot) return;
    const bool is_closed =
        asked.desk.store.survey(survey).value().state == surveys::SurveyState::closed;
    std::string object(survey);
    object.append(" ").append(ballot->list_hash);
    if (is_closed)
        object.append(" ")
            .append(std::to_string(ballot->received))
            .append("/")
            .append(std::to_string(ballot->roster))
            .append(" ")
            .append(ballot->finding ? name(*ballot->finding) : "agrees");
    asked.desk.store.audit().append({.at_ms = asked.desk.now_ms(),
                                     .who = asked.visitor.name,
                                     .act = is_closed ? "ballot.count" : "ballot.list",
                                     .object = object,
                                     .result = AuditResult::done});
}

void write_down_login(const Desk& desk, std::string_view name, Accounts::Login::Kind kind) {
    using Kind = Accounts::Login::Kind;
    // Not the name nobody has: people type their password into the wrong box.
    surveys::AuditEntry entry{
        .at_ms = desk.now_ms(),
        .who = std::string(kind == Kind::unknown ? unknown_name : name),
        .act = "login",
        .object = kind == Kind::locked ? "locked" : "",
        .result = kind == Kind::welcome ? AuditResult::done : AuditResult::refused};
    auto& log = desk.store.audit();
    if (kind == Kind::unknown || kind == Kind::locked) {
        const auto last = log.entries({.who = entry.who, .act = entry.act, .entries_max = 1});
        if (!last.empty() && last[0].object == entry.object && last[0].result == entry.result &&
            entry.at_ms - last[0].at_ms < minute_ms)
            return;
    }
    log.append(entry);
}

}  // namespace http
