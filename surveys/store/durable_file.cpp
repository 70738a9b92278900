#include "surveys/store/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace surveys {
namespace {

constexpr std::size_t piece_bytes = 1024 * 1024;

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& file) {
    throw std::runtime_error(what + " " + file.string() + ": " + std::strerror(errno));
}

class OpenFile {
public:
    OpenFile(const std::filesystem::path& file, int flags)
        : descriptor_(::open(file.c_str(), flags | O_CLOEXEC, 0600)) {
        if (descriptor_ < 0) fail("cannot open", file);
    }
    ~OpenFile() { ::close(descriptor_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

void write_all(const OpenFile& file, const char* bytes, std::size_t left,
               const std::filesystem::path& name) {
    while (left > 0) {
        const ssize_t written = ::write(file.descriptor(), bytes, left);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("cannot write", name);
        bytes += written;
        left -= static_cast<std::size_t>(written);
    }
}

}  // namespace

void make_private_file(const std::filesystem::path& file) {
    const OpenFile made(file, O_WRONLY | O_CREAT | O_EXCL);
}

void write_private_file(const std::filesystem::path& file, std::string_view text) {
    const OpenFile made(file, O_WRONLY | O_CREAT | O_EXCL);
    write_all(made, text.data(), text.size(), file);
    if (::fsync(made.descriptor()) != 0) fail("cannot sync", file);
}

void sync_file(const std::filesystem::path& file) {
    const OpenFile opened(file, O_RDONLY);
    if (::fsync(opened.descriptor()) != 0) fail("cannot sync", file);
}

void copy_private_file(const std::filesystem::path& from, const std::filesystem::path& to) {
    const OpenFile source(from, O_RDONLY);
    const OpenFile target(to, O_WRONLY | O_CREAT | O_EXCL);
    std::vector<char> piece(piece_bytes);
    for (;;) {
        const ssize_t got = ::read(source.descriptor(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("cannot read", from);
        if (got == 0) break;
        write_all(target, piece.data(), static_cast<std::size_t>(got), to);
    }
    if (::fsync(target.descriptor()) != 0) fail("cannot sync", to);
}

void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) fail("cannot rename to", to);
    sync_file(to.has_parent_path() ? to.parent_path() : std::filesystem::path("."));
}

}  // namespace surveys
