#include "http/commands/server.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <ostream>
#include <stdexcept>
#include <thread>

#include "http/commands/opened_store.h"
#include "http/commands/supervisor.h"
#include "http/commands/world.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_site.h"
#include "http/front/loop.h"
#include "http/front/metrics.h"
#include "http/front/pool.h"
#include "http/public/asset_shelf.h"
#include "http/public/public_site.h"
#include "http/settings/settings.h"
#include "http/watch/build.h"
#include "http/watch/log.h"
#include "http/watch/watchman.h"
#include "reports/words.h"

namespace http {
namespace {

constexpr int let_go = SIGUSR1;  // tells the thread that waits for signals that all is over
constexpr std::chrono::milliseconds desk_grace{500};  // for work whose client has been left

sigset_t awaited() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, let_go}) sigaddset(&set, signal);
    return set;
}

// Where a person at this machine finds it: no browser opens 0.0.0.0.
std::string address_for_people(const std::string& listening, std::uint16_t port) {
    std::string host = listening == "0.0.0.0" || listening == "::" ? "127.0.0.1" : listening;
    if (host.find(':') != std::string::npos) host = "[" + host + "]";
    return "http://" + host + ":" + std::to_string(port);
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

std::optional<std::filesystem::path> if_named(const std::filesystem::path& folder) {
    return folder.empty() ? std::nullopt : std::optional(folder);
}

PublicOptions options_of(const Settings& settings, const std::filesystem::path& dev_folder) {
    PublicOptions options;
    options.origin = settings.origin;
    options.door = settings.door;
    options.dev_folder = if_named(dev_folder);
    return options;
}

}  // namespace

void await_signals() {
    const sigset_t set = awaited();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

class Server::Body {
public:
    Body(const World& world, const Settings& settings, const std::filesystem::path& dev_folder)
        : world_(world),
          settings_(settings),
          opened_(world),
          assets_(if_named(dev_folder)),
          public_loop_(settings.public_limits, metrics_),
          public_site_(opened_.store(), metrics_, options_of(settings, dev_folder), world.now_ms),
          public_here_(listen_for_the_public()),
          api_(desk()),
          desk_loop_(settings.desk_limits, metrics_),
          pool_(settings.desk_threads, settings.desk_limits.pool_waiting_max, &metrics_),
          desk_site_(api_, pool_),
          desk_here_(listen_for_the_desk()) {}

    void introduce();
    Exit run();

private:
    std::string listen_for_the_public();
    std::string listen_for_the_desk();
    std::string public_origin() const {
        return settings_.origin.empty() ? public_here_ : settings_.origin;
    }
    Desk desk();
    void go_round(Loop& loop, std::exception_ptr& failure);
    void end_at_a_signal();
    void stop();
    void end_with_the_disk(const std::string& why);
    Exit how_it_ended() const { return disk_failed_ ? Exit::world_failed : Exit::done; }
    void finish_the_desk();
    [[noreturn]] void leave(const char* event);

    const World& world_;
    const Settings& settings_;
    OpenedStore opened_;
    std::atomic<bool> stopping_{false};
    std::atomic<bool> disk_failed_{false};
    std::atomic<bool> over_{false};
    Metrics metrics_;
    const AssetShelf assets_;
    Loop public_loop_;
    PublicSite public_site_;  // its scribe wakes the loop
    const std::string public_here_;
    const DeskApi api_;
    Loop desk_loop_;
    Pool pool_;  // behind all that its jobs use
    DeskSite desk_site_;
    const std::string desk_here_;
    const Supervisor supervisor_;
};

std::string Server::Body::listen_for_the_public() {
    public_loop_.trust(TrustedProxies(settings_.public_proxies));
    const Address address = read_address(settings_.public_address);
    return address_for_people(address.host, listen(world_, public_loop_, address, public_site_));
}

std::string Server::Body::listen_for_the_desk() {
    desk_loop_.trust(TrustedProxies(settings_.desk_proxies));
    const Address address = read_address(settings_.desk_address);
    const auto port = listen(world_, desk_loop_, address, desk_site_);
    listen(world_, desk_loop_, socket_of(world_.store), desk_site_);
    return address_for_people(address.host, port);
}

Desk Server::Body::desk() {
    return {.store = opened_.store(),
            .accounts = opened_.accounts(),
            .metrics = metrics_,
            .assets = assets_,
            .now_ms = world_.now_ms,
            .door = &public_site_.doorkeeper(),
            .public_origin = public_origin(),
            .stopping = &stopping_,
            .store_file = world_.store,
            .desk_origin = settings_.desk_origin,
            .uploads = settings_.uploads};
}

void Server::Body::introduce() {
    const bool english = world_.locale == surveys::Locale::en;
    std::ostream& out = world_.out;
    if (opened_.store().is_demo())
        out << "== " << reports::demo_sentence().in(world_.locale) << " ==\n";
    out << (english ? "Phone page  " : "手机评价页  ") << public_origin() << "/s/citizens\n"
        << (english ? "Desk        " : "办公端      ")
        << (settings_.desk_origin.empty() ? desk_here_ : settings_.desk_origin) << "/desk/\n";
    if (opened_.first_password() && world_.on_terminal) {
        out << (english ? "First login: admin, password " : "首次登录：admin，密码 ")
            << *opened_.first_password() << '\n';
    } else if (opened_.first_password()) {
        opened_.accounts().leave_first_password(*opened_.first_password());
    }
    if (std::filesystem::exists(opened_.first_password_file()))
        out << (english ? "The first password of admin is in " : "管理员 admin 的首次密码在 ")
            << opened_.first_password_file().string() << '\n';
    out << std::flush;
}

Exit Server::Body::run() {
    note(LogLevel::info, "server_started",
         {{"version", build_version()},
          {"public", public_here_},
          {"desk", desk_here_},
          {"store", world_.store.string()}});
    // Both listen by now: whoever connects will be served.
    if (const auto every = supervisor_.beat_every())
        public_loop_.beat(*every, [this] { supervisor_.tell("WATCHDOG=1"); });
    opened_.store().when_disk_fails([this](const std::string& why) { end_with_the_disk(why); });
    supervisor_.tell("READY=1");
    std::exception_ptr public_failure;
    std::exception_ptr desk_failure;
    std::jthread waiter([this] { end_at_a_signal(); });
    {
        const Watchman watchman(metrics_, [this] { public_site_.doorkeeper().look(); });
        std::jthread desk([&] { go_round(desk_loop_, desk_failure); });
        go_round(public_loop_, public_failure);
    }
    finish_the_desk();
    over_ = true;
    ::pthread_kill(waiter.native_handle(), let_go);
    waiter.join();
    for (const std::exception_ptr& failure : {public_failure, desk_failure})
        if (failure) std::rethrow_exception(failure);
    opened_.store().when_disk_fails({});
    note(LogLevel::info, "server_stopped");
    return how_it_ended();
}

void Server::Body::end_with_the_disk(const std::string& why) {
    note(LogLevel::critical, "disk_failed", {{"reason", why}});
    disk_failed_ = true;
    stop();
}

// A loop that fails ends the other, too.
void Server::Body::go_round(Loop& loop, std::exception_ptr& failure) {
    try {
        loop.run();
    } catch (...) {
        failure = std::current_exception();
    }
    stop();
}

void Server::Body::stop() {
    if (!stopping_.exchange(true)) {
        note(LogLevel::info, "server_stopping");
        supervisor_.tell("STOPPING=1");
    }
    public_loop_.stop();
    desk_loop_.stop();
}

// Nobody waits for it any more; a backup or a report may still be under way.
void Server::Body::finish_the_desk() {
    if (pool_.is_idle_by(std::chrono::steady_clock::now() + desk_grace)) return;
    leave("server_stopped_with_work_left");
}

// Without the destructors, which would wait: what was acknowledged is stored.
void Server::Body::leave(const char* event) {
    note(LogLevel::warning, event);
    std::error_code ignored;
    std::filesystem::remove(socket_of(world_.store), ignored);
    std::_Exit(static_cast<int>(how_it_ended()));
}

void Server::Body::end_at_a_signal() {
    const sigset_t set = awaited();
    for (int signals = 0; !over_;) {
        int signal = let_go;
        sigwait(&set, &signal);
        if (signal == let_go) continue;  // ours when it is over; anybody else's means nothing
        if (++signals > 1) leave("server_stopped_at_once");
        stop();
    }
}

Server::Server(const World& world, const Settings& settings,
               const std::filesystem::path& dev_folder)
    : body_(std::make_unique<Body>(world, settings, dev_folder)) {}
Server::~Server() = default;

void Server::introduce() { body_->introduce(); }
Exit Server::run() { return body_->run(); }

}  // namespace http
