#include "tests/bench/sync.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <thread>

#include "http/front/descriptor.h"

namespace bench {
namespace {

std::chrono::microseconds delay{0};  // set before any thread or process starts

constexpr std::size_t page_bytes = 4096;

int sync_late(long call, int file) {
    if (delay.count() > 0) std::this_thread::sleep_for(delay);
    return static_cast<int>(::syscall(call, file));
}

}  // namespace

void slow_syncs_by(std::chrono::microseconds wanted) { delay = wanted; }

double syncs_per_second(const std::filesystem::path& folder, double seconds) {
    using Clock = std::chrono::steady_clock;
    const http::Descriptor file(
        ::open((folder / "synced").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file.is_open()) throw std::runtime_error("no file to sync in " + folder.string());
    const std::string page(page_bytes, 'm');
    const auto began = Clock::now();
    std::size_t count = 0;
    std::chrono::duration<double> took{0};
    for (; took.count() < seconds; took = Clock::now() - began, ++count) {
        if (::write(file.number(), page.data(), page.size()) != ssize_t{page_bytes} ||
            ::fdatasync(file.number()) != 0) {
            throw std::runtime_error("the disk to be measured refuses a page");
        }
    }
    return static_cast<double>(count) / took.count();
}

}  // namespace bench

// SQLite finds these before the C library's own.
extern "C" int fsync(int file) { return bench::sync_late(SYS_fsync, file); }
extern "C" int fdatasync(int file) { return bench::sync_late(SYS_fdatasync, file); }
