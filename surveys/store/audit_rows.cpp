#include "surveys/store/audit_rows.h"

#include <algorithm>

#include "engine/expects.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/utf8.h"
#include "surveys/store/audit_chain.h"

namespace surveys {
namespace {

// Part of what is asked for comes out of an address or a form: never longer than its place, never
// a character that would break a line of the log.
std::string bounded(std::string text, std::size_t characters_max) {
    const bool is_text = is_utf8(text);
    std::ranges::replace_if(
        text,
        [&](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte < 0x20 || byte == 0x7f || (!is_text && byte >= 0x80);
        },
        '?');
    std::size_t begun = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && ++begun > characters_max) return text.substr(0, at);
    }
    return text;
}

}  // namespace

void AuditRows::append(const AuditEntry& entry) {
    engine::expects(!entry.who.empty() && !entry.act.empty(), "an audit entry says who did what");
    AuditEntry kept = entry;
    kept.who = bounded(entry.who, limits.audit_name_characters_max);
    kept.act = bounded(entry.act, limits.audit_name_characters_max);
    kept.object = bounded(entry.object, limits.audit_object_characters_max);
    connections_.write([&](Connection& connection) { surveys::append(connection, kept); });
}

std::vector<AuditEntry> AuditRows::entries(const AuditQuery& query) const {
    engine::expects(query.entries_max >= 1 && query.entries_max <= limits.audit_entries_max,
                    "a page of the audit log is bounded");
    return connections_.read(
        [&](Connection& connection) { return read_audit(connection, query); });
}

AuditCheck AuditRows::check() const { return connections_.read(check_audit); }

}  // namespace surveys
