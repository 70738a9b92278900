// The log copier: copies SQLite's log into the file in a thread and with a connection of its own,
// while the writer goes on.
//
// Behind the commit that filled the log, the copying held up every answer for some 20 ms. Now the
// writer only copies the little that came meanwhile, since the log can begin anew only where all of
// it was copied. Where the copier is much slower the writer waits for it, so that a log has an end,
// unless somebody reads an old state for long.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace surveys {

class Connection;

class LogCopier {
public:
    // Hears SQLite's code, in the copier's thread. Whether nobody may copy any more.
    using Failed = std::function<bool(int code)>;

    // Of a file that has a log.
    LogCopier(const std::filesystem::path& file, Failed failed);
    ~LogCopier();
    LogCopier(const LogCopier&) = delete;
    LogCopier& operator=(const LogCopier&) = delete;

    // The writer says, behind a commit, how many pages a full log has. Whether it copies the rest
    // itself, now: nobody else may copy at that moment, and nobody does.
    bool leaves_the_rest(int log_pages);

private:
    void work();
    int copy();  // how many pages of the log are in the file

    const Failed failed_;
    const std::unique_ptr<Connection> connection_;  // the thread's own, once that runs
    std::mutex mutex_;                              // guards what follows
    std::condition_variable changed_;
    bool is_copying_ = false;
    int pages_at_its_beginning_ = 0;  // of the last copying
    int copied_pages_ = 0;
    int rounds_ = 0;  // since the log began
    bool is_given_up_ = false;
    bool is_over_ = false;
    std::thread thread_;  // from the first full log on
};

}  // namespace surveys
