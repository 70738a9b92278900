#include "http/desk/pages/download.h"

#include <httplib.h>

#include <algorithm>
#include <utility>

#include "engine/expects.h"
#include "http/public/markup.h"

namespace http {

// Both names as RFC 6266 asks for: one in quotation marks, one percent-encoded (RFC 8187).
void reply_download(httplib::Response& response, Download download) {
    const std::string& plain = download.plain_name;
    const auto is_plain = [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '\\'; };
    engine::expects(std::all_of(plain.begin(), plain.end(), is_plain),
                    "a plain name needs no quoting");
    response.status = 200;
    response.set_header("Content-Disposition", "attachment; filename=\"" + plain +
                                                   "\"; filename*=UTF-8''" +
                                                   escape_url(download.name));
    response.set_content(std::move(download.bytes), download.type);
}

}  // namespace http
