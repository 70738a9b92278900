#include "http/front/connection.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "surveys/limits.h"

namespace http {

namespace {

constexpr std::size_t read_bytes = 64 * 1024;  // at once, of one connection in one turn
constexpr std::size_t small_body_bytes = surveys::limits.body_bytes_max;  // more: where wanted
constexpr std::size_t kept_bytes = 2 * 1024;  // a buffer may keep while nothing is in it

void shrink(std::string& buffer) {
    buffer.clear();
    if (buffer.capacity() > kept_bytes) buffer.shrink_to_fit();
}

bool is_temporary(int error) {
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

}  // namespace

Connection::Connection(Accepted accepted, const Listener& listener,
                       const TrustedProxies* proxies, Time now)
    : socket_(std::move(accepted.socket)),
      peer_address_(std::move(accepted.peer_address)),
      key_(accepted.key),
      site_(listener.site),
      trusted_(listener.trusted),
      proxies_(proxies),
      since_(now) {}

bool Connection::read(Time now) {
    std::array<char, read_bytes> buffer;
    const ssize_t count = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
    if (count < 0) return is_temporary(errno);
    if (count == 0) {
        heard_all_ = true;
        return true;
    }
    if (lingering_ || closing_) return true;  // heard and dropped
    if (!has_begun_a_request() && places_.empty()) since_ = now;
    input_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

std::size_t Connection::unread_bytes() const {
    const std::size_t head =
        head_ ? head_->bytes.capacity() + head_->forwarded_for.capacity() : 0;
    return input_.capacity() + head;
}

bool Connection::has_room(const Limits& limits) const {
    return places_.size() < limits.pipelined_requests_max &&
           output_.size() - sent_ + filled_bytes_ < limits.unsent_bytes_max;
}

bool Connection::wants_another_look(const Limits& limits) const {
    return put_off_ && !closing_ && !in_line && has_room(limits) && (!head_ || owes_nothing());
}

Connection::Next Connection::next(const Limits& limits, Time now) {
    if (closing_ || !has_begun_a_request()) return {};
    put_off_ = !has_room(limits);
    if (put_off_) return {};
    const std::string_view bytes = std::string_view(input_).substr(begin_);
    if (!head_) {
        const HeadEnd end = find_head_end(bytes, seen_, limits);
        if (end.refusal) return {.request = std::nullopt, .refusal = end.refusal};
        seen_ = bytes.size();
        if (end.bytes == 0) return {};
        HeadReading reading = read_head(bytes.substr(0, end.bytes), limits);
        if (!reading.head) return {.request = std::nullopt, .refusal = reading.refusal};
        head_ = std::move(reading.head);
        head_bytes_ = end.bytes;
        leave_an_unwanted_body();
    }
    if (bytes.size() < head_bytes_ + head_->body_bytes) {
        greet_expectant();
        return {};
    }
    since_ = now;
    return {.request = take_request(), .refusal = std::nullopt};
}

// The rest of what the client says is heard and dropped.
void Connection::leave_an_unwanted_body() {
    if (trusted_ || head_->body_bytes <= small_body_bytes) return;
    if (site_->wants_large_body(head_->bytes)) return;
    head_->body_bytes = 0;
    head_->keep_alive = false;
    refused_ = true;
}

// Only when no earlier response is owed, so that the two cannot be mistaken for each other.
void Connection::greet_expectant() {
    if (!head_->expects_continue) return;
    put_off_ = !owes_nothing();
    if (put_off_) return;
    head_->expects_continue = false;
    output_ += "HTTP/1.1 100 Continue\r\n\r\n";
}

RawRequest Connection::take_request() {
    RawRequest request{.bytes = std::move(head_->bytes),
                       .peer_address = peer_address_,
                       .client = key_,
                       .trusted = trusted_,
                       .keep_alive = head_->keep_alive};
    if (proxies_ != nullptr) {
        if (const auto client = proxies_->client_in(head_->forwarded_for)) {
            request.peer_address = text_of(*client);
            request.client = key_of(*client);
        }
    }
    request.bytes.append(input_, begin_ + head_bytes_, head_->body_bytes);
    begin_ += head_bytes_ + head_->body_bytes;
    head_.reset();
    seen_ = 0;
    if (begin_ == input_.size()) {
        shrink(input_);
        begin_ = 0;
    } else if (begin_ > input_.size() / 2) {
        input_.erase(0, begin_);
        begin_ = 0;
    }
    return request;
}

std::uint64_t Connection::open_place(bool last) {
    places_.push_back({std::nullopt, last});
    closing_ = closing_ || last;
    return first_place_ + places_.size() - 1;
}

bool Connection::is_open(std::uint64_t request) const {
    return request >= first_place_ && request - first_place_ < places_.size() &&
           !places_[request - first_place_].bytes;
}

void Connection::fill(std::uint64_t request, std::string bytes) {
    if (!is_open(request)) return;
    filled_bytes_ += bytes.size();
    places_[request - first_place_].bytes = std::move(bytes);
}

void Connection::refuse(std::string bytes) {
    fill(open_place(true), std::move(bytes));
    refused_ = true;
    shrink(input_);
    begin_ = 0;
    head_.reset();
}

bool Connection::flush(Time now) {
    while (!places_.empty() && places_.front().bytes) {
        std::string& bytes = *places_.front().bytes;
        if (!wants_to_write()) since_ = now;
        filled_bytes_ -= bytes.size();
        if (sent_ == output_.size()) {
            output_ = std::move(bytes);
            sent_ = 0;
        } else {
            output_ += bytes;
        }
        places_.pop_front();
        ++first_place_;
        if (wants_to_write() && output_.size() - sent_ > read_bytes) break;
    }
    if (!wants_to_write()) return true;
    const ssize_t count = ::send(socket_.number(), output_.data() + sent_,
                                 output_.size() - sent_, MSG_NOSIGNAL);
    if (count < 0) return is_temporary(errno);
    sent_ += static_cast<std::size_t>(count);
    since_ = now;
    if (!wants_to_write()) {
        shrink(output_);
        sent_ = 0;
        return places_.empty() || !places_.front().bytes || flush(now);
    }
    return true;
}

bool Connection::is_over() const {
    if (!owes_nothing()) return false;
    return heard_all_ ? (closing_ || !in_line) : (closing_ && !refused_);
}

void Connection::linger(Time now) {
    if (!refused_ || lingering_ || !owes_nothing() || heard_all_) return;
    ::shutdown(socket_.number(), SHUT_WR);
    lingering_ = true;
    since_ = now;
}

bool Connection::wants_to_read(const Limits& limits) const {
    if (heard_all_) return false;
    if (lingering_) return true;
    if (closing_) return false;
    return has_room(limits) &&
           input_.size() - begin_ < limits.header_bytes_max + limits.body_bytes_max;
}

Waiting Connection::waiting() const {
    if (lingering_) return Waiting::for_the_end;
    if (wants_to_write()) return Waiting::for_the_reader;
    if (!places_.empty() || in_line) return Waiting::for_us;
    return has_begun_a_request() ? Waiting::for_the_rest : Waiting::for_a_request;
}

}  // namespace http
