#include "http/commands/desk_client.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <ostream>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

#include "http/commands/opened_store.h"
#include "http/desk/desk_api.h"
#include "http/front/metrics.h"
#include "http/public/asset_shelf.h"

namespace http {
namespace {

// A socket to the server, or nothing when none listens there.
std::optional<int> connect_to(const std::filesystem::path& socket) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = socket.string();
    if (path.size() >= sizeof address.sun_path) return std::nullopt;
    std::memcpy(address.sun_path, path.data(), path.size());
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) throw std::runtime_error("no socket to be had");
    if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0)
        return descriptor;
    ::close(descriptor);
    return std::nullopt;
}

std::string request_text(std::string_view method, std::string_view path, std::string_view body,
                         std::string_view content_type, surveys::Locale locale) {
    std::string text;
    text.append(method).append(" ").append(path).append(" HTTP/1.1\r\nHost: manyidu\r\n");
    text.append("Accept-Language: ").append(name(locale)).append("\r\nConnection: close\r\n");
    if (method != "GET") {
        text.append("Content-Type: ").append(content_type);
        text.append("\r\nContent-Length: ").append(std::to_string(body.size())).append("\r\n");
    }
    return text.append("\r\n").append(body);
}

DeskReply read_reply(const std::string& text) {
    const auto head_end = text.find("\r\n\r\n");
    const auto status_at = text.find(' ');
    DeskReply reply;
    if (head_end == std::string::npos || status_at == std::string::npos)
        throw std::runtime_error("the server left without an answer");
    std::from_chars(text.data() + status_at + 1, text.data() + head_end, reply.status);
    reply.body = text.substr(head_end + 4);
    return reply;
}

}  // namespace

class DeskClient::Carrier {
public:
    virtual ~Carrier() = default;
    virtual std::string carry(std::string request) = 0;
};

class DeskClient::Socket : public Carrier {
public:
    explicit Socket(std::filesystem::path path) : path_(std::move(path)) {}

    std::string carry(std::string request) override {
        const auto descriptor = connect_to(path_);
        if (!descriptor) throw std::runtime_error("the server has gone");
        std::string reply;
        const bool talked = send_all(*descriptor, request) && read_all(*descriptor, reply);
        ::close(*descriptor);
        if (!talked) throw std::runtime_error("the server left without an answer");
        return reply;
    }

private:
    static bool send_all(int descriptor, std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    static bool read_all(int descriptor, std::string& bytes) {
        std::array<char, 65'536> piece{};
        while (true) {
            const auto got = ::recv(descriptor, piece.data(), piece.size(), 0);
            if (got <= 0) return got == 0;
            bytes.append(piece.data(), static_cast<std::size_t>(got));
        }
    }
    std::filesystem::path path_;
};

class DeskClient::OwnDesk : public Carrier {
public:
    explicit OwnDesk(const World& world)
        : opened_(world),
          api_(Desk{opened_.store(), opened_.accounts(), metrics_, assets_, world.now_ms}) {
        if (opened_.first_password())
            opened_.accounts().leave_first_password(*opened_.first_password());
    }
    std::string carry(std::string request) override {
        return api_.respond(RawRequest{.bytes = std::move(request),
                                       .peer_address = "unix",
                                       .trusted = true,
                                       .keep_alive = false});
    }

private:
    Metrics metrics_;
    AssetShelf assets_;
    OpenedStore opened_;
    DeskApi api_;
};

DeskClient::DeskClient(const World& world) : locale_(world.locale) {
    const auto socket = socket_of(world.store);
    if (const auto descriptor = connect_to(socket)) {
        ::close(*descriptor);
        carrier_ = std::make_unique<Socket>(socket);
    } else {
        carrier_ = std::make_unique<OwnDesk>(world);
    }
}

DeskClient::~DeskClient() = default;

DeskReply DeskClient::ask(std::string_view method, std::string_view path, std::string_view body,
                          std::string_view content_type) {
    return read_reply(carrier_->carry(request_text(method, path, body, content_type, locale_)));
}

std::string path_segment(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string segment;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
        if (plain) segment += c;
        else (segment += '%') += {digits[byte >> 4U], digits[byte & 15U]};
    }
    return segment;
}

Exit explain(const World& world, const DeskReply& reply) {
    const auto said = nlohmann::json::parse(reply.body, nullptr, false);
    if (said.is_object() && said.contains("problems")) {
        for (const auto& problem : said["problems"])
            world.err << problem.value("question", "") << ": " << problem.value("problem", "")
                      << '\n';
    } else if (said.is_object() && said.contains("title")) {
        world.err << said.value("title", "") << '\n';
    }
    return reply.status < 500 ? Exit::wrong_use : Exit::world_failed;
}

}  // namespace http
