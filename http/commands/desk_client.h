// The desk, as a command reaches it: the running server's over FILE.sock, or its own when none
// runs. Writing has one implementation, the desk's API; only the carrier differs.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/commands/world.h"

namespace http {

struct DeskReply {
    int status = 0;
    std::string body;

    bool is_good() const { return status >= 200 && status < 300; }
};

class DeskClient {
public:
    // Connects to the server, or takes the store's lock, making a missing store. Throws
    // std::runtime_error when another process writes and takes no requests.
    explicit DeskClient(const World& world);
    ~DeskClient();

    DeskReply ask(std::string_view method, std::string_view path, std::string_view body = {},
                  std::string_view content_type = "application/json");

private:
    class Carrier;
    class Socket;
    class OwnDesk;
    std::unique_ptr<Carrier> carrier_;
    surveys::Locale locale_;
};

// One segment of a path, percent-encoded: whatever a person typed stays one segment.
std::string path_segment(std::string_view text);

// Prints what a refusal says, problem by problem: exit 2 for a person's mistake, 3 for ours.
Exit explain(const World& world, const DeskReply& reply);

}  // namespace http
