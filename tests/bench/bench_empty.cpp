#include <httplib.h>

#include <limits>

#include "http/front/loop.h"
#include "http/front/metrics.h"
#include "http/front/router.h"
#include "tests/bench/contender.h"

namespace bench {

namespace {

constexpr const char* pattern = R"(/api/v1/surveys/([^/]+)/responses)";

void answer_nothing(const httplib::Request&, httplib::Response& response) {
    response.status = 201;
}

// The library listens with a backlog of 5: of 256 clients that come at once most would wait for
// seconds before the first request.
class Stock : public httplib::Server {
public:
    void deepen_backlog() { ::listen(svr_sock_, 1024); }
};

void serve_stock(const Setting& setting, const Ready& ready) {
    Stock server;
    server.set_tcp_nodelay(true);
    server.set_keep_alive_max_count(std::numeric_limits<std::size_t>::max());
    server.new_task_queue = [&] { return new httplib::ThreadPool(setting.clients); };
    server.Post(pattern, answer_nothing);
    const int port = server.bind_to_any_port("127.0.0.1");
    server.deepen_backlog();
    ready(static_cast<std::uint16_t>(port));
    server.listen_after_bind();
}

class Empty : public http::Site {
public:
    Empty() { router_.post(pattern, answer_nothing); }
    std::optional<std::string> serve(http::RawRequest&& request, http::Ticket,
                                     http::Replies&) override {
        return router_.respond(request);
    }

private:
    http::Router router_;
};

void serve_front(const Setting&, const Ready& ready) {
    http::Limits limits;
    limits.rate_per_second = 0;
    http::Metrics metrics;
    http::Loop loop(limits, metrics);
    Empty site;
    ready(loop.listen(http::Address{"127.0.0.1", 0}, site));
    loop.run();
}

}  // namespace

Contender stock() { return {"stock", serve_stock}; }
Contender front() { return {"front", serve_front}; }

}  // namespace bench
