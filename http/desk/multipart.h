// A form with files in it: the parts of a multipart/form-data body (RFC 7578), all or none.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

struct MultipartLimits {
    std::size_t parts_max = 16;
    std::size_t boundary_characters_max = 70;  // RFC 2046, 5.1.1
    std::size_t header_bytes_max = 2048;       // of one part
    std::size_t name_bytes_max = 64;
    std::size_t file_name_characters_max = 120;  // longer ones are cut
};
inline constexpr MultipartLimits multipart_limits{};

// `content` lies in the body the part was read from. A file field nobody chose a file for comes as
// a file without a name and without content.
struct FormPart {
    std::string name;
    bool is_file = false;
    std::string file_name;  // without folders, control and direction marks; UTF-8
    std::string_view content;
};

struct MultipartForm {
    std::vector<FormPart> parts;  // no two of one name

    const FormPart* find(std::string_view name) const;
    // "" when the field is absent, or a file.
    std::string_view text(std::string_view name) const;
    // nullptr when no file was chosen.
    const FormPart* file(std::string_view name) const;
};

// nullopt for a body that is not, to its last byte, what a browser sends.
[[nodiscard]] std::optional<MultipartForm> read_multipart(std::string_view content_type,
                                                          std::string_view body);

// The last part of a path, fit to be shown and kept; "" when nothing is left.
[[nodiscard]] std::string plain_file_name(std::string_view path);

}  // namespace http
