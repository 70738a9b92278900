#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <filesystem>
#include <ostream>
#include <stdexcept>
#include <thread>

#include "http/commands/commands.h"
#include "http/commands/opened_store.h"
#include "http/commands/origin.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_site.h"
#include "http/front/loop.h"
#include "http/front/metrics.h"
#include "http/front/pool.h"
#include "http/public/asset_shelf.h"
#include "http/public/public_site.h"
#include "reports/words.h"

namespace http {
namespace {

constexpr std::size_t desk_threads = 4;
constexpr std::size_t desk_body_bytes_max = 64ULL * 1024 * 1024;
constexpr std::chrono::seconds desk_request_wait_max{120};  // such a file over a slow line

// "50/s" or "off".
std::optional<double> read_rate(const std::string& text) {
    if (text == "off") return 0.0;
    double rate = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rate);
    const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (error != std::errc{} || rest != "/s" || !(rate > 0) || rate > 1e6) return std::nullopt;
    return rate;
}

bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

// Where a person at this machine finds it: no browser opens 0.0.0.0.
std::string address_for_people(const Address& address) {
    std::string host = address.host == "0.0.0.0" || address.host == "::" ? "127.0.0.1"
                                                                          : address.host;
    if (host.find(':') != std::string::npos) host = "[" + host + "]";
    return "http://" + host + ":" + std::to_string(address.port);
}

// SIGINT and SIGTERM end both loops; the thread that waits for them ends with the last loop.
class Signals {
public:
    Signals() {
        sigemptyset(&awaited_);
        sigaddset(&awaited_, SIGINT);
        sigaddset(&awaited_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &awaited_, nullptr);
    }
    void wait() const {
        int signal = 0;
        sigwait(&awaited_, &signal);
    }

private:
    sigset_t awaited_{};
};

void introduce(const World& world, const std::string& origin, const std::string& desk,
               OpenedStore& opened) {
    const bool english = world.locale == surveys::Locale::en;
    if (opened.store().is_demo())
        world.out << "== " << reports::demo_sentence().in(world.locale) << " ==\n";
    world.out << (english ? "Phone page  " : "手机评价页  ") << origin << "/s/citizens\n"
              << (english ? "Desk        " : "办公端      ") << desk << "/desk/\n";
    if (opened.first_password() && world.on_terminal) {
        world.out << (english ? "First login: admin, password " : "首次登录：admin，密码 ")
                  << *opened.first_password() << '\n';
    } else if (opened.first_password()) {
        opened.accounts().leave_first_password(*opened.first_password());
    }
    if (std::filesystem::exists(opened.first_password_file()))
        world.out << (english ? "The first password of admin is in "
                              : "管理员 admin 的首次密码在 ")
                  << opened.first_password_file().string() << '\n';
    world.out << std::flush;
}

// What a person reads when an address is taken: theirs first, then the system's reason.
template <typename Place>
auto listen(const World& world, Loop& loop, const Place& place, Site& site) {
    try {
        return loop.listen(place, site);
    } catch (const std::runtime_error& failure) {
        const surveys::Words words{"无法监听：", "Cannot listen: "};
        throw std::runtime_error(words.in(world.locale) + failure.what());
    }
}

Address address_of(const World& world, const std::string& text) {
    try {
        return read_address(text);
    } catch (const std::invalid_argument&) {
        const surveys::Words words{"地址应写作 0.0.0.0:8080 或 [::1]:8080，不能是 ",
                                   "Write an address as 0.0.0.0:8080 or [::1]:8080, not "};
        throw std::invalid_argument(words.in(world.locale) + text);
    }
}

void check_origin(const World& world, const std::string& option, const std::string& origin) {
    if (origin.empty()) return;
    const auto problems = read_origin(origin).problems;
    if (!problems.empty())
        throw std::invalid_argument(option + " " + problems.front().words.in(world.locale));
}

struct Plan {
    Address public_address;
    Address desk_address;
    Limits public_limits;
    Limits desk_limits;
};

// Throws std::invalid_argument in words for a person.
Plan plan_of(const World& world, const ServeOptions& options) {
    const bool english = world.locale == surveys::Locale::en;
    Plan plan{.public_address = address_of(world, options.public_address),
              .desk_address = address_of(world, options.desk_address),
              .public_limits = {},
              .desk_limits = {}};
    const auto rate = read_rate(options.rate);
    if (!rate)
        throw std::invalid_argument(english ? "--rate takes a number per second (50/s) or off"
                                            : "--rate 写作每秒次数（50/s）或 off");
    check_origin(world, "--origin", options.origin);
    check_origin(world, "--desk-origin", options.desk_origin);
    const bool has_tls = options.desk_origin.rfind("https://", 0) == 0;
    if (!options.desk_origin.empty() && !has_tls)
        throw std::invalid_argument(english ? "--desk-origin is where TLS ends: it begins with "
                                              "https://"
                                            : "--desk-origin 是 TLS 代理的网址，应以 https:// 开头");
    if (!is_loopback(plan.desk_address.host) && !has_tls)
        throw std::invalid_argument(
            english ? "The desk needs TLS on any address but this machine's own: keep --desk on "
                      "127.0.0.1, or put a TLS proxy in front and name it with --desk-origin"
                    : "办公端不在本机地址上时必须有 TLS：请让 --desk 留在 127.0.0.1，"
                      "或在前面放 TLS 代理，并用 --desk-origin https://… 写明它的网址");
    plan.public_limits.rate_per_second = *rate;
    if (*rate == 0) plan.desk_limits.rate_per_second = 0;  // "off" lifts all of it
    plan.desk_limits.body_bytes_max = desk_body_bytes_max;
    plan.desk_limits.request_wait_max = desk_request_wait_max;
    return plan;
}

Exit run_server(const World& world, const ServeOptions& options, const Plan& plan) {
    const Signals signals;  // before any thread, so that every thread leaves them to us
    OpenedStore opened(world);
    Metrics metrics;
    std::optional<std::filesystem::path> dev_folder;
    if (!options.dev_folder.empty()) dev_folder = options.dev_folder;
    const AssetShelf assets(dev_folder);
    Loop public_loop(plan.public_limits, metrics);
    PublicOptions public_options;
    public_options.origin = options.origin;
    public_options.dev_folder = dev_folder;
    PublicSite public_site(opened.store(), metrics, public_options, world.now_ms);
    const auto public_port = listen(world, public_loop, plan.public_address, public_site);
    const std::string here = address_for_people({plan.public_address.host, public_port});
    const std::string public_origin = options.origin.empty() ? here : options.origin;

    const DeskApi api(Desk{.store = opened.store(),
                           .accounts = opened.accounts(),
                           .metrics = metrics,
                           .assets = assets,
                           .now_ms = world.now_ms,
                           .public_origin = public_origin,
                           .desk_origin = options.desk_origin,
                           .bureau = public_options.bureau});
    Loop desk_loop(plan.desk_limits, metrics);
    // Behind all that its jobs use: it finishes them before any of that goes.
    Pool pool(desk_threads, plan.desk_limits.pool_waiting_max);
    DeskSite desk_site(api, pool);

    const auto desk_port = listen(world, desk_loop, plan.desk_address, desk_site);
    listen(world, desk_loop, socket_of(world.store), desk_site);
    const std::string desk_here = address_for_people({plan.desk_address.host, desk_port});
    introduce(world, public_origin, options.desk_origin.empty() ? desk_here : options.desk_origin,
              opened);

    std::jthread desk([&] { desk_loop.run(); });
    std::jthread waiter([&] {
        signals.wait();
        public_loop.stop();
        desk_loop.stop();
    });
    public_loop.run();
    ::kill(::getpid(), SIGTERM);  // the loop ended by itself: let the waiter go, too
    return Exit::done;
}

}  // namespace

Exit serve(const World& world, const ServeOptions& options) {
    try {
        return run_server(world, options, plan_of(world, options));
    } catch (const std::invalid_argument& mistake) {
        world.err << mistake.what() << '\n';
        return Exit::wrong_use;
    }
}

}  // namespace http
