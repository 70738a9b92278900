// A stencil: the bytes of a page rendered once, with holes for what differs from visit to visit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace http {

// What one visit puts into a page; all but `key` and `fields` may stand in it more than once.
// Every text is already fit for HTML.
struct Visit {
    std::string key;     // the fresh idempotency key
    std::string here;    // the page's own address up to the look: "/s/citizens?u=xz01&amp;"
    std::string fields;  // hidden fields: unit, code, channel
    std::string place;   // the words that name the unit, or nothing
};

// A visit whose texts mark the holes: render a page with it to make a stencil.
Visit holes();

class Stencil {
public:
    explicit Stencil(std::string_view rendered);

    std::string fill(const Visit& visit) const;

private:
    struct Piece {
        std::string bytes;
        const std::string Visit::*hole = nullptr;  // follows the bytes
    };
    std::vector<Piece> pieces_;
    std::size_t size_ = 0;
};

}  // namespace http
