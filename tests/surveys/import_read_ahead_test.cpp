#include "surveys/import/read_ahead.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <streambuf>

#include "surveys/import/limits.h"
#include "surveys/limits.h"
#include "tests/support/import_questionnaire.h"
#include "tests/support/import_store.h"

namespace surveys {
namespace {

constexpr std::int64_t noon = 1'795'406'400'000;  // 2026-11-23 12:00 in Shanghai
constexpr auto chunk_rows = static_cast<std::int64_t>(limits.import_chunk_rows);

std::string file_of(std::int64_t rows, const std::string& row = "满意,好\n") {
    std::string csv = "overall,comment\n";
    for (std::int64_t i = 0; i < rows; ++i) csv += row;
    return csv;
}

ImportCase case_of(const std::string& csv) {
    const ImportStore store(small_questionnaire(Mode::open), small_units());
    std::istringstream file(csv);
    return read_case(store, {"small", "paper.csv", {}, {}}, file).found.value();
}

// Where each chunk ends.
std::vector<std::int64_t> chunk_ends(ReadAhead& ahead) {
    std::vector<std::int64_t> ends;
    while (const RowChunk* chunk = ahead.next()) ends.push_back(chunk->last_row);
    return ends;
}

// A file whose disk fails behind its first bytes.
class FailingFile : public std::streambuf {
public:
    explicit FailingFile(std::string bytes) : bytes_(std::move(bytes)) {}

private:
    int_type underflow() override {
        if (eback() != nullptr) throw std::runtime_error("the disk fails");
        setg(bytes_.data(), bytes_.data(), bytes_.data() + bytes_.size());
        return traits_type::to_int_type(bytes_.front());
    }
    pos_type seekpos(pos_type, std::ios_base::openmode) override { return 0; }

    std::string bytes_;
};

TEST(ReadAhead, gives_all_rows_in_their_order) {
    const std::string csv = file_of(3 * chunk_rows + 1);
    const ImportCase found = case_of(csv);
    std::istringstream file(csv);
    ReadAhead ahead(file, found, noon);
    std::int64_t next = 1;
    while (const RowChunk* chunk = ahead.next())
        for (const ImportedRow& row : chunk->rows) EXPECT_EQ(row.row, next++);
    EXPECT_EQ(next, 3 * chunk_rows + 2);
    EXPECT_EQ(ahead.next(), nullptr) << "and again";
}

TEST(ReadAhead, keeps_apart_what_cannot_be_stored) {
    const std::string csv = "overall,comment\n满意,\n极好,\n满意,\n";
    const ImportCase found = case_of(csv);
    std::istringstream file(csv);
    ReadAhead ahead(file, found, noon);
    const RowChunk* chunk = ahead.next();
    ASSERT_NE(chunk, nullptr);
    EXPECT_EQ(chunk->rows.size(), 2U);
    ASSERT_EQ(chunk->rejected.size(), 1U);
    EXPECT_EQ(chunk->rejected.front().row, 2);
    EXPECT_EQ(chunk->rejected.front().line, 3);
    EXPECT_EQ(chunk->last_row, 3);
}

TEST(ReadAhead, ends_a_chunk_with_its_rows_or_its_bytes) {
    const std::string many = file_of(chunk_rows + 1);
    const ImportCase found = case_of(many);
    std::istringstream many_rows(many);
    ReadAhead of_many(many_rows, found, noon);
    EXPECT_THAT(chunk_ends(of_many), testing::ElementsAre(chunk_rows, chunk_rows + 1));

    // Too long for a comment, so each is rejected; that takes no less to read.
    const std::string row = "满意," + std::string(import_limits.chunk_bytes_max / 4, 'x') + "\n";
    std::istringstream long_rows(file_of(5, row));
    ReadAhead of_long(long_rows, found, noon);
    EXPECT_THAT(chunk_ends(of_long), testing::ElementsAre(4, 5));
}

TEST(ReadAhead, tells_of_a_file_that_is_no_longer_what_it_was) {
    const ImportCase found = case_of(file_of(1));
    std::istringstream file(file_of(chunk_rows) + "满意,\"好\n");
    ReadAhead ahead(file, found, noon);
    ASSERT_NE(ahead.next(), nullptr) << "what came before";
    EXPECT_THROW(static_cast<void>(ahead.next()), std::runtime_error);
}

TEST(ReadAhead, tells_of_a_disk_that_fails) {
    const ImportCase found = case_of(file_of(1));
    FailingFile failing(file_of(10));
    std::istream file(&failing);
    ReadAhead ahead(file, found, noon);
    EXPECT_THROW(while (ahead.next() != nullptr) {}, std::runtime_error);
}

TEST(ReadAhead, reads_no_further_once_nobody_wants_more) {
    const std::string csv = file_of(20 * chunk_rows);
    const ImportCase found = case_of(csv);
    std::istringstream file(csv);
    {
        ReadAhead ahead(file, found, noon);
        ASSERT_NE(ahead.next(), nullptr);
    }
    EXPECT_LT(file.tellg(), std::ssize(csv));
}

}  // namespace
}  // namespace surveys
