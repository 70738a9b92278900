#include "tests/bench/filled_desk.h"

#include <unistd.h>

#include <fstream>
#include <random>
#include <stdexcept>
#include <vector>

#include "http/desk/visitor.h"
#include "surveys/calendar.h"
#include "surveys/library.h"

namespace bench {
namespace {

constexpr int year = 2026;
constexpr int days = 330;
constexpr int times_a_day = 2;
constexpr const char* password = "correct horse battery";

std::int64_t first_day() { return surveys::day_number({.year = year, .month = 1, .day = 1}); }
std::int64_t now_ms() { return surveys::midnight_ms(first_day() + days) - 1; }

// Answers as a county gives them: most are content, a tenth write something, a fifth come with a
// key of the client's own, whose id says nothing about the time.
class Crowd {
public:
    explicit Crowd(const std::vector<surveys::Unit>& units) : units_(units) {}

    surveys::Submission next() {
        surveys::Submission made;
        const engine::Grade grade = engine::grades.at(grade_(dice_));
        made.answers["overall"] = grade;
        made.unit = units_.at(below(units_.size())).code;
        made.channel = surveys::channels.at(below(6));
        if (below(10) == 0)
            made.answers["comment"] = surveys::FreeText{
                "等了很久才轮到，希望多开一个窗口。" + std::to_string(count_)};
        if (below(5) == 0) made.key = "bench/" + std::to_string(count_);
        ++count_;
        return made;
    }

private:
    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(dice_);
    }

    const std::vector<surveys::Unit>& units_;
    std::mt19937 dice_{20261124};
    std::discrete_distribution<std::size_t> grade_{77, 14, 5, 3, 1};
    std::int64_t count_ = 0;
};

}  // namespace

FilledDesk::FilledDesk(const std::filesystem::path& folder, std::int64_t answers,
                       Afterwards afterwards)
    : afterwards_(afterwards),
      folder_(folder / (afterwards == Afterwards::kept
                            ? "answers_" + std::to_string(answers)
                            : "manyidu_desk_bench_" + std::to_string(::getpid()))) {
    const auto filled = folder_ / "filled";  // made last: one that was interrupted begins anew
    const bool is_new = !std::filesystem::exists(filled);
    if (is_new) std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    store_ = surveys::open_store(store_file(), surveys::Access::write);
    accounts_ = std::make_unique<http::Accounts>(store_->accounts(), folder_ / "first", now_ms);
    if (is_new) {
        surveys::install_library(*store_, surveys::midnight_ms(first_day()));
        fill(answers);
        if (!accounts_->add("bench", password, surveys::Role::viewer).empty())
            throw std::runtime_error("nobody could be added to the desk");
        std::ofstream(filled) << answers << '\n';
    }
    session_ = accounts_->log_in("bench", password).value();
    api_ = std::make_unique<http::DeskApi>(http::Desk{.store = *store_,
                                                      .accounts = *accounts_,
                                                      .metrics = metrics_,
                                                      .assets = assets_,
                                                      .now_ms = now_ms});
}

FilledDesk::~FilledDesk() {
    api_.reset();
    accounts_.reset();
    store_.reset();
    if (afterwards_ == Afterwards::kept) return;
    std::error_code gone;
    std::filesystem::remove_all(folder_, gone);
}

void FilledDesk::fill(std::int64_t answers) {
    const auto units = store_->units();
    Crowd crowd(units);
    constexpr std::int64_t batches = std::int64_t{days} * times_a_day;
    std::vector<surveys::Submission> batch;
    for (std::int64_t number = 0; number < batches; ++number) {
        batch.clear();
        const std::int64_t end = answers * (number + 1) / batches;
        for (std::int64_t made = answers * number / batches; made < end; ++made)
            batch.push_back(crowd.next());
        constexpr std::int64_t half_day_ms = 43'200'000;
        const std::int64_t when = surveys::midnight_ms(first_day()) + number * half_day_ms + 1;
        for (const auto& outcome : store_->take("citizens", batch, when))
            if (outcome.kind != surveys::Outcome::Kind::stored)
                throw std::runtime_error("an answer of the benchmark was not stored");
    }
}

std::string FilledDesk::get(const std::string& address) const {
    const std::string reply = api_->respond(
        {.bytes = "GET " + address + " HTTP/1.1\r\nHost: desk.example\r\nCookie: " +
                  http::session_cookie + "=" + session_ + "\r\n\r\n",
         .peer_address = "127.0.0.1"});
    if (reply.rfind("HTTP/1.1 200", 0) != 0)
        throw std::runtime_error(address + " was answered " + reply.substr(0, 40));
    return reply;
}

}  // namespace bench
