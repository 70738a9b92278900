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

void serve_stock(const Setting& setting, const Ready& ready) {
    httplib::Server server;
    server.set_tcp_nodelay(true);
    server.set_keep_alive_max_count(std::numeric_limits<std::size_t>::max());
    server.new_task_queue = [&] { return new httplib::ThreadPool(setting.clients); };
    server.Post(pattern, answer_nothing);
    ready(static_cast<std::uint16_t>(server.bind_to_any_port("127.0.0.1")));
    server.listen_after_bind();
}

class Empty : public http::Site {
public:
    Empty() { router_.post(pattern, answer_nothing); }
    std::optional<std::string> serve(const http::RawRequest& request, http::Ticket,
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
