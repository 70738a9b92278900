// The rules of the house, held against every file of the project.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/house/habits.h"
#include "tests/house/includes.h"
#include "tests/house/source_file.h"

namespace {

using house::Complaints;
using house::SourceFile;

class House : public testing::Test {
protected:
    static void SetUpTestSuite() { files_ = house::source_files(PROJECT_DIR); }

    void SetUp() override { ASSERT_GT(files_.size(), 50U) << "nothing to look at"; }

    template <typename Rule>
    void expect_each(Rule rule) {
        for (const SourceFile& file : files_) expect_none(rule(file));
    }

    static void expect_none(const Complaints& complaints) {
        for (const std::string& complaint : complaints) ADD_FAILURE() << complaint;
    }

    static const std::vector<SourceFile>& files() { return files_; }

private:
    static inline std::vector<SourceFile> files_;
};

TEST_F(House, is_seen_from_the_left_only) { expect_each(house::includes_to_the_left); }
TEST_F(House, keeps_libraries_in_their_rooms) { expect_each(house::libraries_out_of_their_room); }
TEST_F(House, keeps_libraries_out_of_headers) { expect_each(house::libraries_in_headers); }
TEST_F(House, shows_no_library_through_a_door) {
    expect_none(house::libraries_through_a_door(files()));
}
TEST_F(House, has_no_circles) { expect_none(house::include_circles(files())); }
TEST_F(House, gives_no_name_to_two_types) { expect_none(house::doubled_types(files())); }
TEST_F(House, builds_every_file) { expect_none(house::unbuilt_files(files())); }
TEST_F(House, has_lines_of_at_most_100_columns) { expect_each(house::long_lines); }
TEST_F(House, has_no_stray_blanks) { expect_each(house::stray_blanks); }
TEST_F(House, has_files_of_at_most_300_lines) { expect_each(house::long_files); }
TEST_F(House, has_functions_of_at_most_50_lines) { expect_each(house::long_functions); }
TEST_F(House, takes_in_no_whole_namespace) { expect_each(house::whole_namespaces); }
TEST_F(House, leaves_nothing_to_nobody) { expect_each(house::things_nobody_does); }
TEST_F(House, says_what_each_header_is) { expect_each(house::silent_headers); }
TEST_F(House, knows_no_path_of_a_machine) { expect_each(house::machine_paths); }

}  // namespace
