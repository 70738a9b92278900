#include "http/desk/uploads.h"

#include "surveys/sha256.h"

namespace http {
namespace {

// Each part with its length before it, so that no two orders read the same.
void feed(surveys::Sha256& hash, std::string_view part) {
    hash.feed(std::to_string(part.size()) + ":");
    hash.feed(part);
}

std::string ticket_of(const Upload& upload) {
    surveys::Sha256 hash;
    const surveys::ImportOrder& order = upload.order;
    feed(hash, order.survey);
    feed(hash, order.file_name);
    feed(hash, order.map_json ? "map" : "");
    feed(hash, order.map_json.value_or(""));
    feed(hash, order.encoding ? name(*order.encoding) : "");
    feed(hash, upload.bytes);
    return surveys::hex(hash.digest());
}

}  // namespace

void Uploads::forget(Shelf::iterator place) {
    bytes_ -= place->second.upload.bytes.size();
    shelf_.erase(place);
}

void Uploads::forget_old() {
    const std::int64_t now = now_ms_();
    for (auto place = shelf_.begin(); place != shelf_.end();) {
        const auto next = std::next(place);
        if (now - place->second.since_ms >= limits_.wait_ms) forget(place);
        place = next;
    }
}

void Uploads::make_room(std::string_view account) {
    std::size_t files = 0;
    auto oldest = shelf_.end();
    for (auto place = shelf_.begin(); place != shelf_.end(); ++place) {
        if (place->first.account != account) continue;
        ++files;
        if (oldest == shelf_.end() || place->second.number < oldest->second.number)
            oldest = place;
    }
    if (files >= limits_.files_per_account_max) forget(oldest);
}

std::optional<std::string> Uploads::put(std::string_view account, Upload upload) {
    Key key{.account = std::string(account), .ticket = ticket_of(upload)};
    const std::lock_guard turn(using_);
    forget_old();
    if (const auto before = shelf_.find(key); before != shelf_.end()) forget(before);
    make_room(account);
    if (upload.bytes.size() > limits_.bytes_max - bytes_) return std::nullopt;
    bytes_ += upload.bytes.size();
    std::string ticket = key.ticket;
    shelf_.emplace(std::move(key), Waiting{.upload = std::move(upload),
                                           .since_ms = now_ms_(),
                                           .number = ++numbers_});
    return ticket;
}

std::optional<Upload> Uploads::take(std::string_view account, std::string_view ticket) {
    const std::lock_guard turn(using_);
    forget_old();
    const auto found = shelf_.find({std::string(account), std::string(ticket)});
    if (found == shelf_.end()) return std::nullopt;
    Upload upload = std::move(found->second.upload);
    bytes_ -= upload.bytes.size();
    shelf_.erase(found);
    return upload;
}

}  // namespace http
