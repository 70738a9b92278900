#include "surveys/store/verify.h"

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

}  // namespace

Verification verify_store(const Connections& connections, Definitions& definitions,
                          const std::optional<Keys>& keys) {
    Verification report;
    check_file(connections, report);
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
