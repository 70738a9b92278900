// What a command runs in: the store it works on, its language, where it prints, the time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

#include "surveys/questionnaires/problem.h"

namespace surveys {
class Store;
}

namespace http {

// Exit codes of every command.
enum class Exit { done = 0, answer_is_no = 1, wrong_use = 2, world_failed = 3 };

struct World {
    std::filesystem::path store;
    surveys::Locale locale = surveys::Locale::zh_cn;
    std::ostream& out;
    std::ostream& err;
    std::function<std::int64_t()> now_ms;
    bool on_terminal = false;  // progress may be shown
};

// "place: words", a line each.
Exit refuse(const World& world, const surveys::Problems& problems);
Exit refuse(const World& world, const surveys::Words& words);

// The store, to read from; throws std::runtime_error in the person's words when there is none.
std::unique_ptr<surveys::Store> open_for_reading(const World& world);

// The whole file, or nothing and a line that says why.
std::optional<std::string> read_file(const World& world, const std::filesystem::path& file);

}  // namespace http
