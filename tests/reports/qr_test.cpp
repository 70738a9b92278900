#include "reports/paper/qr.h"

#include <gtest/gtest.h>

#include <cmath>
#include <qrcodegen/qrcodegen.hpp>
#include <set>
#include <sstream>

#include "engine/expects.h"

namespace {

using qrcodegen::QrCode;
using reports::Correction;
using reports::draw_qr;

struct Square {
    int x = 0;
    int y = 0;
    friend auto operator<=>(const Square&, const Square&) = default;
};

// The squares that a pen one unit wide blackens, read from the path as a browser would.
std::set<Square> squares_of(const std::string& path) {
    std::set<Square> squares;
    std::istringstream stream(path);
    double x = 0;
    double y = 0;
    for (char command = 0; stream >> command;) {
        double first = 0;
        double second = 0;
        stream >> first;
        if (command != 'h') stream >> second;
        if (command == 'M') {
            x = first;
            y = second;
        } else if (command == 'm') {
            x += first;
            y += second;
        } else {
            EXPECT_EQ(command, 'h');
            for (int step = 0; step < static_cast<int>(first); ++step)
                EXPECT_TRUE(squares.insert({static_cast<int>(x) + step,
                                            static_cast<int>(std::floor(y))}).second);
            x += first;
        }
    }
    EXPECT_TRUE(stream.eof());
    return squares;
}

struct Row {
    std::string text;
    Correction correction;
    QrCode::Ecc level;
};

// Oracle: the modules as the library gives them, one by one.
TEST(Qr, is_drawn_square_for_square_within_its_margin) {
    for (const Row& row :
         {Row{"http://127.0.0.1:8080/c/0123456789ABCDEFG?s=enterprises", Correction::medium,
              QrCode::Ecc::MEDIUM},
          Row{"https://pj.example.gov.cn/s/citizens?u=xz01", Correction::quartile,
              QrCode::Ecc::QUARTILE},
          Row{"A", Correction::quartile, QrCode::Ecc::QUARTILE},
          Row{std::string(reports::qr_bytes_max, 'x'), Correction::medium,
              QrCode::Ecc::MEDIUM}}) {
        const QrCode code = QrCode::encodeText(row.text.c_str(), row.level);
        const auto drawing = draw_qr(row.text, row.correction);
        ASSERT_EQ(drawing.side, code.getSize() + 8) << row.text;
        std::set<Square> dark;
        for (int y = 0; y < code.getSize(); ++y)
            for (int x = 0; x < code.getSize(); ++x)
                if (code.getModule(x, y)) dark.insert({x + 4, y + 4});
        EXPECT_EQ(squares_of(drawing.path), dark) << row.text;
    }
}

TEST(Qr, of_another_code_has_the_same_size) {
    const std::string before = "https://pj.example.gov.cn/c/";
    EXPECT_EQ(draw_qr(before + "00000000000000011?s=enterprises", Correction::medium).side,
              draw_qr(before + "ZZZZZZZZZZZZZZZZZ?s=enterprises", Correction::medium).side);
}

TEST(Qr, is_of_a_short_text) {
    EXPECT_THROW((void)draw_qr(std::string(reports::qr_bytes_max + 1, 'x'), Correction::medium),
                 std::logic_error);
}

}  // namespace
