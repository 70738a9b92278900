// The audit log as the database keeps it.
#pragma once

#include "surveys/store/audit_log.h"
#include "surveys/store/connections.h"

namespace surveys {

class AuditRows : public AuditLog {
public:
    explicit AuditRows(Connections& connections) : connections_(connections) {}

    void append(const AuditEntry& entry) override;
    std::vector<AuditEntry> entries(const AuditQuery& query) const override;
    AuditCheck check() const override;

private:
    Connections& connections_;
};

}  // namespace surveys
