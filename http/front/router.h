// A router: cpp-httplib's routing on a memory stream. The library never reads a socket.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "http/front/site.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace http {

using Handler = std::function<void(const httplib::Request&, httplib::Response&)>;

// Handlers read `request.body` (bounded by the loop), `request.matches` and
// `request.remote_addr` (set from the RawRequest, never from a header). Headers arrive as they
// were sent. Forms are not taken apart: `request.params` holds the query only.
//
// A path without a handler is 404, one with handlers of other methods 405 (204 for OPTIONS).
// `Connection`, `Content-Length` and ranges are the router's business, whatever a handler sets.
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

    // The bytes of the response. From any thread, once all handlers are in place.
    std::string respond(const RawRequest& request) const;

private:
    class Body;
    std::unique_ptr<Body> body_;
};

// The headers of a head, as they were sent and as handlers see them.
void read_headers(std::string_view head, httplib::Request& request);

// Whether the client takes gzip. Ask here: the header's value is written in capitals, or the
// library would compress each answer itself, with brotli at its slowest.
bool accepts_gzip(const httplib::Request& request);

// The bytes of a response built without the router: for answers held back until a commit. A
// content provider is read to its end.
std::string serialise(const httplib::Response& response, bool keep_alive, bool head_only = false);

}  // namespace http
