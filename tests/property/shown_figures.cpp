#include "tests/property/shown_figures.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "http/commands/commands.h"
#include "http/desk/accounts/accounts.h"
#include "http/desk/desk_api.h"
#include "http/front/metrics.h"
#include "http/public/asset_shelf.h"
#include "reports/formats/csv.h"
#include "reports/score.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

#include <nlohmann/json.hpp>

namespace property {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

class Writer {
public:
    Writer(const OddStore& made, const fs::path& store)
        : made_(made),
          store_file_(store),
          as_of_day_(std::min(surveys::day_of(made.now_ms),
                              surveys::day_number({made.year, 12, 31}))),
          store_(surveys::open_store(store, surveys::Access::write)) {}

    void asked() {
        const Json json{{"oddity", made_.oddity},
                        {"year", made_.year},
                        {"as_of", surveys::iso_date(as_of_day_)}};
        put("asked.json", json.dump(1));
    }
    void command_line() {
        http::ScoreOptions options;
        options.as_of = surveys::iso_date(as_of_day_);
        options.json = true;
        put("scores.json", printed([&](const auto& world) { return http::score(world, options); }));
        for (const char* by : {"unit", "month"}) {
            options.by = by;
            put(std::string("by-") + by + ".json",
                printed([&](const auto& world) { return http::score(world, options); }));
        }
        options.by.reset();
        options.json = false;
        put("scores.txt", printed([&](const auto& world) { return http::score(world, options); }));
        printed([&](const auto& world) { return http::review(world, made_.year, folder()); });
        put("scores.csv",
            reports::to_csv(reports::make_scores(*store_, reports::year_to(as_of_day_)),
                            surveys::Locale::zh_cn));
    }
    void desk() {
        http::Metrics metrics;
        const http::AssetShelf assets;
        http::Accounts accounts(store_->accounts(), folder() / "first-password",
                                [this] { return made_.now_ms; });
        const http::DeskApi api(http::Desk{.store = *store_,
                                           .accounts = accounts,
                                           .metrics = metrics,
                                           .assets = assets,
                                           .now_ms = [this] { return made_.now_ms; }});
        const std::string year = std::to_string(made_.year);
        const std::string to = "to=" + surveys::iso_date(as_of_day_);
        put("api-scores.json", needed(api, "/api/v1/scores?" + to));
        put("api-by-unit.json", needed(api, "/api/v1/scores?by=unit&" + to));
        put("api-by-month.json", needed(api, "/api/v1/scores?by=month&" + to));
        put("api-review.json", needed(api, "/api/v1/reviews/" + year));
        put("page-front.html", needed(api, "/desk/?year=" + year));
        put("page-review.html", needed(api, "/desk/review/" + year));
        for (const char* ending : {".csv", ".json", ".xlsx", ".html"}) {
            const std::string file = "review-" + year + ending;
            put("desk-" + file, needed(api, "/desk/review/" + year + "/" + file));
        }
        for (const auto& indicator : store_->indicators()) {
            put("api-" + indicator.id + ".json",
                needed(api, "/api/v1/indicators/" + indicator.id + "/score?" + to));
            put("page-indicator-" + indicator.id + ".html",
                needed(api, "/desk/indicators/" + indicator.id + "?year=" + year));
        }
    }

private:
    fs::path folder() const { return store_file_.parent_path(); }

    void put(const std::string& name, const std::string& text) const {
        std::ofstream file(folder() / name, std::ios::binary);
        file << text;
        file.close();
        if (!file) throw std::runtime_error("cannot write " + name);
    }

    template <typename Command>
    std::string printed(const Command& command) const {
        std::ostringstream out;
        std::ostringstream err;
        const http::World world{.store = store_file_,
                                .out = out,
                                .err = err,
                                .now_ms = [this] { return made_.now_ms; }};
        if (command(world) != http::Exit::done) throw std::runtime_error(err.str());
        return out.str();
    }

    // As the store's owner asks it, over the socket.
    static std::string needed(const http::DeskApi& api, const std::string& path) {
        const std::string reply =
            api.respond({.bytes = "GET " + path + " HTTP/1.1\r\nHost: manyidu\r\n\r\n",
                         .peer_address = "unix",
                         .trusted = true});
        const auto head_end = reply.find("\r\n\r\n");
        if (head_end == std::string::npos) throw std::runtime_error("no reply to " + path);
        const int status = std::stoi(reply.substr(reply.find(' ') + 1));
        if (status != 200) throw std::runtime_error(std::to_string(status) + " to " + path);
        return reply.substr(head_end + 4);
    }

    const OddStore& made_;
    const fs::path store_file_;
    const std::int64_t as_of_day_;
    const std::unique_ptr<surveys::Store> store_;
};

}  // namespace

void write_figures(const OddStore& made, const fs::path& store) {
    Writer writer(made, store);
    writer.asked();
    writer.command_line();
    writer.desk();
}

}  // namespace property
