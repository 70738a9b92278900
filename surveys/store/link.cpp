#include "surveys/store/link.h"

namespace surveys {
namespace {

constexpr std::size_t usual_size = 512;  // a row without long answers

}  // namespace

LinkBytes::LinkBytes(const Link& previous) {
    bytes_.reserve(usual_size);
    fixed(previous);
}

Link LinkBytes::link() const { return sha256(bytes_); }

}  // namespace surveys
