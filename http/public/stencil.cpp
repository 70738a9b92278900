#include "http/public/stencil.h"

#include <array>

namespace http {
namespace {

struct Mark {
    std::string_view text;  // control characters that no template and no questionnaire holds
    std::string Visit::*hole;
};

constexpr std::array marks{
    Mark{"\x02key\x03", &Visit::key},
    Mark{"\x02here\x03", &Visit::here},
    Mark{"\x02" "fields\x03", &Visit::fields},
    Mark{"\x02place\x03", &Visit::place},
};

}  // namespace

Visit holes() {
    Visit visit;
    for (const Mark& mark : marks) visit.*mark.hole = std::string(mark.text);
    return visit;
}

Stencil::Stencil(std::string_view rendered) {
    while (true) {
        const Mark* next = nullptr;
        std::size_t at = rendered.size();
        for (const Mark& mark : marks) {
            const auto found = rendered.find(mark.text);
            if (found < at) {
                at = found;
                next = &mark;
            }
        }
        size_ += at;
        pieces_.push_back({std::string(rendered.substr(0, at)), next ? next->hole : nullptr});
        if (!next) return;
        rendered.remove_prefix(at + next->text.size());
    }
}

std::string Stencil::fill(const Visit& visit) const {
    std::string page;
    page.reserve(size_ + 1024);
    for (const Piece& piece : pieces_) {
        page += piece.bytes;
        if (piece.hole) page += visit.*piece.hole;
    }
    return page;
}

}  // namespace http
