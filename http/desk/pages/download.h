// A download: a file a browser keeps, under a name a person understands.
#pragma once

#include <string>

namespace httplib {
struct Response;
}

namespace http {

struct Download {
    std::string name;        // UTF-8: "2026年度绩效自评.xlsx"
    std::string plain_name;  // for what reads no UTF-8: "review-2026.xlsx"; ASCII
    std::string type;
    std::string bytes;
};

void reply_download(httplib::Response& response, Download download);

}  // namespace http
