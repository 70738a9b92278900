#include "surveys/store/first_look.h"

#include <map>

#include "surveys/migrations.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"
#include "surveys/store/definitions.h"
#include "surveys/store/link.h"

namespace surveys {
namespace {

using Definition = std::map<std::string, std::string>;  // of tables and indices, by name

Definition tables_of(SQLite::Database& database) {
    Definition tables;
    SQLite::Statement rows(database,
                           "select name, sql from sqlite_schema where name not like 'sqlite_%'");
    while (rows.executeStep())
        tables[rows.getColumn(0).getString()] = rows.getColumn(1).getString();
    return tables;
}

Definition tables_of_version(std::size_t version) {
    SQLite::Database made(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (std::size_t step = 0; step < version; ++step)
        made.exec(std::string(migrations::all.at(step).text));
    return tables_of(made);
}

[[noreturn]] void refuse(const std::string& what) {
    throw std::runtime_error("the store is damaged: " + what + ". `manyidu verify` tells more, " +
                             "`manyidu restore` brings a backup back");
}

}  // namespace

void look_at_tables(Connection& connection) {
    Query version(connection, "pragma user_version");
    version.next();
    const Definition expected = tables_of_version(static_cast<std::size_t>(version.integer()));
    const Definition found = tables_of(connection.database());
    for (const auto& [name, sql] : expected) {
        const auto table = found.find(name);
        if (table == found.end()) refuse("its table " + name + " is missing");
        if (table->second != sql) refuse("its table " + name + " is another than we made");
    }
}

void look_at_ends(Connection& connection) {
    for (const SurveyRow& survey : read_surveys(connection)) {
        Query last(connection, sql::journal_end, survey.number);
        Chain end;
        if (last.next()) end = {.head = last.array<32>(), .length = last.integer()};
        if (end.length != survey.chain.length || end.head != survey.chain.head)
            refuse("the journal of " + survey.survey.id + " ends at position " +
                   std::to_string(end.length) + ", its own record of its end says " +
                   std::to_string(survey.chain.length) + " or another link");
    }
    Chain end;
    if (Query last(connection, sql::audit_last); last.next())
        end = {.head = last.array<32>(), .length = last.integer()};
    Query record(connection, sql::audit_end);
    if (!record.next() || record.array<32>() != end.head || record.integer() != end.length)
        refuse("the audit log does not end where its own record says");
}

}  // namespace surveys
