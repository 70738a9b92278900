// A private file: one that only its owner can read, for what is shown once.
#pragma once

#include <filesystem>
#include <string_view>

namespace http {

// A file with something in it is left as it is, so no sheet of codes is lost; one that nothing was
// written to goes again.
class PrivateFile {
public:
    explicit PrivateFile(std::filesystem::path path);
    ~PrivateFile();
    PrivateFile(const PrivateFile&) = delete;
    PrivateFile& operator=(const PrivateFile&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    // Throws std::runtime_error when the disk does not take all of it.
    void write(std::string_view text);

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    bool is_written_ = false;
};

}  // namespace http
