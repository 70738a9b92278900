// A look over a file: what can be said of its bytes before any row is read.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>

#include "surveys/import/encoding.h"
#include "surveys/questionnaires/problem.h"

namespace surveys {

// `encoding` is UTF-8 when all bytes are well-formed UTF-8, else GB18030. The problem says why the
// file can be no CSV: it is empty, too large, a workbook or UTF-16.
struct FileLook {
    std::string sha256;  // hex
    std::size_t bytes = 0;
    Encoding encoding = Encoding::utf_8;
    std::optional<Words> problem;
};

// Reads the file from its beginning to its end. Throws std::runtime_error when it cannot.
[[nodiscard]] FileLook look_over(std::istream& file);

// Back to the beginning, for the next reading.
void rewind(std::istream& file);

}  // namespace surveys
