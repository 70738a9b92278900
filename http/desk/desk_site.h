// The desk's site: requests go to a few threads, never into the loop, because a login hashes for
// a tenth of a second and a report reads.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "http/front/pool.h"
#include "http/front/site.h"

namespace http {

class DeskApi;

class DeskSite : public Site {
public:
    DeskSite(const DeskApi& api, Pool& pool) : api_(api), pool_(pool) {}

    std::optional<std::string> serve(RawRequest&& request, Ticket ticket,
                                     Replies& replies) override;
    // Nobody's file is read in who is not logged in.
    bool wants_large_body(std::string_view head) override;

private:
    const DeskApi& api_;
    Pool& pool_;
};

}  // namespace http
