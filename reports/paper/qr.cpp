#include "reports/paper/qr.h"

#include <qrcodegen/qrcodegen.hpp>

#include "engine/expects.h"

namespace reports {
namespace {

using qrcodegen::QrCode;

QrCode::Ecc level(Correction correction) {
    return correction == Correction::quartile ? QrCode::Ecc::QUARTILE : QrCode::Ecc::MEDIUM;
}

int run_end(const QrCode& code, int x, int y) {
    while (x < code.getSize() && code.getModule(x, y)) ++x;
    return x;
}

void draw_row(const QrCode& code, int y, std::string& path) {
    int pen = -1;  // where the last line ended; -1 before the row's first
    for (int x = 0; x < code.getSize(); ++x) {
        const int end = run_end(code, x, y);
        if (end == x) continue;
        if (pen < 0) {
            path.append("M").append(std::to_string(quiet_zone + x));
            path.append(" ").append(std::to_string(quiet_zone + y)).append(".5");
        } else {
            path.append("m").append(std::to_string(x - pen)).append(" 0");
        }
        path.append("h").append(std::to_string(end - x));
        pen = x = end;
    }
}

}  // namespace

QrDrawing draw_qr(std::string_view text, Correction correction) {
    engine::expects(text.size() <= qr_bytes_max, "a code is drawn of a short text");
    const QrCode code = QrCode::encodeText(std::string(text).c_str(), level(correction));
    QrDrawing drawing{.side = code.getSize() + 2 * quiet_zone, .path = ""};
    for (int y = 0; y < code.getSize(); ++y) draw_row(code, y, drawing.path);
    return drawing;
}

}  // namespace reports
