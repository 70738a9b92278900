// An encoding: how the bytes of a file stand for characters. Spreadsheets here write GB18030.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace surveys {

enum class Encoding { utf_8, gb18030 };

std::string_view name(Encoding encoding);                        // "utf-8", "gb18030"
std::optional<Encoding> encoding_named(std::string_view name);  // in small letters

// Judges bytes that arrive in pieces: whether they are well-formed UTF-8 (RFC 3629) to the end.
class Utf8Check {
public:
    void feed(std::string_view piece);
    bool holds() const { return cut_.empty(); }

private:
    std::string cut_;  // a character that a piece ended in; four bytes of it: there is none such
};

// Turns bytes into UTF-8.
class Decoder {
public:
    explicit Decoder(Encoding encoding);
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    // nullopt when the bytes are not of the encoding. Lives until the next call.
    [[nodiscard]] std::optional<std::string_view> decode(std::string_view bytes);

private:
    struct Converter;

    std::unique_ptr<Converter> converter_;  // none for UTF-8, which only needs a look
    std::string text_;
};

}  // namespace surveys
