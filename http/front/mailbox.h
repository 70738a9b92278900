// A mailbox: where other threads leave responses for the loop, and what wakes it.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "http/front/descriptor.h"
#include "http/front/site.h"

namespace http {

struct Letter {
    Ticket ticket;
    std::string response_bytes;
};

class Mailbox {
public:
    Mailbox();

    void put(Ticket ticket, std::string response_bytes);
    std::vector<Letter> take();  // and silences the bell
    void ring() const noexcept;  // async-signal-safe
    int bell() const { return bell_.number(); }

private:
    Descriptor bell_;
    std::mutex mutex_;
    std::vector<Letter> letters_;
};

}  // namespace http
