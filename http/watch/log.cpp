#include "http/watch/log.h"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace http {
namespace {

constexpr int lines_per_event_max = 20;  // in one span; a broken disk must not fill it, too
constexpr std::chrono::seconds span{10};

// What a line was made of, carried through spdlog: its event in the place of a file's name, its
// text as the payload.
class Paper final : public spdlog::sinks::base_sink<std::mutex> {
public:
    explicit Paper(LogFormat format) : format_(format) {}

private:
    struct Told {
        spdlog::log_clock::time_point since;
        int lines = 0;
        std::int64_t left_out = 0;
    };

    void sink_it_(const spdlog::details::log_msg& message) override {
        const std::string event = message.source.filename ? message.source.filename : "other";
        Told& told = told_[event];
        if (message.time - told.since >= span) {
            const std::int64_t left_out = std::exchange(told.left_out, 0);
            told = {.since = message.time, .lines = 0, .left_out = 0};
            if (left_out > 0) write(left_out_line(message.time, event, left_out));
        }
        if (++told.lines > lines_per_event_max) {
            ++told.left_out;
            return;
        }
        write(std::string(message.payload.data(), message.payload.size()));
    }
    void flush_() override {}

    std::string left_out_line(spdlog::log_clock::time_point at, const std::string& event,
                              std::int64_t left_out) const {
        const std::array<LogField, 2> fields{LogField{"of", event}, LogField{"lines", left_out}};
        return log_line(format_,
                        std::chrono::duration_cast<std::chrono::milliseconds>(
                            at.time_since_epoch())
                            .count(),
                        {LogLevel::warning, "log_left_out", fields});
    }

    // One write for one line, so that no other process of the unit comes between.
    static void write(std::string line) {
        line += '\n';
        const ssize_t ignored = ::write(STDERR_FILENO, line.data(), line.size());
        static_cast<void>(ignored);
    }

    const LogFormat format_;
    std::map<std::string, Told> told_;  // events are ours: a few dozen
};

spdlog::level::level_enum spdlog_level(LogLevel level) {
    switch (level) {
        case LogLevel::debug: return spdlog::level::debug;
        case LogLevel::info: return spdlog::level::info;
        case LogLevel::warning: return spdlog::level::warn;
        case LogLevel::error: return spdlog::level::err;
        case LogLevel::critical: return spdlog::level::critical;
    }
    return spdlog::level::critical;
}

}  // namespace

void set_up_log(const LogSettings& settings) {
    const bool json = settings.format == "json";
    const auto paper = std::make_shared<Paper>(json ? LogFormat::json : LogFormat::logfmt);
    const auto logger = std::make_shared<spdlog::logger>(json ? "json" : "logfmt", paper);
    logger->set_level(spdlog::level::from_str(settings.level));
    spdlog::set_default_logger(logger);
}

void note(LogLevel level, std::string_view event, std::span<const LogField> fields) {
    spdlog::logger* const logger = spdlog::default_logger_raw();
    if (!logger->should_log(spdlog_level(level))) return;
    const auto now = spdlog::log_clock::now();
    const std::string text =
        log_line(logger->name() == "json" ? LogFormat::json : LogFormat::logfmt,
                 std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch())
                     .count(),
                 {level, event, fields});
    const std::string name(event);
    logger->log(now, spdlog::source_loc{name.c_str(), 1, ""}, spdlog_level(level),
                spdlog::string_view_t(text.data(), text.size()));
}

std::string reason_of(const std::exception& failure) {
    const bool ours = dynamic_cast<const std::runtime_error*>(&failure) != nullptr ||
                      dynamic_cast<const std::logic_error*>(&failure) != nullptr;
    return ours ? failure.what() : "an exception whose text may quote what was sent";
}

}  // namespace http
