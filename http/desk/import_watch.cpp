#include "http/desk/import_watch.h"

#include "http/desk/desk_api.h"
#include "http/front/metrics.h"

namespace http {

surveys::ImportWatch watch_import(const Desk& desk) {
    return {.progress =
                [&desk](const surveys::ImportProgress&) {
                    if (desk.stopping && desk.stopping->load()) throw ServerStops();
                },
            .rejected = {},
            .held =
                [&desk](std::chrono::microseconds time) {
                    desk.metrics.import_chunk_time.observe(
                        static_cast<std::uint64_t>(time.count()));
                }};
}

}  // namespace http
