// One open file of a test's disk, as SQLite holds it.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "tests/crash/disk.h"

namespace tests {

// Behind it in memory lies the real file.
class DiskFile : public sqlite3_file {
public:
    // Makes a VFS whose files are of this kind.
    static void offer(sqlite3_vfs& vfs, const sqlite3_vfs& real);

private:
    friend struct DiskCalls;

    Disk* disk_;
    std::shared_ptr<Platter> platter_;  // none: a file that nobody keeps
    std::string path_;
    int heard_failures_ = 0;    // of the platter's syncs, whoever asked for them
    bool syncs_names_ = false;  // with the first sync of a log, SQLite syncs its folder
};

}  // namespace tests
