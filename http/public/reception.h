// The reception: what every route of the public site works with.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "http/public/asset_shelf.h"
#include "http/public/catalogue.h"
#include "http/public/doorkeeper.h"
#include "http/public/form_shelf.h"
#include "http/public/intake.h"
#include "http/public/outcome_reply.h"
#include "http/public/pages.h"
#include "http/public/public_site.h"
#include "http/public/stencil.h"

namespace http {

class Router;

struct Reception {
    Reception(surveys::Store& store, Metrics& metrics, PublicOptions options,
              std::function<std::int64_t()> now_ms);
    Reception(const Reception&) = delete;
    Reception& operator=(const Reception&) = delete;

    // Keeps a checked submission until the turn ends; what the route replies is then dropped.
    void hold(const std::string& survey, surveys::Submission submission, Asker asker);
    // How long to wait before this submission's code may be tried; nothing when it may, or when
    // it has none.
    [[nodiscard]] std::optional<std::chrono::seconds> code_wait(
        const surveys::Submission& submission);
    std::string fresh_key() const;

    surveys::Store& store;
    Metrics& metrics;
    const PublicOptions options;
    const std::function<std::int64_t()> now_ms;
    const AssetShelf assets;
    const Pages pages;
    FormShelf forms;
    Catalogue catalogue;
    const OutcomeReply teller;
    Doorkeeper door;
    Intake intake;

    // The request being served.
    Ticket ticket;
    bool keep_alive = true;
    std::size_t request_bytes = 0;
    AddressKey client{};
    bool held = false;
};

// Holds the answers of a request that is of the usual form and free of problems, without the
// library's routing, which costs more than storing them. False for any other: it takes the route,
// where the same answers would be held and every problem is named.
bool take_at_once(Reception& reception, std::string_view request);

// Each file of routes adds its own.
void add_api_routes(Router& router, Reception& reception);
void add_form_routes(Router& router, Reception& reception);
void add_page_routes(Router& router, Reception& reception);
void add_code_routes(Router& router, Reception& reception);
void add_plain_routes(Router& router, Reception& reception);  // assets, health, the front door

}  // namespace http
