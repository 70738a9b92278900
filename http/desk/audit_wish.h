// An audit wish: which page of the audit log a request asks for.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "surveys/questionnaires/problem.h"
#include "surveys/store/audit_log.h"

namespace http {

struct Asked;

inline constexpr std::int64_t audit_page_entries = 50;

// From ?before=NUMBER&who=NAME&act=ACT.
struct AuditWish {
    surveys::AuditQuery query;
    surveys::Problems problems;
};
AuditWish read_audit_wish(const Asked& asked);

struct AuditPage {
    std::vector<surveys::AuditEntry> entries;
    std::optional<std::int64_t> before;  // of the next page; nullopt when this is the last
};
AuditPage read_audit_page(const surveys::AuditLog& log, const surveys::AuditQuery& query);

}  // namespace http
