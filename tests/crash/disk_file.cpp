#include "tests/crash/disk_file.h"

#include <filesystem>
#include <new>
#include <optional>
#include <span>
#include <utility>

namespace tests {

// SQLite's calls, in the order of its table.
struct DiskCalls {
    static DiskFile& at(sqlite3_file* file) { return *static_cast<DiskFile*>(file); }
    static sqlite3_file* real(sqlite3_file* file) {
        return reinterpret_cast<sqlite3_file*>(&at(file) + 1);
    }

    static int close(sqlite3_file* file) {
        const int result = real(file)->pMethods->xClose(real(file));
        at(file).~DiskFile();
        file->pMethods = nullptr;
        return result;
    }
    static int read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
        DiskFile& self = at(file);
        const std::lock_guard lock(self.disk_->mutex_);
        if (self.platter_ && self.disk_->judge(Operation::read)) return SQLITE_IOERR_READ;
        return real(file)->pMethods->xRead(real(file), bytes, count, offset);
    }
    static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
        DiskFile& self = at(file);
        const std::lock_guard lock(self.disk_->mutex_);
        const auto put = [&](int some) {
            if (some == 0) return SQLITE_OK;
            self.platter_->write(static_cast<std::uint64_t>(offset),
                                 {static_cast<const char*>(bytes), static_cast<std::size_t>(some)});
            return real(file)->pMethods->xWrite(real(file), bytes, some, offset);
        };
        if (!self.platter_) return real(file)->pMethods->xWrite(real(file), bytes, count, offset);
        const auto fault = self.disk_->judge(Operation::write);
        if (!fault) return put(count);
        if (fault == Fault::Kind::torn || fault == Fault::Kind::full) put(count / 2);
        if (fault == Fault::Kind::power_lost) put(count);
        return fault == Fault::Kind::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        DiskFile& self = at(file);
        const std::lock_guard lock(self.disk_->mutex_);
        if (!self.platter_) return real(file)->pMethods->xTruncate(real(file), size);
        const auto fault = self.disk_->judge(Operation::truncate);
        if (fault && fault != Fault::Kind::power_lost) return SQLITE_IOERR_TRUNCATE;
        self.platter_->truncate(static_cast<std::uint64_t>(size));
        return fault ? SQLITE_IOERR_TRUNCATE : real(file)->pMethods->xTruncate(real(file), size);
    }
    static int sync(sqlite3_file* file, int) {
        DiskFile& self = at(file);
        const std::lock_guard lock(self.disk_->mutex_);
        if (!self.platter_) return SQLITE_OK;
        const auto fault = self.disk_->judge(Operation::sync);
        if (fault == Fault::Kind::torn) self.platter_->fail_sync(self.disk_->chance_);
        const int failures = self.platter_->failed_syncs();
        if (std::exchange(self.heard_failures_, failures) != failures || fault)
            return SQLITE_IOERR_FSYNC;
        self.platter_->sync();
        if (self.syncs_names_) self.disk_->sync_names(self.path_);
        self.syncs_names_ = false;
        return SQLITE_OK;
    }
    static int size(sqlite3_file* file, sqlite3_int64* size) {
        return real(file)->pMethods->xFileSize(real(file), size);
    }
    static int lock(sqlite3_file* file, int level) {
        return real(file)->pMethods->xLock(real(file), level);
    }
    static int unlock(sqlite3_file* file, int level) {
        return real(file)->pMethods->xUnlock(real(file), level);
    }
    static int is_reserved(sqlite3_file* file, int* result) {
        return real(file)->pMethods->xCheckReservedLock(real(file), result);
    }
    static int control(sqlite3_file* file, int what, void* value) {
        return real(file)->pMethods->xFileControl(real(file), what, value);
    }
    static int sector(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
    static int nature(sqlite3_file* file) {
        return real(file)->pMethods->xDeviceCharacteristics(real(file));
    }
    static int memory(sqlite3_file* file, int page, int bytes, int extend, void volatile** where) {
        return real(file)->pMethods->xShmMap(real(file), page, bytes, extend, where);
    }
    static int memory_lock(sqlite3_file* file, int offset, int count, int flags) {
        return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
    }
    static void memory_barrier(sqlite3_file* file) {
        real(file)->pMethods->xShmBarrier(real(file));
    }
    static int memory_end(sqlite3_file* file, int remove) {
        return real(file)->pMethods->xShmUnmap(real(file), remove);
    }

    static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* given);
    static int remove(sqlite3_vfs* vfs, const char* path, int sync_folder);
};

namespace {

constexpr int kept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
constexpr int logs = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;

// Version 2: memory is shared, but no file is mapped past these calls.
constexpr sqlite3_io_methods methods{
    2,                      &DiskCalls::close,          &DiskCalls::read,
    &DiskCalls::write,      &DiskCalls::truncate,       &DiskCalls::sync,
    &DiskCalls::size,       &DiskCalls::lock,           &DiskCalls::unlock,
    &DiskCalls::is_reserved, &DiskCalls::control,       &DiskCalls::sector,
    &DiskCalls::nature,     &DiskCalls::memory,         &DiskCalls::memory_lock,
    &DiskCalls::memory_barrier, &DiskCalls::memory_end, nullptr, nullptr};

}  // namespace

int DiskCalls::open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags,
                    int* given) {
    Disk& disk = *static_cast<Disk*>(vfs->pAppData);
    const std::lock_guard lock(disk.mutex_);
    file->pMethods = nullptr;
    const bool is_kept = path != nullptr && (flags & kept) != 0;
    if (is_kept && disk.judge(Operation::open)) return SQLITE_CANTOPEN;
    const bool was_there = is_kept && std::filesystem::exists(path);
    DiskFile& self = *new (file) DiskFile();
    self.disk_ = &disk;
    self.pMethods = nullptr;
    const int result = disk.real_->xOpen(disk.real_, path, real(file), flags, given);
    if (real(file)->pMethods == nullptr) {
        self.~DiskFile();
        return result;
    }
    self.pMethods = &methods;
    if (!is_kept) return result;
    self.path_ = path;
    self.platter_ = disk.opened(self.path_, was_there);
    self.heard_failures_ = self.platter_->failed_syncs();
    self.syncs_names_ = (flags & logs) != 0 && (flags & SQLITE_OPEN_CREATE) != 0;
    return result;
}

int DiskCalls::remove(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    Disk& disk = *static_cast<Disk*>(vfs->pAppData);
    const std::lock_guard lock(disk.mutex_);
    if (disk.judge(Operation::remove)) return SQLITE_IOERR_DELETE;
    const int result = disk.real_->xDelete(disk.real_, path, sync_folder);
    if (result == SQLITE_OK) disk.removed(path, sync_folder != 0);
    return result;
}

void DiskFile::offer(sqlite3_vfs& vfs, const sqlite3_vfs& real) {
    vfs.szOsFile = static_cast<int>(sizeof(DiskFile)) + real.szOsFile;
    vfs.xOpen = &DiskCalls::open;
    vfs.xDelete = &DiskCalls::remove;
}

}  // namespace tests
