#include "surveys/import/file_look.h"

#include <stdexcept>
#include <string_view>
#include <vector>

#include "surveys/limits.h"
#include "surveys/sha256.h"

namespace surveys {

namespace {

// What people save by mistake instead of a CSV, told by its first bytes.
std::optional<Words> no_csv(std::string_view beginning) {
    if (beginning.empty()) return Words{"文件是空的", "the file is empty"};
    if (beginning.starts_with("PK\x03\x04")) {
        return Words{"这是 xlsx 工作簿，请另存为 CSV", "this is a workbook: save it as CSV"};
    }
    if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) {
        return Words{"这是 UTF-16 文本，请另存为 UTF-8 的 CSV",
                     "this is UTF-16: save it as CSV in UTF-8"};
    }
    return std::nullopt;
}

}  // namespace

FileLook look_over(std::istream& file) {
    rewind(file);
    Sha256 hash;
    Utf8Check utf_8;
    FileLook look;
    std::vector<char> block(64 * 1024);
    do {
        file.read(block.data(), static_cast<std::streamsize>(block.size()));
        if (file.bad()) throw std::runtime_error("the file could not be read to its end");
        const std::string_view piece(block.data(), static_cast<std::size_t>(file.gcount()));
        if (look.bytes == 0) look.problem = no_csv(piece);
        look.bytes += piece.size();
        if (look.bytes > limits.import_bytes_max) {
            look.problem = Words{"文件太大", "the file is too large"};
        }
        hash.feed(piece);
        utf_8.feed(piece);
    } while (file && !look.problem);

    look.sha256 = hex(hash.digest());
    look.encoding = utf_8.holds() ? Encoding::utf_8 : Encoding::gb18030;
    return look;
}

void rewind(std::istream& file) {
    file.clear();
    file.seekg(0);
    if (!file) throw std::runtime_error("the file cannot be read from its beginning");
}

}  // namespace surveys
