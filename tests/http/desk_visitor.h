// A desk for tests: the real API over a filled store, asked without a socket.
#pragma once

#include <map>
#include <string>

#include "http/desk/accounts/accounts.h"
#include "http/desk/accounts/secrets.h"
#include "http/desk/desk_api.h"
#include "http/desk/visitor.h"
#include "http/front/metrics.h"
#include "http/public/asset_shelf.h"
#include "tests/http/public_visitor.h"
#include "tests/support/stores.h"

namespace tests {

inline constexpr const char* desk_host = "desk.example";
inline constexpr const char* good_password = "correct horse battery";

inline std::string bearer(const std::string& token) {
    return "Authorization: Bearer " + token + "\r\n";
}
inline std::string session_of(const std::string& secret) {
    return "Cookie: " + std::string(http::session_cookie) + "=" + secret + "\r\n";
}
inline std::string origin(const std::string& origin) { return "Origin: " + origin + "\r\n"; }

inline std::string token_field(const std::string& secret) {
    return "form_token=" + http::form_token(secret);
}

class DeskRoom {
public:
    explicit DeskRoom(std::string desk_origin = "", const http::Doorkeeper* door = nullptr)
        : door_(door), desk_origin_(std::move(desk_origin)) {}

    FilledStore store;
    TemporaryFolder folder;
    std::int64_t now_ms = noon_ms;
    http::Accounts accounts{store->accounts(), folder / "first-password",
                            [this] { return now_ms; }};

    const http::DeskApi& api() const { return api_; }
    const std::vector<http::DeskRoute>& routes() const { return api_.routes(); }

    void add(const std::string& name, surveys::Role role) {
        expect_none(accounts.add(name, good_password, role));
    }

    Heard get(const std::string& path, const std::string& headers = "") {
        return ask("GET " + path + " HTTP/1.1\r\nHost: " + desk_host + "\r\n" + headers + "\r\n");
    }
    Heard post(const std::string& path, const std::string& headers = "",
               const std::string& body = "", const std::string& type = "application/json") {
        return ask("POST " + path + " HTTP/1.1\r\nHost: " + desk_host + "\r\nContent-Type: " +
                   type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
                   headers + "\r\n" + body);
    }
    // A form of one of the desk's own pages, as a browser sends it.
    Heard submit(const std::string& path, const std::string& headers, const std::string& form) {
        return post(path, headers + origin(std::string("https://") + desk_host), form,
                    "application/x-www-form-urlencoded");
    }
    Heard log_in(const std::string& form, const std::string& headers = "") {
        return post("/desk/login", headers, form, "application/x-www-form-urlencoded");
    }
    // The session secret of a fresh login, as a browser keeps it.
    std::string logged_in(const std::string& name) {
        const Heard reply = log_in("name=" + name + "&password=correct+horse+battery");
        const auto start = reply.head.find("__Host-manyidu=") + 15;
        return reply.head.substr(start, reply.head.find(';', start) - start);
    }
    Heard ask(const std::string& request, const std::string& peer = "127.0.0.1") {
        return heard(api_.respond({.bytes = request, .peer_address = peer}));
    }

private:
    http::Metrics metrics_;
    http::AssetShelf assets_;
    const http::Doorkeeper* door_;
    std::string desk_origin_;
    http::DeskApi api_{http::Desk{.store = *store,
                                  .accounts = accounts,
                                  .metrics = metrics_,
                                  .assets = assets_,
                                  .now_ms = [this] { return now_ms; },
                                  .door = door_,
                                  .public_origin = "https://pj.example",
                                  .desk_origin = desk_origin_}};
};

// The value of a header, or "".
inline std::string header(const Heard& heard, const std::string& name) {
    const std::string start = "\r\n" + name + ": ";
    const auto at = heard.head.find(start);
    if (at == std::string::npos) return "";
    const auto from = at + start.size();
    return heard.head.substr(from, heard.head.find("\r\n", from) - from);
}

}  // namespace tests
