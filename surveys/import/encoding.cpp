#include "surveys/import/encoding.h"

#include "surveys/questionnaires/utf8.h"

#include <algorithm>
#include <stdexcept>

#include <iconv.h>

namespace surveys {

namespace {

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

// Whole characters go past at once; what a piece cuts in two is taken byte by byte.
void Utf8Check::feed(std::string_view piece) {
    const auto take_while = [&](const auto& goes_on) {
        while (well_formed_ && !piece.empty() && goes_on()) {
            take(static_cast<unsigned char>(piece.front()));
            piece.remove_prefix(1);
        }
    };
    take_while([&] { return awaited_ > 0; });
    if (well_formed_) piece.remove_prefix(utf8_bytes(piece));
    take_while([] { return true; });
}

void Utf8Check::take(unsigned char byte) {
    if (awaited_ == 0) return begin(byte);
    well_formed_ = least_ <= byte && byte <= most_;
    --awaited_;
    least_ = 0x80;
    most_ = 0xBF;
}

// The first byte says how many follow; after E0, ED, F0 and F4 the second one is narrower, which
// keeps out overlong forms, surrogates and what lies behind U+10FFFF.
void Utf8Check::begin(unsigned char byte) {
    if (byte < 0x80) return;
    if (byte >= 0xC2 && byte <= 0xDF) awaited_ = 1;
    else if (byte >= 0xE0 && byte <= 0xEF) awaited_ = 2;
    else if (byte >= 0xF0 && byte <= 0xF4) awaited_ = 3;
    else well_formed_ = false;
    if (byte == 0xE0) least_ = 0xA0;
    if (byte == 0xED) most_ = 0x9F;
    if (byte == 0xF0) least_ = 0x90;
    if (byte == 0xF4) most_ = 0x8F;
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
