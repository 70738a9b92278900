// A failing call: preloaded into the real program, it makes one write or sync of one kind of file
// fail, as a failing disk does. Nothing of it is in the program.
//
//   FAILING_CALL=sync|write  FAILING_FILE=-wal (how its name ends)  FAILING_NUMBER=20 (from 1)
//   FAILING_ERROR=EIO|ENOSPC  FAILING_TIMES=1
#include <dlfcn.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

std::string setting(const char* name, const char* otherwise) {
    const char* const value = std::getenv(name);
    return value == nullptr ? otherwise : value;
}

bool is_that_file(int descriptor) {
    static const std::string ending = setting("FAILING_FILE", "-wal");
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    std::array<char, 4096> path{};
    const ssize_t length = ::readlink(link.c_str(), path.data(), path.size());
    return length > 0 &&
           std::string_view(path.data(), static_cast<std::size_t>(length)).ends_with(ending);
}

// Sets errno when this is one of the calls that fail.
bool fails(std::string_view call, int descriptor) {
    static const std::string failing = setting("FAILING_CALL", "");
    static const long first = std::stol(setting("FAILING_NUMBER", "1"));
    static const long times = std::stol(setting("FAILING_TIMES", "1"));
    static const bool is_full = setting("FAILING_ERROR", "EIO") == "ENOSPC";
    static std::atomic<long> calls = 0;
    if (call != failing || !is_that_file(descriptor)) return false;
    const long number = ++calls;
    if (number < first || number >= first + times) return false;
    errno = is_full ? ENOSPC : EIO;
    return true;
}

template <typename Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int fsync(int descriptor) {
    static auto* const call = real<int(int)>("fsync");
    return fails("sync", descriptor) ? -1 : call(descriptor);
}

int fdatasync(int descriptor) {
    static auto* const call = real<int(int)>("fdatasync");
    return fails("sync", descriptor) ? -1 : call(descriptor);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset) {
    static auto* const call = real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
    return fails("write", descriptor) ? -1 : call(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t offset) {
    static auto* const call = real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    return fails("write", descriptor) ? -1 : call(descriptor, bytes, count, offset);
}

}  // extern "C"
