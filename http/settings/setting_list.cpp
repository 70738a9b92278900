#include "http/settings/setting_list.h"

#include <iterator>
#include <utility>

#include "http/settings/setting_faults.h"
#include "surveys/limits.h"

namespace http {
namespace {

constexpr std::int64_t kilo = 1024;
constexpr std::int64_t mega = 1024 * kilo;
constexpr std::int64_t minute_ms = 60'000;

// What a listener's bodies may grow to, and how long they may take.
struct Reach {
    std::int64_t body_bytes_most;
    std::int64_t request_ms_most;
};

std::vector<Setting> list_of_sizes(const std::string& table, Limits& limits, Reach reach) {
    return {
        {table + "header_bytes_max", &limits.header_bytes_max,
         {"请求头的字节数", "bytes of a request's header"}, kilo, 64 * kilo},
        {table + "target_bytes_max", &limits.target_bytes_max,
         {"网址（含参数）的字节数", "bytes of an address with its parameters"}, 256, 8000},
        {table + "path_bytes_max", &limits.path_bytes_max,
         {"网址路径的字节数", "bytes of an address's path"}, 64, 1024},
        {table + "body_bytes_max", &limits.body_bytes_max,
         {"请求正文的字节数", "bytes of a request's body"}, kilo, reach.body_bytes_most},
        {table + "request_wait_ms_max", &limits.request_wait_max,
         {"从第一个字节到请求完整的毫秒数", "milliseconds from first byte to complete request"},
         100, reach.request_ms_most},
        {table + "idle_wait_ms_max", &limits.idle_wait_max,
         {"两次请求之间连接可以空闲的毫秒数", "milliseconds a connection may idle"}, 100,
         10 * minute_ms},
        {table + "reply_wait_ms_max", &limits.reply_wait_max,
         {"对方一个字节也不读时等待的毫秒数", "milliseconds to wait for a reader that takes nothing"},
         100, 10 * minute_ms},
        {table + "linger_wait_ms_max", &limits.linger_wait_max,
         {"拒绝请求后等对方读完的毫秒数", "milliseconds for a refused client to hear us out"}, 0,
         minute_ms},
    };
}

std::vector<Setting> list_of_numbers(const std::string& table, Limits& limits) {
    return {
        {table + "connections_max", &limits.connections_max,
         {"同时打开的连接数", "connections open at once"}, 8, 60'000},
        {table + "connections_per_address_max", &limits.connections_per_address_max,
         {"同一地址同时打开的连接数", "connections of one address open at once"}, 1, 60'000},
        {table + "requests_per_turn_max", &limits.requests_per_turn_max,
         {"一轮处理的请求数", "requests served in one turn"}, 1, 65'536},
        {table + "pipelined_requests_max", &limits.pipelined_requests_max,
         {"同一连接上预先收下的请求数", "requests read ahead on one connection"}, 1, 1024},
        {table + "unsent_bytes_max", &limits.unsent_bytes_max,
         {"同一连接待发的字节数，超过就暂停读取",
          "unsent bytes of one connection; above it we stop listening"},
         kilo, 64 * mega},
        {table + "unread_bytes_max", &limits.unread_bytes_max,
         {"所有连接未处理的字节数之和", "bytes of all connections not yet taken"}, mega,
         kilo * mega},
        {table + "unsent_bytes_all_max", &limits.unsent_bytes_all_max,
         {"所有连接待发的字节数之和", "bytes of all connections not yet sent"}, mega,
         16 * kilo * mega},
        {table + "rate_per_second", &limits.rate_per_second,
         {"同一地址每秒的请求数；0 表示不限请求和连接",
          "requests of one address a second; 0 lifts rate and connection limits"},
         0, 1'000'000},
        {table + "rate_burst", &limits.rate_burst,
         {"同一地址一时可以多出的请求数", "requests one address may have saved up"}, 1, 1'000'000},
        {table + "addresses_watched_max", &limits.addresses_watched_max,
         {"同时记住的地址数", "addresses remembered at once"}, 16, 4'194'304},
    };
}

template <typename Part>
void append(std::vector<Setting>& list, Part part) {
    list.insert(list.end(), std::make_move_iterator(part.begin()),
                std::make_move_iterator(part.end()));
}

Setting trusted_proxies(const std::string& key, std::vector<std::string>& proxies) {
    return {key, &proxies,
            {"可信代理：地址、网段或 \"unix\"；只采信它们的 X-Forwarded-For",
             "trusted proxies: addresses, networks or \"unix\"; only their X-Forwarded-For counts"},
            0, 0, proxy_fault};
}

std::vector<Setting> list_of_public(Settings& settings) {
    return {
        {"public.address", &settings.public_address,
         {"评价页监听的地址", "where the phone page listens"}, 0, 0, address_fault},
        {"public.origin", &settings.origin,
         {"二维码和链接的开头；空着则由监听地址得出",
          "what links and QR codes begin with; made from the address if empty"},
         0, 0, origin_fault},
        trusted_proxies("public.trusted_proxies", settings.public_proxies),
    };
}

std::vector<Setting> list_of_door(DoorLimits& door) {
    return {
        {"public.door.failed_codes_per_minute", &door.failed_codes_per_minute,
         {"同一地址每分钟可以试错的评价码数；0 表示不限",
          "codes that fail, of one address a minute; 0 turns nobody away"},
         0, 60'000},
        {"public.door.failed_codes_burst", &door.failed_codes_burst,
         {"同一地址一时可以试错的评价码数", "codes that fail, of one address at once"}, 1,
         1'000'000},
        {"public.door.alarm_failed_codes", &door.alarm_failed_codes,
         {"一段时间内试错的评价码达到多少就报警",
          "codes that fail, of all addresses in the window, before the alarm is raised"},
         1, 1'000'000},
        {"public.door.alarm_window_ms", &door.alarm_window,
         {"报警所看的毫秒数", "milliseconds the alarm looks back"}, 1000, 24 * 60 * minute_ms},
        {"public.door.answers_flagged", &door.answers_flagged,
         {"同一地址一天对同一调查的答卷达到多少就提示（不拒绝）；0 表示不提示",
          "answers of one address to one survey in a day that are told of, never refused; 0 never"},
         0, 1'000'000},
        {"public.door.addresses_watched_max", &door.addresses_watched_max,
         {"为此同时记住的地址数", "addresses remembered for this at once"}, 16, 4'194'304},
    };
}

std::vector<Setting> list_of_desk(Settings& settings) {
    return {
        {"desk.address", &settings.desk_address,
         {"办公端监听的地址；除本机地址外都必须有 TLS",
          "where the desk listens; needs TLS on any address but this machine's own"},
         0, 0, address_fault},
        {"desk.origin", &settings.desk_origin,
         {"办公端经 TLS 代理后的网址 https://…；没有代理就空着",
          "where a TLS proxy shows the desk, https://…; empty without one"},
         0, 0, desk_origin_fault},
        trusted_proxies("desk.trusted_proxies", settings.desk_proxies),
        {"desk.threads", &settings.desk_threads,
         {"办公端的线程数", "threads of the desk"}, 1, 64},
        {"desk.waiting_requests_max", &settings.desk_limits.pool_waiting_max,
         {"等待线程的请求数", "requests waiting for a thread"}, 1, 4096},
    };
}

std::vector<Setting> list_of_uploads(UploadLimits& uploads) {
    return {
        {"desk.uploads.files_per_account_max", &uploads.files_per_account_max,
         {"每个账户试导入后待确认的文件数", "files of one account waiting to be confirmed"}, 1,
         100},
        {"desk.uploads.bytes_max", &uploads.bytes_max,
         {"所有待确认文件的字节数之和", "bytes of all files waiting to be confirmed"}, mega,
         4 * kilo * mega},
        {"desk.uploads.wait_ms_max", &uploads.wait_ms,
         {"文件等待确认的毫秒数", "milliseconds a file waits to be confirmed"}, 1000,
         24 * 60 * minute_ms},
    };
}

std::vector<Setting> list_of_log(LogSettings& log) {
    return {
        {"log.level", &log.level,
         {"从哪一级起记入日志：debug、info、warning、error、critical",
          "the least level that is logged: debug, info, warning, error, critical"},
         0, 0, log_level_fault},
        {"log.format", &log.format,
         {"日志的写法，一行一件事：logfmt 或 json", "one event a line, as logfmt or json"},
         0, 0, log_format_fault},
    };
}

}  // namespace

std::vector<Setting> list_settings(Settings& settings) {
    const Reach public_reach{static_cast<std::int64_t>(surveys::limits.body_bytes_max),
                             10 * minute_ms};
    const Reach desk_reach{static_cast<std::int64_t>(surveys::limits.import_bytes_max),
                           60 * minute_ms};
    std::vector<Setting> list = list_of_public(settings);
    append(list, list_of_sizes("public.limits.", settings.public_limits, public_reach));
    append(list, list_of_numbers("public.limits.", settings.public_limits));
    append(list, list_of_door(settings.door));
    append(list, list_of_desk(settings));
    append(list, list_of_sizes("desk.limits.", settings.desk_limits, desk_reach));
    append(list, list_of_numbers("desk.limits.", settings.desk_limits));
    append(list, list_of_uploads(settings.uploads));
    append(list, list_of_log(settings.log));
    return list;
}

}  // namespace http
