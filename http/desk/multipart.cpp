#include "http/desk/multipart.h"

#include <algorithm>

#include "http/desk/multipart_header.h"
#include "surveys/questionnaires/utf8.h"

namespace http {
namespace {

constexpr std::string_view line_end = "\r\n";

bool is_boundary_character(char c) {
    constexpr std::string_view others = "'()+_,-./:=? ";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
}

std::optional<std::string> boundary_of(std::string_view content_type) {
    const auto value = read_header_value(content_type);
    if (!value || value->word != "multipart/form-data") return std::nullopt;
    const auto found = value->parameters.find("boundary");
    if (found == value->parameters.end() || value->parameters.size() != 1) return std::nullopt;
    const std::string& boundary = found->second;
    const bool good = !boundary.empty() && boundary.back() != ' ' &&
                      boundary.size() <= multipart_limits.boundary_characters_max &&
                      std::all_of(boundary.begin(), boundary.end(), is_boundary_character);
    return good ? std::optional(boundary) : std::nullopt;
}

std::optional<FormPart> read_part(std::string_view text) {
    const auto head = text.substr(0, multipart_limits.header_bytes_max).find("\r\n\r\n");
    if (head == std::string_view::npos) return std::nullopt;
    auto header = read_part_header(text.substr(0, head));
    if (!header || header->name.empty() ||
        header->name.size() > multipart_limits.name_bytes_max)
        return std::nullopt;
    FormPart part{.name = std::move(header->name),
                  .is_file = header->file_name.has_value(),
                  .file_name = plain_file_name(header->file_name.value_or("")),
                  .content = text.substr(head + 4)};
    if (!part.is_file && (!surveys::is_utf8(part.content) || surveys::has_nul(part.content)))
        return std::nullopt;
    return part;
}

// Control characters, and the marks that turn a line's direction: a name must be what it looks
// like.
bool is_hidden(std::string_view character) {
    const auto first = static_cast<unsigned char>(character.front());
    if (character.size() == 1) return first < 0x20 || first == 0x7F;
    if (character.size() == 2 && first == 0xC2)
        return static_cast<unsigned char>(character[1]) < 0xA0;
    return (character >= "\u200B" && character <= "\u200F") ||
           (character >= "\u2028" && character <= "\u202E") ||
           (character >= "\u2066" && character <= "\u2069") || character == "\uFEFF";
}

std::size_t bytes_of(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

const FormPart* MultipartForm::find(std::string_view name) const {
    const auto found = std::find_if(parts.begin(), parts.end(),
                                    [&](const FormPart& part) { return part.name == name; });
    return found == parts.end() ? nullptr : &*found;
}

std::string_view MultipartForm::text(std::string_view name) const {
    const FormPart* const part = find(name);
    return part && !part->is_file ? part->content : std::string_view{};
}

const FormPart* MultipartForm::file(std::string_view name) const {
    const FormPart* const part = find(name);
    const bool is_there =
        part && part->is_file && !(part->file_name.empty() && part->content.empty());
    return is_there ? part : nullptr;
}

std::optional<MultipartForm> read_multipart(std::string_view content_type,
                                            std::string_view body) {
    const auto boundary = boundary_of(content_type);
    if (!boundary) return std::nullopt;
    const std::string between = "\r\n--" + *boundary;
    // No preamble, no spaces behind a boundary, nothing behind the last: no browser sends them, and
    // whoever read them otherwise would see another form than we do.
    std::string_view rest = body;
    if (!rest.starts_with(std::string_view(between).substr(line_end.size()))) return std::nullopt;
    rest.remove_prefix(between.size() - line_end.size());
    MultipartForm form;
    while (rest.starts_with(line_end)) {
        rest.remove_prefix(line_end.size());
        const auto end = rest.find(between);
        if (end == std::string_view::npos) return std::nullopt;
        auto part = read_part(rest.substr(0, end));
        if (!part || form.find(part->name) || form.parts.size() == multipart_limits.parts_max)
            return std::nullopt;
        form.parts.push_back(std::move(*part));
        rest.remove_prefix(end + between.size());
    }
    const bool ends = rest == "--" || rest == "--\r\n";
    return ends && !form.parts.empty() ? std::optional(std::move(form)) : std::nullopt;
}

std::string plain_file_name(std::string_view path) {
    if (!surveys::is_utf8(path)) return "";
    const auto folder = path.find_last_of("/\\");
    if (folder != std::string_view::npos) path.remove_prefix(folder + 1);
    std::string name;
    std::size_t characters = 0;
    while (!path.empty() && characters < multipart_limits.file_name_characters_max) {
        const std::string_view character = path.substr(0, bytes_of(path.front()));
        path.remove_prefix(character.size());
        if (is_hidden(character)) continue;
        name += character;
        ++characters;
    }
    return name == "." || name == ".." ? "" : name;
}

}  // namespace http
