#include "surveys/store/digests.h"

#include <array>
#include <set>

#include "surveys/sha256.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"
#include "surveys/store/marks.h"

namespace surveys {
namespace {

struct Guard {
    Guarded table;
    const char* name;
    std::string_view sql;
};
const std::array guards{
    Guard{Guarded::units, "units", sql::digest_units},
    Guard{Guarded::indicators, "indicators", sql::digest_indicators},
    Guard{Guarded::surveys, "surveys", sql::digest_surveys},
    Guard{Guarded::imports, "imports", sql::digest_imports},
    Guard{Guarded::code_batches, "batches of codes", sql::digest_code_batches}};

// SHA-256 over the cells of every row, each with its kind and length before it.
class Digest {
public:
    void add(SQLite::Statement& rows) {
        while (rows.executeStep()) {
            for (int at = 0; at < rows.getColumnCount(); ++at) {
                const SQLite::Column cell = rows.getColumn(at);
                const std::string bytes = cell.getString();
                hash_.feed(std::to_string(cell.getType()) + ":" + std::to_string(bytes.size()) +
                           ":");
                hash_.feed(bytes);
            }
        }
        rows.tryReset();
    }
    std::string finish() { return hex(hash_.digest()); }

private:
    Sha256 hash_;
};

std::string digest_of(Connection& connection, const Guard& guard) {
    Digest digest;
    digest.add(connection.prepared(guard.sql));
    return digest.finish();
}

std::string digest_of_codes(Connection& connection, std::int64_t survey, std::int64_t batch) {
    SQLite::Statement& rows = connection.prepared(sql::digest_codes);
    rows.bind(1, survey);
    rows.bind(2, batch);
    Digest digest;
    digest.add(rows);
    return digest.finish();
}

std::string mark_of(const std::string& name) { return "digest of " + name; }

std::string name_of_codes(std::int64_t survey, std::int64_t batch) {
    return "codes " + std::to_string(survey) + "/" + std::to_string(batch);
}

std::optional<std::string> kept(Connection& connection, const std::string& name) {
    const std::string mark = mark_of(name);  // outlives the query
    Query query(connection, sql::mark_by_name, mark);
    return query.next() ? std::optional(query.text()) : std::nullopt;
}

void keep(Connection& connection, const std::string& name, const std::string& digest) {
    Query(connection, sql::mark_save, mark_of(name), digest).run();
}

struct CodeList {
    std::int64_t survey;
    std::int64_t batch;
};

std::vector<CodeList> code_lists(Connection& connection) {
    std::vector<CodeList> lists;
    for (Query rows(connection, sql::code_lists); rows.next();)
        lists.push_back({.survey = rows.integer(), .batch = rows.integer()});
    return lists;
}

}  // namespace

void renew_digest(Connection& connection, Guarded table) {
    for (const Guard& guard : guards)
        if (guard.table == table) keep(connection, guard.name, digest_of(connection, guard));
}

void keep_digest_of_codes(Connection& connection, std::int64_t survey, std::int64_t batch) {
    keep(connection, name_of_codes(survey, batch), digest_of_codes(connection, survey, batch));
}

bool has_digests(Connection& connection) {
    for (const Guard& guard : guards)
        if (!kept(connection, guard.name)) return false;
    return true;
}

void keep_missing_digests(Connection& connection) {
    for (const Guard& guard : guards)
        if (!kept(connection, guard.name))
            keep(connection, guard.name, digest_of(connection, guard));
    for (const auto& [survey, batch] : code_lists(connection))
        if (!kept(connection, name_of_codes(survey, batch)))
            keep_digest_of_codes(connection, survey, batch);
}

std::vector<std::string> broken_digests(Connection& connection) {
    std::vector<std::string> broken;
    std::set<std::string> names;
    const auto compare = [&](const std::string& name, const std::string& digest) {
        names.insert(mark_of(name));
        const auto before = kept(connection, name);
        if (before && *before != digest)
            broken.push_back("the " + name + " are others than were kept");
    };
    for (const Guard& guard : guards) compare(guard.name, digest_of(connection, guard));
    for (const auto& [survey, batch] : code_lists(connection))
        compare(name_of_codes(survey, batch), digest_of_codes(connection, survey, batch));
    // One whose name was damaged is missing under its own.
    for (Query rows(connection, sql::marks); rows.next();) {
        const std::string mark = rows.text();
        if (!is_own_mark(mark) && !names.contains(mark))
            broken.push_back("the mark \"" + mark + "\" is none of ours");
    }
    return broken;
}

}  // namespace surveys
