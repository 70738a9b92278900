// The receipt reply: the 201 of a kept answer, the same bytes each time but for receipt and time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "surveys/store/response_id.h"

namespace http {

class ReceiptReply {
public:
    ReceiptReply();

    std::string tell(const surveys::ResponseId& id, std::int64_t received_ms,
                     bool keep_alive) const;

private:
    struct Bytes {
        std::string text;
        std::size_t receipt_at = 0;
        std::size_t time_at = 0;
    };
    static Bytes made(bool keep_alive);

    Bytes keeping_alive_;
    Bytes closing_;
};

}  // namespace http
