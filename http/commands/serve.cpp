#include <pthread.h>
#include <signal.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <ostream>
#include <stdexcept>
#include <thread>

#include "http/commands/commands.h"
#include "http/commands/opened_store.h"
#include "http/commands/serve_settings.h"
#include "http/commands/supervisor.h"
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

// Until a signal or a failing disk ends them. Then whoever waits hears 503 first, and the next
// start finds out what the disk holds.
Exit run_loops(const Signals& signals, surveys::Store& store, Loop& public_loop, Loop& desk_loop) {
    const Supervisor supervisor;  // listens by now: whoever connects will be served
    if (const auto every = supervisor.beat_every())
        public_loop.beat(*every, [&] { supervisor.tell("WATCHDOG=1"); });
    const auto stop = [&] {
        supervisor.tell("STOPPING=1");
        public_loop.stop();
        desk_loop.stop();
    };
    std::atomic<bool> disk_failed = false;
    store.when_disk_fails([&](const std::string& why) {
        spdlog::critical("the disk failed: {}. Nothing more is taken, the server ends: start it "
                         "again", why);
        disk_failed = true;
        stop();
    });
    supervisor.tell("READY=1");
    {
        const std::jthread desk([&] { desk_loop.run(); });
        const std::jthread waiter([&] {
            signals.wait();
            stop();
        });
        public_loop.run();
        ::kill(::getpid(), SIGTERM);  // the loop ended by itself: let the waiter go, too
    }
    store.when_disk_fails({});
    return disk_failed ? Exit::world_failed : Exit::done;
}

Exit run_server(const World& world, const std::filesystem::path& dev, const Settings& settings) {
    const Address public_address = read_address(settings.public_address);
    const Address desk_address = read_address(settings.desk_address);
    const Signals signals;  // before any thread, so that every thread leaves them to us
    OpenedStore opened(world);
    Metrics metrics;
    std::optional<std::filesystem::path> dev_folder;
    if (!dev.empty()) dev_folder = dev;
    const AssetShelf assets(dev_folder);
    Loop public_loop(settings.public_limits, metrics);
    public_loop.trust(TrustedProxies(settings.public_proxies));
    PublicOptions public_options;
    public_options.origin = settings.origin;
    public_options.dev_folder = dev_folder;
    PublicSite public_site(opened.store(), metrics, public_options, world.now_ms);
    const auto public_port = listen(world, public_loop, public_address, public_site);
    const std::string here = address_for_people({public_address.host, public_port});
    const std::string public_origin = settings.origin.empty() ? here : settings.origin;

    const DeskApi api(Desk{.store = opened.store(),
                           .accounts = opened.accounts(),
                           .metrics = metrics,
                           .assets = assets,
                           .now_ms = world.now_ms,
                           .public_origin = public_origin,
                           .desk_origin = settings.desk_origin,
                           .bureau = public_options.bureau,
                           .uploads = settings.uploads});
    Loop desk_loop(settings.desk_limits, metrics);
    desk_loop.trust(TrustedProxies(settings.desk_proxies));
    // Behind all that its jobs use: it finishes them before any of that goes.
    Pool pool(settings.desk_threads, settings.desk_limits.pool_waiting_max);
    DeskSite desk_site(api, pool);

    const auto desk_port = listen(world, desk_loop, desk_address, desk_site);
    listen(world, desk_loop, socket_of(world.store), desk_site);
    const std::string desk_here = address_for_people({desk_address.host, desk_port});
    introduce(world, public_origin, settings.desk_origin.empty() ? desk_here : settings.desk_origin,
              opened);
    return run_loops(signals, opened.store(), public_loop, desk_loop);
}

}  // namespace

Exit serve(const World& world, const ServeOptions& options) {
    const SettingsReading reading = read_settings(world, options);
    if (!reading.problems.empty()) {
        const Exit mistaken = refuse(world, reading.problems);
        return options.check_only ? Exit::answer_is_no : mistaken;
    }
    if (!options.check_only) return run_server(world, options.dev_folder, reading.settings);
    world.out << surveys::Words{"设置无误", "The settings are right"}.in(world.locale) << '\n';
    return Exit::done;
}

}  // namespace http
