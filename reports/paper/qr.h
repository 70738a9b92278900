// A QR code: the drawing of a link that a camera reads.
#pragma once

#include <string>
#include <string_view>

namespace reports {

// How much of a code may be lost or dirty: about 15 % or 25 % of it.
enum class Correction { medium, quartile };

// One row after the other as lines one unit wide, for an SVG path that is stroked. `side` is that
// of the whole square in units, with the white margin of four that a reader asks for.
struct QrDrawing {
    int side = 0;
    std::string path;  // of M, m and h only: "M4 4.5h7m2 0h1"
};

inline constexpr int quiet_zone = 4;  // ISO/IEC 18004, in modules on every side
inline constexpr std::size_t qr_bytes_max = 512;

// The better correction of the same size is taken when there is room. Requires a text of at most
// qr_bytes_max.
[[nodiscard]] QrDrawing draw_qr(std::string_view text, Correction correction);

}  // namespace reports
