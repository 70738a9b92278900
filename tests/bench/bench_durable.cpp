#include <chrono>
#include <stdexcept>

#include "http/front/loop.h"
#include "http/front/metrics.h"
#include "http/public/public_site.h"
#include "surveys/store/store.h"
#include "tests/bench/contender.h"

namespace bench {

namespace {

constexpr const char* definition = R"({"id":"bench","version":1,
 "title":{"zh-CN":"测速","en":"Benchmark"},"mode":"open",
 "scale":{"points":[100,80,60,30,0],"last_satisfied":"fairly_satisfied"},
 "questions":[
  {"id":"overall","type":"grade","required":true,"text":{"zh-CN":"总体","en":"Overall"}},
  {"id":"speed","type":"grade","text":{"zh-CN":"速度","en":"Speed"}},
  {"id":"comment","type":"text","text":{"zh-CN":"意见","en":"Comment"}}]})";

std::int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

void open_survey(surveys::Store& store) {
    const auto reading = surveys::read_questionnaire(definition);
    if (!reading.questionnaire) throw std::runtime_error("the benchmark's questions are wrong");
    if (!store.add(*reading.questionnaire).empty() ||
        !store.open("bench", now_ms(), std::nullopt).empty()) {
        throw std::runtime_error("the benchmark's survey does not open");
    }
}

// The public site as it ships, on a store of its own.
void serve_site(const Setting& setting, const Ready& ready, const http::PublicOptions& options) {
    http::Limits limits;
    limits.rate_per_second = 0;
    http::Metrics metrics;
    http::Loop loop(limits, metrics);
    const auto store = surveys::open_store(setting.folder / "bench.db", surveys::Access::write);
    open_survey(*store);
    http::PublicSite site(*store, metrics, options, now_ms);
    ready(loop.listen(http::Address{"127.0.0.1", 0}, site));
    loop.run();
}

void serve_durable(const Setting& setting, const Ready& ready) {
    serve_site(setting, ready, {});
}

void serve_naive(const Setting& setting, const Ready& ready) {
    http::PublicOptions options;
    options.answers_per_commit_max = 1;
    serve_site(setting, ready, options);
}

}  // namespace

Contender durable() { return {"durable", serve_durable}; }
Contender naive() { return {"naive", serve_naive}; }

}  // namespace bench
