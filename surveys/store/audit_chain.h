// The audit chain: the hash chain of the audit log, described byte by byte in docs/journal.md.
#pragma once

#include "surveys/store/audit_log.h"

namespace surveys {

class Connection;

void append(Connection& connection, const AuditEntry& entry);
AuditCheck check_audit(Connection& connection);
std::vector<AuditEntry> read_audit(Connection& connection, const AuditQuery& query);

}  // namespace surveys
