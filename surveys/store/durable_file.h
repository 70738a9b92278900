// Durable files: what was written, and under which name, is on the disk when these return.
#pragma once

#include <filesystem>
#include <string_view>

namespace surveys {

// Each throws std::runtime_error with the file's name when the disk does not take it.
void make_private_file(const std::filesystem::path& file);  // new, empty, its owner's only
void write_private_file(const std::filesystem::path& file, std::string_view text);  // a new one
void sync_file(const std::filesystem::path& file);
void copy_private_file(const std::filesystem::path& from, const std::filesystem::path& to);
void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace surveys
