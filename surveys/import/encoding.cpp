#include "surveys/import/encoding.h"

#include "surveys/questionnaires/utf8.h"

#include <algorithm>
#include <stdexcept>

#include <iconv.h>

namespace surveys {

namespace {

constexpr std::size_t character_bytes_max = 4;

bool is_ascii(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

}  // namespace

std::string_view name(Encoding encoding) {
    return encoding == Encoding::utf_8 ? "utf-8" : "gb18030";
}

std::optional<Encoding> encoding_named(std::string_view name) {
    if (name == "utf-8") return Encoding::utf_8;
    if (name == "gb18030") return Encoding::gb18030;
    return std::nullopt;
}

void Utf8Check::feed(std::string_view piece) {
    while (!cut_.empty() && !piece.empty() && cut_.size() < character_bytes_max) {
        cut_ += piece.front();
        piece.remove_prefix(1);
        if (is_utf8(cut_)) cut_.clear();
    }
    if (cut_.empty()) cut_ = piece.substr(utf8_bytes(piece)).substr(0, character_bytes_max);
}

struct Decoder::Converter {
    Converter() : handle(::iconv_open("UTF-8", "GB18030")) {
        if (handle == reinterpret_cast<iconv_t>(-1)) {
            throw std::runtime_error("this system cannot convert GB18030");
        }
    }
    ~Converter() { ::iconv_close(handle); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    iconv_t handle;
};

Decoder::Decoder(Encoding encoding)
    : converter_(encoding == Encoding::gb18030 ? std::make_unique<Converter>() : nullptr) {}

Decoder::~Decoder() = default;

std::optional<std::string_view> Decoder::decode(std::string_view bytes) {
    if (is_ascii(bytes)) return bytes;
    if (!converter_) {
        return is_utf8(bytes) ? std::optional(bytes) : std::nullopt;
    }
    // Two bytes of GB18030 become at most three of UTF-8, one at most two.
    text_.resize(bytes.size() * 2 + 4);
    char* from = const_cast<char*>(bytes.data());  // iconv reads it only
    std::size_t from_left = bytes.size();
    char* to = text_.data();
    std::size_t to_left = text_.size();
    ::iconv(converter_->handle, nullptr, nullptr, nullptr, nullptr);
    const std::size_t result = ::iconv(converter_->handle, &from, &from_left, &to, &to_left);
    if (result == static_cast<std::size_t>(-1) || from_left > 0) return std::nullopt;
    return std::string_view(text_).substr(0, text_.size() - to_left);
}

}  // namespace surveys
