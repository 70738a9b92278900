#include "surveys/store/verify.h"

#include "surveys/store/audit_chain.h"
#include "surveys/store/digests.h"
#include "surveys/store/verify_survey.h"

namespace surveys {
namespace {

constexpr std::size_t disagreements_max = 10'000;  // more tell nobody more

void check_file(const Connections& connections, Verification& report) {
    try {
        connections.read([&](Connection& connection) {
            for (Query rows(connection, "pragma integrity_check"); rows.next();) {
                const std::string words = rows.text();
                if (words != "ok") report.disagreements.push_back("the file: " + words);
            }
        });
    } catch (const std::runtime_error& failure) {
        report.disagreements.push_back(std::string("the file cannot be read: ") + failure.what());
    }
}

void check_digests(const Connections& connections, Verification& report) {
    try {
        for (std::string& words : connections.read(broken_digests))
            report.disagreements.push_back(std::move(words));
    } catch (const std::runtime_error& failure) {
        report.disagreements.push_back(std::string("a small table cannot be read: ") +
                                       failure.what());
    }
}

std::string in_words(const AuditFlaw& flaw) {
    const std::string number = std::to_string(flaw.number);
    const std::string last = std::to_string(flaw.last);
    switch (flaw.kind) {
        case AuditFlaw::Kind::altered: return "entry " + number + " does not match its link";
        case AuditFlaw::Kind::missing:
            return number == last ? "entry " + number + " is missing"
                                  : "entries " + number + " to " + last + " are missing";
        case AuditFlaw::Kind::cut_off:
            return "it ends at entry " + number + ", but its own record of its end, entry " +
                   last + ", is another";
    }
    return {};
}

void check_audit_log(const Connections& connections, Verification& report) {
    try {
        const AuditCheck check = connections.read(check_audit);
        report.audit_entries = check.entries;
        for (const AuditFlaw& flaw : check.flaws)
            report.disagreements.push_back("audit log: " + in_words(flaw));
    } catch (const std::runtime_error& failure) {
        report.disagreements.push_back(std::string("audit log: cannot be read: ") +
                                       failure.what());
    }
}

}  // namespace

Verification verify_store(const Connections& connections, Definitions& definitions,
                          const std::optional<Keys>& keys) {
    Verification report;
    check_file(connections, report);
    check_digests(connections, report);
    check_audit_log(connections, report);
    std::vector<SurveyRow> surveys;
    try {
        surveys = connections.read(read_surveys);
    } catch (const std::runtime_error& failure) {
        report.disagreements.push_back(std::string("the surveys cannot be read: ") +
                                       failure.what());
    }
    // One survey is one consistent state: intake may go on beside it.
    for (const SurveyRow& listed : surveys) {
        try {
            connections.read([&](Connection& connection) {
                const SurveyRow survey = survey_numbered(connection, listed.number);
                SurveyVerification(connection, definitions, keys, survey, report).run();
            });
        } catch (const std::runtime_error& failure) {
            report.disagreements.push_back(listed.survey.id + ": cannot be read: " +
                                           failure.what());
        }
    }
    if (report.disagreements.size() > disagreements_max) {
        report.disagreements.resize(disagreements_max);
        report.disagreements.push_back("and more");
    }
    return report;
}

}  // namespace surveys
