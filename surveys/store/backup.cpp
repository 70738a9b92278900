#include "surveys/store/backup.h"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>
#include <sys/statvfs.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>

#include "surveys/sql.h"
#include "surveys/store/definitions.h"
#include "surveys/store/durable_file.h"
#include "surveys/store/verify.h"

namespace surveys {
namespace {

constexpr int step_pages = 64;           // a quarter of a millisecond of the writer's time
constexpr std::int64_t sync_steps = 32;  // 8 MiB: no sync of the whole file delays the intake's
constexpr std::chrono::microseconds pause{100};           // so that the intake gets its turn
constexpr std::uintmax_t room_left_bytes = 64ULL << 20U;  // for the intake, on the same disk

// Where every chain ended at the copy's last step: what a copy must show.
struct Ends {
    std::vector<SurveyRow> surveys;
    Chain audit;
};

Ends read_ends(Connection& connection) {
    Ends ends{.surveys = read_surveys(connection), .audit = {}};
    Query audit(connection, sql::audit_end);
    audit.next();
    ends.audit = {.head = audit.array<32>(), .length = audit.integer()};
    return ends;
}

bool is_same(const Chain& one, const Chain& other) {
    return one.head == other.head && one.length == other.length;
}

// A backup under way. SQLite's calls of it belong to the writer's turn, its end as well.
class Copying {
public:
    Copying(Connections& store, SQLite::Database& copy) : store_(store) {
        store_.at_writer([&](Connection& writer) {
            backup_ = std::make_unique<SQLite::Backup>(copy, writer.database());
        });
    }
    ~Copying() {
        const auto end = [&](Connection&) { backup_.reset(); };
        if (backup_) store_.at_writer(end);
    }
    Copying(const Copying&) = delete;
    Copying& operator=(const Copying&) = delete;

    // The ends of the chains once it is whole.
    std::optional<Ends> step() {
        return store_.at_writer([&](Connection& writer) -> std::optional<Ends> {
            if (backup_->executeStep(step_pages) != SQLITE_DONE) return std::nullopt;
            Ends ends = read_ends(writer);
            backup_.reset();
            return ends;
        });
    }

private:
    Connections& store_;
    std::unique_ptr<SQLite::Backup> backup_;
};

Ends copy_pages(Connections& store, const std::filesystem::path& file) {
    SQLite::Database copy(file.string(), SQLite::OPEN_READWRITE | SQLITE_OPEN_NOMUTEX);
    copy.exec("pragma journal_mode = off");
    copy.exec("pragma synchronous = off");
    std::optional<Ends> ends;
    {
        Copying copying(store, copy);
        for (std::int64_t steps = 1; !ends; ++steps) {
            ends = copying.step();
            if (steps % sync_steps == 0) sync_file(file);
            std::this_thread::sleep_for(pause);
        }
    }
    copy.exec("pragma journal_mode = delete");  // one file, readable where nothing can be written
    return *std::move(ends);
}

void compare(const Ends& ends, const Ends& copied, Verification& report) {
    const auto disagree = [&](const std::string& where) {
        report.disagreements.push_back(where + " ends elsewhere in the backup than in the store");
    };
    if (!is_same(ends.audit, copied.audit)) disagree("the audit log");
    if (ends.surveys.size() != copied.surveys.size()) disagree("the list of surveys");
    for (std::size_t at = 0; at < std::min(ends.surveys.size(), copied.surveys.size()); ++at)
        if (!is_same(ends.surveys[at].chain, copied.surveys[at].chain))
            disagree("the journal of " + ends.surveys[at].survey.id);
}

Verification verify_copy(const std::filesystem::path& file, const std::optional<Keys>& keys,
                         const Ends& ends) {
    const Connections copy(file, Access::read);
    Definitions definitions;
    Verification report = verify_store(copy, definitions, keys);
    compare(ends, copy.read(read_ends), report);
    return report;
}

Problem problem(const std::filesystem::path& file, std::string zh_cn, std::string en) {
    return {.place = file.string(), .words = {.zh_cn = std::move(zh_cn), .en = std::move(en)}};
}

Problems check(const std::filesystem::path& store, const std::filesystem::path& file) {
    if (!file.is_absolute())
        return {problem(file, "请写完整路径", "a backup's path is absolute")};
    std::error_code none;
    if (!std::filesystem::is_directory(file.parent_path(), none))
        return {problem(file, "这个文件夹不存在，或服务不能进入",
                        "there is no such folder, or the program may not enter it")};
    if (std::filesystem::exists(std::filesystem::symlink_status(file, none)))
        return {problem(file, "文件已经存在，备份不覆盖任何文件",
                        "exists already: a backup replaces nothing")};
    if (file.filename().string().starts_with(store.filename().string()) &&
        std::filesystem::equivalent(file.parent_path(), absolute(store).parent_path(), none))
        return {problem(file, "这个文件名留给数据库自己", "is a name the store keeps for itself")};
    struct statvfs space{};
    const auto needed = std::filesystem::file_size(store) + room_left_bytes;
    if (::statvfs(file.parent_path().c_str(), &space) == 0 &&
        std::uintmax_t{space.f_bavail} * space.f_frsize < needed)
        return {problem(file, "磁盘剩余空间不够", "there is too little room on this disk")};
    return {};
}

// The unfinished copy, gone unless it is kept under another name.
class Unfinished {
public:
    explicit Unfinished(const std::filesystem::path& file) : path_(file.string() + ".partial") {
        std::filesystem::remove(path_);
        make_private_file(path_);
    }
    ~Unfinished() {
        std::error_code gone;
        std::filesystem::remove(path_, gone);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

Backup back_up_store(Connections& connections, const std::optional<Keys>& keys,
                     const std::filesystem::path& file) {
    Backup backup;
    backup.problems = check(connections.file(), file);
    if (!backup.problems.empty()) return backup;

    const Unfinished unfinished(file);
    const Ends ends = copy_pages(connections, unfinished.path());
    sync_file(unfinished.path());
    backup.verification = verify_copy(unfinished.path(), keys, ends);
    backup.bytes = static_cast<std::int64_t>(std::filesystem::file_size(unfinished.path()));
    backup.file = file;
    if (!backup.verification.disagreements.empty()) backup.file += ".unverified";
    rename_durably(unfinished.path(), backup.file);
    return backup;
}

}  // namespace surveys
