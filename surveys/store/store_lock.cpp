#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <utility>

#include "surveys/store/store.h"

namespace surveys {

std::optional<StoreLock> StoreLock::try_lock(const std::filesystem::path& file) {
    const std::string name = file.string() + ".lock";
    const int descriptor = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::runtime_error("cannot open the lock file " + name);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return StoreLock(descriptor);
    const bool is_held = errno == EWOULDBLOCK;
    ::close(descriptor);
    if (!is_held) throw std::runtime_error("cannot lock " + name);
    return std::nullopt;
}

StoreLock::StoreLock(StoreLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

StoreLock::~StoreLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace surveys
