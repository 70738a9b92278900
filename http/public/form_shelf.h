// The form shelf: the first page of each survey, rendered once in each look and kept as a stencil.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "http/public/catalogue.h"
#include "http/public/pages.h"
#include "http/public/stencil.h"

namespace http {

class FormShelf {
public:
    // Without `keeps` a page is rendered at every use (--dev).
    FormShelf(const Pages& pages, bool keeps) : pages_(pages), keeps_(keeps) {}

    // `version` of the definitions `asked` belongs to: with another one every page is stale.
    std::string page(const AskedSurvey& asked, std::uint64_t version, const Look& look,
                     const Visit& visit);

private:
    struct Key {
        std::string survey;
        Look look;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    const Pages& pages_;
    bool keeps_;
    std::uint64_t version_ = 0;
    std::map<Key, Stencil> stencils_;
};

}  // namespace http
