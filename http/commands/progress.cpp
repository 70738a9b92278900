#include "http/commands/progress.h"

#include <chrono>
#include <mutex>
#include <ostream>
#include <utility>

namespace http {

Progress::Progress(const World& world, std::function<std::optional<std::string>()> words)
    : world_(world), words_(std::move(words)) {
    if (world.on_terminal)
        watcher_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

void Progress::watch(const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    bool shown = false;
    while (!wake_.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; }) &&
           !stop.stop_requested())
        shown = show() || shown;
    if (shown) world_.err << '\n';
}

bool Progress::show() {
    const auto words = words_();
    if (words) world_.err << '\r' << *words << std::flush;
    return words.has_value();
}

}  // namespace http
