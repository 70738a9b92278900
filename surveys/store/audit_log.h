// The audit log: who did what at the desk, when, and what came of it. It only ever grows, and each
// entry is bound to the one before it.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace surveys {

enum class AuditResult { done, refused, failed };

std::string_view name(AuditResult result);

// No password, code, token or answer ever stands in one.
struct AuditEntry {
    std::int64_t number = 0;  // 1, 2, 3 … without a gap; the log gives it
    std::int64_t at_ms = 0;
    std::string who;
    std::string act;     // "codes.make"
    std::string object;  // what it was done to: a survey's id, an account's name; "" for nothing
    AuditResult result = AuditResult::done;
};

struct AuditQuery {
    std::int64_t before = std::numeric_limits<std::int64_t>::max();  // numbers below it
    std::string who{};                                               // "" for everybody
    std::string act{};                                               // "" for every act
    std::int64_t entries_max = 0;  // 1..limits.audit_entries_max
};

// A place where the chain does not hold. `altered`: the entry does not match its link, because it
// was changed or moved. `missing`: the entries from `number` to `last` are gone. `cut_off`: the log
// ends at `number`, but its own record of its end says `last`, or another link.
struct AuditFlaw {
    enum class Kind { altered, missing, cut_off };
    Kind kind = Kind::altered;
    std::int64_t number = 0;
    std::int64_t last = 0;
};

struct AuditCheck {
    std::int64_t entries = 0;
    std::string last_link;  // of the log's own record of its end, in hex
    std::vector<AuditFlaw> flaws;
};

class AuditLog {
public:
    virtual ~AuditLog() = default;

    // Texts are cut to the limits, and what no page could show becomes a question mark.
    virtual void append(const AuditEntry& entry) = 0;
    virtual std::vector<AuditEntry> entries(const AuditQuery& query) const = 0;  // newest first
    virtual AuditCheck check() const = 0;  // reads and links every entry again
};

}  // namespace surveys
