// A progress: one line of the terminal, written again every second while a long work runs.
#pragma once

#include <condition_variable>
#include <functional>
#include <optional>
#include <string>
#include <thread>

#include "http/commands/world.h"

namespace http {

class Progress {
public:
    // `words` says how far it is, from a thread of its own; nothing to say writes nothing.
    Progress(const World& world, std::function<std::optional<std::string>()> words);

private:
    void watch(const std::stop_token& stop);
    bool show();

    const World& world_;
    std::function<std::optional<std::string>()> words_;
    std::condition_variable_any wake_;
    std::jthread watcher_;
};

}  // namespace http
