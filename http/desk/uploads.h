// The uploads: files that wait in memory between their dry run and its confirmation, so that
// nobody has to choose a file twice.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "surveys/import/importer.h"

namespace http {

struct UploadLimits {
    std::size_t files_per_account_max = 3;  // the oldest makes room
    std::size_t bytes_max = 192ULL * 1024 * 1024;  // of everybody's files together
    std::int64_t wait_ms = 30LL * 60 * 1000;
};
inline constexpr UploadLimits upload_limits{};

struct Upload {
    surveys::ImportOrder order;
    std::string bytes;
};

// From any thread. What a ticket stands for is its owner's alone, and can be taken once.
class Uploads {
public:
    explicit Uploads(std::function<std::int64_t()> now_ms, UploadLimits limits = upload_limits)
        : now_ms_(std::move(now_ms)), limits_(limits) {}

    // The SHA-256 of the file and everything it was ordered with, in hex; nullopt when there is no
    // room for now.
    std::optional<std::string> put(std::string_view account, Upload upload);
    // nullopt when nothing of this account waits under the ticket, or it waited too long.
    std::optional<Upload> take(std::string_view account, std::string_view ticket);

private:
    struct Key {
        std::string account;
        std::string ticket;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Waiting {
        Upload upload;
        std::int64_t since_ms = 0;
        std::uint64_t number = 0;  // rises with every file
    };
    using Shelf = std::map<Key, Waiting>;

    void forget(Shelf::iterator place);
    void forget_old();
    void make_room(std::string_view account);

    std::function<std::int64_t()> now_ms_;
    UploadLimits limits_;
    std::mutex using_;
    Shelf shelf_;
    std::size_t bytes_ = 0;
    std::uint64_t numbers_ = 0;
};

}  // namespace http
