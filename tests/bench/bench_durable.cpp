#include <httplib.h>

#include <chrono>
#include <stdexcept>
#include <vector>

#include "http/front/loop.h"
#include "http/front/metrics.h"
#include "http/front/router.h"
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

// Parsed, checked and held back; taken in one transaction when the turn ends.
class Intake : public http::Site {
public:
    explicit Intake(const std::filesystem::path& folder)
        : store_(surveys::open_store(folder / "bench.db", surveys::Access::write)) {
        auto reading = surveys::read_questionnaire(definition);
        if (!reading.questionnaire) throw std::runtime_error("the benchmark's questions are wrong");
        questionnaire_ = std::move(*reading.questionnaire);
        if (!store_->add(questionnaire_).empty() ||
            !store_->open("bench", now_ms(), std::nullopt).empty()) {
            throw std::runtime_error("the benchmark's survey does not open");
        }
        router_.post(R"(/api/v1/surveys/([^/]+)/responses)",
                     [this](const auto& request, auto& response) { take(request, response); });
    }

    std::optional<std::string> serve(const http::RawRequest& request, http::Ticket ticket,
                                     http::Replies&) override {
        const std::size_t before = batch_.size();
        std::string answer = router_.respond(request);
        if (batch_.size() == before) return answer;
        tickets_.push_back(ticket);
        return std::nullopt;
    }

    void end_turn(http::Replies& replies) override {
        const auto outcomes = store_->take("bench", batch_, now_ms());
        for (std::size_t i = 0; i < tickets_.size(); ++i) {
            replies.send(tickets_[i], http::serialise(reply_to(outcomes[i]), true));
        }
        batch_.clear();
        tickets_.clear();
    }

private:
    void take(const httplib::Request& request, httplib::Response& response) {
        auto reading = surveys::read_submission_json(request.body, questionnaire_);
        response.status = reading.submission ? 201 : 422;
        if (reading.submission) batch_.push_back(std::move(*reading.submission));
    }

    static httplib::Response reply_to(const surveys::Outcome& outcome) {
        httplib::Response response;
        const bool stored = outcome.kind == surveys::Outcome::Kind::stored;
        response.status = stored ? 201 : 503;
        const std::string receipt = surveys::receipt(outcome.id);
        const std::string received_at = std::to_string(outcome.received_ms);
        response.set_content(
            R"({"receipt":")" + receipt + R"(","received_at":)" + received_at + "}",
            "application/json");
        return response;
    }

    std::unique_ptr<surveys::Store> store_;
    surveys::Questionnaire questionnaire_;
    http::Router router_;
    std::vector<surveys::Submission> batch_;
    std::vector<http::Ticket> tickets_;
};

void serve_durable(const Setting& setting, const Ready& ready) {
    http::Limits limits;
    limits.rate_per_second = 0;
    http::Metrics metrics;
    http::Loop loop(limits, metrics);
    Intake site(setting.folder);
    ready(loop.listen(http::Address{"127.0.0.1", 0}, site));
    loop.run();
}

}  // namespace

Contender durable() { return {"durable", serve_durable}; }

}  // namespace bench
