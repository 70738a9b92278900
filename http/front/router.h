// A router: cpp-httplib's routing on a memory stream. The library never reads a socket.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "http/front/site.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace http {

using Handler = std::function<void(const httplib::Request&, httplib::Response&)>;

// Handlers read `request.body` (bounded by the loop), `request.matches` and
// `request.remote_addr` (set from the RawRequest, never from a header).
class Router {
public:
    Router();
    ~Router();

    // Patterns are regular expressions over the whole path.
    void get(const std::string& pattern, Handler handler);
    void post(const std::string& pattern, Handler handler);
    void put(const std::string& pattern, Handler handler);
    void remove(const std::string& pattern, Handler handler);  // DELETE
    // Last word on every response: error pages for an empty body, headers on all.
    void finish(Handler handler);
    // What a thrown std::exception becomes; its message goes to the log, never to the client.
    void on_failure(std::function<void(const httplib::Request&, httplib::Response&,
                                       const std::exception&)>
                        handler);

    // The bytes of the response.
    std::string respond(const RawRequest& request) const;

private:
    class Body;
    std::unique_ptr<Body> body_;
};

// The bytes of a response built without the router: for answers held back until a commit.
std::string serialise(const httplib::Response& response, bool keep_alive, bool head_only = false);

}  // namespace http
