#include "surveys/store/link.h"

namespace surveys {
namespace {

constexpr std::size_t usual_size = 512;  // a row without long answers

}  // namespace

LinkBytes::LinkBytes(const Link& previous) {
    bytes_.reserve(usual_size);
    fixed(previous);
}

// To make anew what hashes takes as long as the hashing of one row.
Link LinkBytes::link() const {
    thread_local Sha256 hash;
    hash.feed(bytes_);
    return hash.digest();
}

}  // namespace surveys
