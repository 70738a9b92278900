#include "http/public/receipt_reply.h"

#include <httplib.h>

#include <string_view>

#include "engine/expects.h"
#include "http/front/reply.h"
#include "http/front/router.h"
#include "http/public/reply.h"
#include "surveys/calendar.h"

namespace http {
namespace {

// As long as what comes into their places, so that the length in the head holds.
constexpr std::string_view receipt_mark = "RECEIPT_____";
constexpr std::string_view time_mark = "TIME_________________________";

void put(std::string& text, std::size_t at, std::string_view mark, const std::string& words) {
    engine::expects(words.size() == mark.size(), "receipts and times are always of one length");
    text.replace(at, words.size(), words);
}

}  // namespace

ReceiptReply::Bytes ReceiptReply::made(bool keep_alive) {
    httplib::Response response;
    reply_json(response, 201,
               R"({"receipt":")" + std::string(receipt_mark) + R"(","received_at":")" +
                   std::string(time_mark) + "\"}");
    secure(response);
    Bytes bytes{.text = serialise(response, keep_alive)};
    bytes.receipt_at = bytes.text.find(receipt_mark);
    bytes.time_at = bytes.text.find(time_mark);
    return bytes;
}

ReceiptReply::ReceiptReply() : keeping_alive_(made(true)), closing_(made(false)) {}

std::string ReceiptReply::tell(const surveys::ResponseId& id, std::int64_t received_ms,
                               bool keep_alive) const {
    const Bytes& bytes = keep_alive ? keeping_alive_ : closing_;
    std::string text = bytes.text;
    put(text, bytes.receipt_at, receipt_mark, surveys::receipt(id));
    put(text, bytes.time_at, time_mark, surveys::iso_instant(received_ms));
    return text;
}

}  // namespace http
