// The public site: the phone page, the code page and the answers' API of the public listener.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/front/site.h"
#include "http/public/doorkeeper.h"
#include "surveys/questionnaires/words.h"

namespace http {

class Metrics;

struct PublicOptions {
    std::string origin;  // "https://…": how the site is reached; addresses we print begin with it
    surveys::Words bureau{"魏县行政审批局", "Wei County Approval Bureau"};
    surveys::Locale locale = surveys::Locale::zh_cn;  // of a visitor who does not ask for one
    DoorLimits door{};
    std::size_t answers_per_commit_max = 1024;
    Doorkeeper::Clock steady_clock = &std::chrono::steady_clock::now;
    std::optional<std::filesystem::path> dev_folder;  // holds pages/ and assets/, read at each use
};

class PublicSite final : public Site {
public:
    PublicSite(surveys::Store& store, Metrics& metrics, PublicOptions options,
               std::function<std::int64_t()> now_ms);
    ~PublicSite() override;

    std::optional<std::string> serve(RawRequest&& request, Ticket ticket,
                                     Replies& replies) override;
    void end_turn(Replies& replies) override;
    bool wants_a_look() const override;
    bool has_room() const override;

    Doorkeeper& doorkeeper();

private:
    class Body;
    std::unique_ptr<Body> body_;
};

}  // namespace http
