#include "http/settings/settings_check.h"

#include "http/front/loop.h"
#include "http/settings/setting_faults.h"

namespace http {
namespace {

// On a Unix socket only a proxy can say how the site is reached.
void check_public(const Settings& settings, surveys::Problems& problems) {
    const bool local = settings.public_address.starts_with(unix_host);
    if (!local || !settings.origin.empty()) return;
    problems.push_back({"public.origin",
                        {"在 Unix 套接字上监听时必须写明网址的开头（public.origin 或 --origin）",
                         "On a Unix socket say what links begin with: public.origin or --origin"}});
}

// A `__Host-` cookie works over http on the loopback only.
void check_desk(const Settings& settings, surveys::Problems& problems) {
    if (is_loopback(read_address(settings.desk_address).host)) return;
    if (!settings.desk_origin.empty()) return;
    problems.push_back(
        {"desk.address",
         {"办公端不在本机地址上时必须有 TLS：请让 --desk 留在 127.0.0.1，"
          "或在前面放 TLS 代理，并用 --desk-origin https://… 写明它的网址",
          "The desk needs TLS on any address but this machine's own: keep --desk on 127.0.0.1, "
          "or put a TLS proxy in front and name it with --desk-origin"}});
}

void check_limits(const std::string& table, const Limits& limits, surveys::Problems& problems) {
    if (limits.path_bytes_max > limits.target_bytes_max)
        problems.push_back({table + ".path_bytes_max",
                            {"不能大于 target_bytes_max", "must not exceed target_bytes_max"}});
    if (limits.target_bytes_max >= limits.header_bytes_max)
        problems.push_back({table + ".target_bytes_max",
                            {"应小于 header_bytes_max", "must be below header_bytes_max"}});
}

}  // namespace

surveys::Problems check(const Settings& settings) {
    surveys::Problems problems;
    check_limits("public.limits", settings.public_limits, problems);
    check_limits("desk.limits", settings.desk_limits, problems);
    check_public(settings, problems);
    check_desk(settings, problems);
    return problems;
}

}  // namespace http
