#include "surveys/store/audit_chain.h"

#include "surveys/sql.h"
#include "surveys/store/connection.h"
#include "surveys/store/link.h"

namespace surveys {
namespace {

constexpr std::uint8_t format = 1;  // of the bytes below; a new one never changes old links

static_assert(static_cast<int>(AuditResult::done) == 0 &&
              static_cast<int>(AuditResult::failed) == 2);

Link next_link(const Link& previous, const AuditEntry& entry) {
    LinkBytes bytes(previous);
    bytes.integer(format);
    bytes.integer(entry.number);
    bytes.integer(entry.at_ms);
    bytes.varying(entry.who);
    bytes.varying(entry.act);
    bytes.varying(entry.object);
    bytes.integer(static_cast<std::uint8_t>(entry.result));
    return bytes.link();
}

Chain end_of_audit(Connection& connection) {
    Query rows(connection, sql::audit_end);
    if (!rows.next()) throw std::runtime_error("the audit log has lost the record of its end");
    return {.head = rows.array<32>(), .length = rows.integer()};
}

AuditResult result_numbered(std::int64_t number) {
    if (number < 0 || number > static_cast<int>(AuditResult::failed))
        throw std::runtime_error("an audit entry has a result nobody wrote");
    return static_cast<AuditResult>(number);
}

AuditEntry read_entry(Query& rows) {
    return {.number = rows.integer(),
            .at_ms = rows.integer(),
            .who = rows.text(),
            .act = rows.text(),
            .object = rows.text(),
            .result = result_numbered(rows.integer())};
}

}  // namespace

std::string_view name(AuditResult result) {
    switch (result) {
        case AuditResult::done: return "done";
        case AuditResult::refused: return "refused";
        case AuditResult::failed: return "failed";
    }
    return {};
}

void append(Connection& connection, const AuditEntry& entry) {
    const Chain chain = end_of_audit(connection);
    AuditEntry next = entry;
    next.number = chain.length + 1;
    const Link link = next_link(chain.head, next);
    Query(connection, sql::audit_insert, next.number, next.at_ms, next.who, next.act, next.object,
          static_cast<int>(next.result), blob(link))
        .run();
    Query(connection, sql::audit_set_end, blob(link), next.number).run();
}

std::vector<AuditEntry> read_audit(Connection& connection, const AuditQuery& query) {
    std::vector<AuditEntry> entries;
    for (Query rows(connection, sql::audit_before, query.before, query.who, query.act,
                    query.entries_max);
         rows.next();)
        entries.push_back(read_entry(rows));
    return entries;
}

AuditCheck check_audit(Connection& connection) {
    const Chain said = end_of_audit(connection);
    AuditCheck check{.entries = 0, .last_link = hex(said.head), .flaws = {}};
    Chain found;
    for (Query rows(connection, sql::audit_links); rows.next();) {
        const Link stored = rows.array<32>();
        const AuditEntry entry = read_entry(rows);
        const bool is_next = entry.number == found.length + 1;
        if (!is_next)
            check.flaws.push_back({.kind = AuditFlaw::Kind::missing,
                                   .number = found.length + 1,
                                   .last = entry.number - 1});
        // What follows a gap cannot be linked to anything: the gap is the one flaw.
        else if (next_link(found.head, entry) != stored)
            check.flaws.push_back({.kind = AuditFlaw::Kind::altered,
                                   .number = entry.number,
                                   .last = entry.number});
        // From the stored link, so that one broken entry is one flaw.
        found = {.head = stored, .length = entry.number};
        ++check.entries;
    }
    if (found.length != said.length || found.head != said.head)
        check.flaws.push_back({.kind = AuditFlaw::Kind::cut_off,
                               .number = found.length,
                               .last = said.length});
    return check;
}

}  // namespace surveys
