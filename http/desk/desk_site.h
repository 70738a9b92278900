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

private:
    const DeskApi& api_;
    Pool& pool_;
};

}  // namespace http
