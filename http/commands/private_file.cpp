#include "http/commands/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <utility>

namespace http {

PrivateFile::PrivateFile(std::filesystem::path path) : path_(std::move(path)) {
    std::error_code none;
    if (std::filesystem::exists(path_) && std::filesystem::file_size(path_, none) > 0) return;
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor_ >= 0) ::fchmod(descriptor_, S_IRUSR | S_IWUSR);
}

PrivateFile::~PrivateFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    std::error_code none;
    if (!is_written_) std::filesystem::remove(path_, none);
}

void PrivateFile::write(std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(descriptor_, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) throw std::runtime_error("the file of codes could not be written");
        is_written_ = true;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace http
