#include <httplib.h>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/front/metrics.h"
#include "http/watch/build.h"
#include "http/watch/exposition.h"
#include "http/watch/process.h"
#include "surveys/store/store.h"

namespace http {
namespace {

std::uint64_t bytes_of(const std::filesystem::path& file) {
    std::error_code absent;
    const auto bytes = std::filesystem::file_size(file, absent);
    return absent ? 0 : bytes;
}

// What is looked up when somebody asks, and not before.
void tell_state(const Desk& desk, Exposition& to) {
    to.gauge("store_ready", "1 while an answer could be stored.", desk.store.can_store() ? 1 : 0);
    to.gauge("store_bytes", "Size of the store's file.", bytes_of(desk.store_file));
    to.gauge("wal_bytes", "Size of its write-ahead log.",
             bytes_of(desk.store_file.string() + "-wal"));
    to.gauge("resident_bytes", "Memory this process has in use.", resident_bytes());
    to.gauge("open_descriptors", "Files and sockets this process has open.", open_descriptors());
    to.gauges("build_info", "Always 1.", "version", {{build_version(), 1}});
}

}  // namespace

void add_metrics_route(DeskRoutes& routes) {
    routes.read(surveys::Role::viewer, "/metrics", [](const Asked& asked, auto& response) {
        Exposition exposition;
        asked.desk.metrics.tell(exposition);
        tell_state(asked.desk, exposition);
        response.set_content(exposition.text(), "text/plain; version=0.0.4; charset=utf-8");
    });
}

}  // namespace http
