#include "http/front/deadline.h"

namespace http {

std::optional<Time> deadline_of(Waiting waiting, Time since, const Limits& limits) {
    switch (waiting) {
        case Waiting::for_a_request: return since + limits.idle_wait_max;
        case Waiting::for_the_rest: return since + limits.request_wait_max;
        case Waiting::for_the_reader: return since + limits.reply_wait_max;
        case Waiting::for_the_end: return since + limits.linger_wait_max;
        case Waiting::for_us: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace http
