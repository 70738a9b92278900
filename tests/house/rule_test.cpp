// Every rule of the house, tried on a small bad sample: a rule that cannot fail is no rule.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/house/habits.h"
#include "tests/house/includes.h"
#include "tests/house/source_file.h"

namespace {

using house::Complaints;
using house::SourceFile;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::string repeat(const std::string& text, int times) {
    std::string all;
    while (times-- > 0) all += text;
    return all;
}

TEST(Rule, notices_an_include_to_the_left) {
    const std::string text = "#include \"http/front/loop.h\"\n#include \"engine/expects.h\"\n";
    EXPECT_THAT(house::includes_to_the_left({"engine/verdict.cpp", text}),
                ElementsAre("engine/verdict.cpp:1: http/front/loop.h lies to the left"));
    EXPECT_THAT(house::includes_to_the_left({"surveys/verdict.h", text}), SizeIs(1));
    EXPECT_THAT(house::includes_to_the_left({"reports/verdict.h", text}), SizeIs(1));
    EXPECT_THAT(house::includes_to_the_left({"http/main.cpp", text}), IsEmpty());
    EXPECT_THAT(house::includes_to_the_left({"tests/http/loop_test.cpp", text}), IsEmpty());
}

TEST(Rule, notices_an_include_that_is_not_named_from_the_root) {
    EXPECT_THAT(house::includes_to_the_left({"engine/verdict.cpp", "#include \"verdict.h\"\n"}),
                ElementsAre("engine/verdict.cpp:1: verdict.h is not named from the root"));
}

TEST(Rule, notices_a_library_out_of_its_room) {
    struct Row {
        SourceFile file;
        std::size_t complaints;
    };
    for (const Row& row :
         {Row{{"surveys/import/csv.cpp", "#include <sqlite3.h>\n"}, 1},
          Row{{"surveys/import/csv.cpp", "#include <SQLiteCpp/SQLiteCpp.h>\n"}, 1},
          Row{{"surveys/store/journal.cpp", "#include <SQLiteCpp/SQLiteCpp.h>\n"}, 0},
          Row{{"reports/score.cpp", "#include <httplib.h>\n"}, 1},
          Row{{"http/front/router.cpp", "#include <httplib.h>\n"}, 0},
          Row{{"reports/score.h", "#include <nlohmann/json.hpp>\n"}, 1},
          Row{{"reports/score.cpp", "#include <nlohmann/json.hpp>\n"}, 0},
          Row{{"tests/surveys/store_test.cpp", "#include <sqlite3.h>\n"}, 0}}) {
        EXPECT_THAT(house::libraries_out_of_their_room(row.file), SizeIs(row.complaints))
            << row.file.path << " with " << row.file.text;
    }
}

TEST(Rule, notices_a_library_in_a_header) {
    const std::string fine =
        "#include <vector>\n#include <nlohmann/json_fwd.hpp>\n#include <sys/types.h>\n";
    const std::string server = "#include <httplib.h>\n";
    EXPECT_THAT(house::libraries_in_headers({"http/front/stream.h", server}), IsEmpty());
    EXPECT_THAT(house::libraries_in_headers({"http/desk/stream.h", server}), SizeIs(1));
    EXPECT_THAT(house::libraries_in_headers({"engine/mean.h", fine}), IsEmpty());
    for (const char* name : {"spdlog/spdlog.h", "sodium.h", "sqlite3.h", "boost/version.hpp"}) {
        const std::string text = fine + "#include <" + name + ">\n";
        EXPECT_THAT(house::libraries_in_headers({"engine/mean.h", text}), SizeIs(1)) << name;
        EXPECT_THAT(house::libraries_in_headers({"engine/mean.cpp", text}), IsEmpty()) << name;
    }
}

TEST(Rule, notices_a_library_coming_through_a_door) {
    const SourceFile inner{"surveys/store/connection.h", "#include <SQLiteCpp/Database.h>\n"};
    const SourceFile door{"surveys/store/door.h", "#include \"surveys/store/connection.h\"\n"};
    const SourceFile inside{"surveys/store/a.cpp", "#include \"surveys/store/door.h\"\n"};
    const SourceFile outside{"reports/a.cpp", "#include \"surveys/store/door.h\"\n"};
    EXPECT_THAT(house::libraries_in_headers(inner), IsEmpty());
    EXPECT_THAT(house::libraries_through_a_door({door, inner, inside}), IsEmpty());
    EXPECT_THAT(house::libraries_through_a_door({door, inner, outside}),
                ElementsAre(testing::HasSubstr("surveys/store/door.h shows a library")));
}

TEST(Rule, notices_files_that_include_each_other) {
    const SourceFile a{"engine/a.h", "#include \"engine/b.h\"\n"};
    const SourceFile b{"engine/b.h", "#include \"engine/c.h\"\n"};
    const SourceFile c{"engine/c.h", "#include \"engine/a.h\"\n"};
    EXPECT_THAT(house::include_circles({a, b}), IsEmpty());
    EXPECT_THAT(house::include_circles({a, b, c}),
                ElementsAre("engine/a.h -> engine/b.h -> engine/c.h -> engine/a.h"));
}

TEST(Rule, notices_a_line_over_100_columns) {
    for (const char* path : {"a.cpp", "a.h", "a.cmake", "a/CMakeLists.txt", "a.sql", "a.html",
                             "a.css", "a.js", "a.mjs", "a.py", "a.sh", "run", ".ci/run"}) {
        EXPECT_THAT(house::long_lines({path, repeat("满", 100) + "\n"}), IsEmpty()) << path;
        EXPECT_THAT(house::long_lines({path, repeat("满", 101)}),
                    ElementsAre(std::string(path) + ":1: is longer than 100 columns"));
    }
    EXPECT_THAT(house::long_lines({"units.csv", repeat("x", 101)}), IsEmpty());
}

TEST(Rule, notices_stray_blanks) {
    EXPECT_THAT(house::stray_blanks({"a.cpp", "int a;\n\nint b;\n"}), IsEmpty());
    EXPECT_THAT(house::stray_blanks({"a.cpp", "int a; \n"}), SizeIs(1));
    EXPECT_THAT(house::stray_blanks({"a.cpp", "\tint a;\n"}), SizeIs(1));
    EXPECT_THAT(house::stray_blanks({"a.cpp", "int a;\r\n"}), SizeIs(1));
    EXPECT_THAT(house::stray_blanks({"a.cpp", "int a;"}), SizeIs(1));
}

TEST(Rule, notices_a_file_over_300_lines) {
    EXPECT_THAT(house::long_files({"a.cpp", repeat("\n", 300)}), IsEmpty());
    EXPECT_THAT(house::long_files({"a.cpp", repeat("\n", 301)}), SizeIs(1));
}

TEST(Rule, notices_a_function_over_50_lines) {
    const auto with_lines = [](int lines) {
        return std::string("namespace a {\n\nconstexpr int worth(int a) {\n") +
               repeat("    a += 1;\n", lines) + "}\n\n}  // namespace a\n";
    };
    EXPECT_THAT(house::long_functions({"a.cpp", with_lines(50)}), IsEmpty());
    EXPECT_THAT(house::long_functions({"a.cpp", with_lines(51)}),
                ElementsAre("a.cpp:3: begins a function of over 50 lines"));
    for (const std::string head : {"int table[] = {\n", "class Loop {\n"}) {
        const std::string text = head + repeat("    1,\n", 60) + "};\n";
        EXPECT_THAT(house::long_functions({"a.cpp", text}), IsEmpty()) << head;
    }
}

TEST(Rule, notices_a_whole_namespace) {
    const auto complaints = [](const char* text) {
        return house::whole_namespaces({"a.cpp", text});
    };
    EXPECT_THAT(complaints("using  namespace std;\nusing std::string;\n"), SizeIs(1));
    EXPECT_THAT(complaints("// no using namespace here\nusing std::string;\n"), IsEmpty());
}

TEST(Rule, notices_a_thing_left_to_nobody) {
    const auto complaints = [](const char* rest) {
        return house::things_nobody_does({"a.cpp", std::string("// TO") + "DO" + rest + "\n"});
    };
    EXPECT_THAT(complaints(": later"), SizeIs(1));
    EXPECT_THAT(complaints("(li): by May"), IsEmpty());
}

TEST(Rule, notices_a_header_that_does_not_say_what_it_is) {
    EXPECT_THAT(house::silent_headers({"a.h", "// A tally.\n#pragma once\n"}), IsEmpty());
    EXPECT_THAT(house::silent_headers({"a.h", "#pragma once\n// A tally.\n"}), SizeIs(1));
    EXPECT_THAT(house::silent_headers({"a.h", "// A tally.\n#ifndef A_H\n"}), SizeIs(1));
}

TEST(Rule, notices_a_path_of_a_machine) {
    for (const char* folder : {"tmp", "work", "root"}) {
        const auto complaints = [&](const char* before) {
            return house::machine_paths({"a.cpp", std::string(before) + "/" + folder + "/x\n"});
        };
        EXPECT_THAT(complaints("at "), SizeIs(1)) << folder;
        EXPECT_THAT(complaints("https://a.b"), IsEmpty()) << folder;
    }
}

TEST(Rule, lets_a_page_for_people_put_its_example_anywhere) {
    const auto complaints = [](const char* path) {
        return house::machine_paths({"README.md", std::string("cp a.csv /") + path});
    };
    EXPECT_THAT(complaints("tmp/a.csv"), IsEmpty());
    EXPECT_THAT(complaints("root/a.csv"), SizeIs(1));
}

TEST(Rule, notices_two_types_of_one_name) {
    const SourceFile desk{"http/desk/desk_routes.h", "struct Asked {\n};\n"};
    const SourceFile other{"http/public/catalogue.h", "class Asked final : Base {\n};\n"};
    const SourceFile apart{"reports/score.h", "struct Asked {\n};\n"};
    const SourceFile named{"http/public/reply.h", "struct Asked;\n"};
    EXPECT_TRUE(house::doubled_types({desk, apart, named}).empty());
    EXPECT_EQ(house::doubled_types({desk, other}),
              house::Complaints{"http::Asked is both in http/desk/desk_routes.h and "
                                "http/public/catalogue.h"});
}

TEST(Rule, notices_a_file_that_is_never_built) {
    const SourceFile source{"engine/figures/tally.cpp", ""};
    const auto named_by = [&](const std::string& path, const std::string& text) {
        return house::unbuilt_files({source, {path, text}}).empty();
    };
    EXPECT_TRUE(named_by("engine/figures/CMakeLists.txt", "room(engine grade.cpp tally.cpp)\n"));
    EXPECT_TRUE(named_by("engine/CMakeLists.txt", "room(engine\n    figures/tally.cpp\n)\n"));
    EXPECT_TRUE(named_by("engine/figures/CMakeLists.txt", "room(engine retally.cpp tally.cpp)\n"));
    EXPECT_FALSE(named_by("engine/figures/CMakeLists.txt", "room(engine retally.cpp)\n"));
    EXPECT_FALSE(named_by("engine/figures/CMakeLists.txt", "# room(engine tally.cpp)\n"));
    EXPECT_FALSE(named_by("surveys/CMakeLists.txt", "room(surveys tally.cpp)\n"));
}

TEST(Code, is_what_remains_without_comments_and_literals) {
    EXPECT_EQ(house::code_of("a; // b\nc;"), "a;     \nc;");
    EXPECT_EQ(house::code_of("a /* b\nc */ d"), "a     \n     d");
    EXPECT_EQ(house::code_of(R"(f("a\"b", 'c', 1'000, d))"), "f(      ,    , 1'000, d)");
    EXPECT_EQ(house::code_of("f(R\"x(a)\")x\")"), "f(R         )");
    EXPECT_EQ(house::code_of("#include \"a/b.h\"\n"), "#include \"a/b.h\"\n");
    EXPECT_EQ(house::code_of("/* never closed"), "               ");
}

}  // namespace
