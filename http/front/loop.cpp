#include "http/front/loop.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "http/front/loop_body.h"
#include "http/front/metrics.h"

namespace http {

namespace {

constexpr std::uint64_t bell_id = 0;  // listeners follow, connections come after all of them
constexpr std::uint64_t first_listener_id = 1;
constexpr std::uint64_t first_connection_id = 1 << 16;
constexpr int events_per_wait = 128;
constexpr int accepts_per_turn = 128;  // of one listener: a flood must not hold up who is in
constexpr std::size_t own_descriptors = 256;  // database files, the pool, the log
constexpr int sweep_milliseconds = 100;
constexpr std::size_t round_size = 16;  // served while the others are still to be read

}  // namespace

Loop::Body::Body(const Limits& limits, Metrics& metrics, SteadyClock clock)
    : limits_(limits),
      metrics_(metrics),
      clock_(std::move(clock)),
      now_(clock_()),
      next_sweep_(now_),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      book_(limits),
      next_id_(first_connection_id) {
    if (!epoll_.is_open()) throw std::runtime_error("no descriptor left for the loop");
    allow_descriptors(limits.connections_max + own_descriptors);
    watch(mailbox_.bell(), bell_id, EPOLLIN, EPOLL_CTL_ADD);
}

const Descriptor& Loop::Body::add(Descriptor socket, SocketFile file, Site& site, Kind kind) {
    listeners_.push_back(std::make_unique<Listener>(
        Listener{.socket = std::move(socket),
                 .file = std::move(file),
                 .site = &site,
                 .trusted = kind == Kind::for_the_owner,
                 .local = kind != Kind::open_to_all}));
    if (std::find(sites_.begin(), sites_.end(), &site) == sites_.end()) sites_.push_back(&site);
    const Descriptor& listening = listeners_.back()->socket;
    watch(listening.number(), first_listener_id + listeners_.size() - 1, EPOLLIN, EPOLL_CTL_ADD);
    return listening;
}

void Loop::Body::beat(std::chrono::milliseconds every, std::function<void()> beat) {
    beat_every_ = every;
    beat_ = std::move(beat);
    next_beat_ = now_;
}

void Loop::Body::run() {
    while (!is_done()) {
        turn_began_ = {};
        wait_and_read(wait_milliseconds());
        take_turn();
    }
    while (!connections_.empty()) drop(connections_.begin()->first);
}

void Loop::Body::stop() noexcept {
    stop_requested_.store(true);
    mailbox_.ring();
}

bool Loop::Body::is_done() const {
    return stopping_ && (connections_.empty() || now_ >= stop_at_);
}

int Loop::Body::wait_milliseconds() const {
    if (looks_again_ || (!line_.empty() && may_serve())) return 0;
    const bool nothing_to_sweep =
        connections_.empty() && std::none_of(listeners_.begin(), listeners_.end(),
                                             [](const auto& one) { return one->paused; });
    if (!nothing_to_sweep) return sweep_milliseconds;
    return beat_ ? static_cast<int>(beat_every_.count()) : -1;
}

void Loop::Body::wait_and_read(int wait) {
    std::array<epoll_event, events_per_wait> events;
    const int count =
        ::epoll_wait(epoll_.number(), events.data(), events_per_wait, wait);
    if (count < 0 && errno != EINTR) throw std::runtime_error("the loop cannot wait");
    now_ = clock_();
    if (turn_began_ == Time{}) turn_began_ = std::chrono::steady_clock::now();
    for (int i = 0; i < count; ++i) {
        if (line_.size() >= round_size) serve_round();
        const Id id = events[static_cast<std::size_t>(i)].data.u64;
        if (id >= first_connection_id) {
            on_connection(id, events[static_cast<std::size_t>(i)].events);
        } else if (id == bell_id) {
            bell_rang_ = true;
        } else if (id >= first_listener_id &&
                   id - first_listener_id < listeners_.size()) {
            on_listener(*listeners_[id - first_listener_id]);
        }
    }
    if (stop_requested_.load() && !stopping_) begin_stop();
}

void Loop::Body::on_listener(Listener& listener) {
    for (int i = 0; i < accepts_per_turn; ++i) {
        AcceptResult result = accept_from(listener);
        if (result.state == AcceptState::out_of_descriptors) {
            // The next sweep looks again: until then epoll would only repeat itself.
            listener.paused = true;
            ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, listener.socket.number(), nullptr);
        }
        if (result.state != AcceptState::taken) return;
        welcome(std::move(result.accepted), listener);
    }
}

void Loop::Body::welcome(Accepted accepted, const Listener& listener) {
    ++metrics_.connections_opened;
    // A proxy brings many clients: it is not counted as one of them.
    const bool is_proxy = !listener.trusted && proxies_.trust(accepted.ip);
    std::optional<AddressKey> charged;
    if (connections_.size() < limits_.connections_max) {
        charged = listener.trusted || is_proxy ? accepted.key
                                               : book_.connect(accepted.key, now_);
    }
    if (!charged) {
        http::count(Refusal::too_many_connections, metrics_);
        const std::string bytes =
            http::refuse(Refusal::too_many_connections, After::close, std::chrono::seconds(1));
        static_cast<void>(::send(accepted.socket.number(), bytes.data(), bytes.size(),
                                 MSG_NOSIGNAL) < 0);
        ::shutdown(accepted.socket.number(), SHUT_WR);
        return;
    }
    accepted.key = *charged;
    const Id id = next_id_++;
    ++metrics_.connections_open;
    auto connection = std::make_unique<Connection>(
        std::move(accepted), listener, is_proxy ? &proxies_ : nullptr, now_);
    connection->interest = EPOLLIN;
    watch(connection->socket().number(), id, EPOLLIN, EPOLL_CTL_ADD);
    connections_.emplace(id, std::move(connection));
}

void Loop::Body::on_connection(Id id, std::uint32_t events) {
    const bool may_read = (events & EPOLLIN) == 0 || keep_the_unread_budget();
    const auto found = connections_.find(id);
    if (found == connections_.end()) return;
    Connection& connection = *found->second;
    const bool broken = (events & (EPOLLERR | EPOLLHUP)) != 0;
    if (broken && ((events & EPOLLIN) == 0 || connection.has_heard_all())) return drop(id);
    if ((events & EPOLLIN) != 0) {
        if (!may_read) return;  // it waits in the kernel
        if (!connection.read(now_)) return drop(id);
        count(connection);
        if (connection.has_begun_a_request()) line_up(id, connection);
    }
    touch(id, connection);
}

void Loop::Body::watch(int descriptor, Id id, std::uint32_t events, int operation) const {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    if (::epoll_ctl(epoll_.number(), operation, descriptor, &event) != 0) {
        throw std::runtime_error("the loop cannot watch a socket");
    }
}

void Loop::Body::drop(Id id) {
    const auto found = connections_.find(id);
    if (found == connections_.end()) return;
    const Connection& connection = *found->second;
    unread_bytes_ -= connection.counted_unread;
    unsent_bytes_ -= connection.counted_unsent;
    if (!connection.trusted() && !connection.is_proxy()) book_.disconnect(connection.key());
    --metrics_.connections_open;
    connections_.erase(found);
}

void Loop::Body::begin_stop() {
    stopping_ = true;
    stop_at_ = now_ + limits_.reply_wait_max;
    listeners_.clear();
    std::vector<Id> broken;
    for (auto& [id, connection] : connections_) {
        if (!connection->has_heard_all() && !connection->read(now_)) broken.push_back(id);
        connection->stop_listening();
        if (connection->has_begun_a_request()) line_up(id, *connection);
        touch(id, *connection);
    }
    for (const Id id : broken) drop(id);
}

Loop::Loop(const Limits& limits, Metrics& metrics, SteadyClock clock)
    : body_(std::make_unique<Body>(limits, metrics, std::move(clock))) {}
Loop::~Loop() = default;

void Loop::trust(TrustedProxies proxies) { body_->trust(std::move(proxies)); }
void Loop::beat(std::chrono::milliseconds every, std::function<void()> beat) {
    body_->beat(every, std::move(beat));
}

std::uint16_t Loop::listen(const Address& address, Site& site) {
    const bool local = address.host.starts_with(unix_host);
    Descriptor socket = open_listener(address);
    SocketFile file =
        local ? SocketFile(address.host.substr(unix_host.size())) : SocketFile();
    return port_of(body_->add(std::move(socket), std::move(file), site,
                              local ? Body::Kind::for_a_local_proxy : Body::Kind::open_to_all));
}

void Loop::listen(const std::filesystem::path& socket, Site& site) {
    Descriptor listening = open_listener(socket);
    body_->add(std::move(listening), SocketFile(socket), site, Body::Kind::for_the_owner);
}

void Loop::run() { body_->run(); }
void Loop::stop() noexcept { body_->stop(); }

}  // namespace http
