#include "http/settings/settings_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "http/settings/setting_list.h"
#include "http/settings/settings_check.h"
#include "surveys/limits.h"

namespace {

using http::read_settings;
using http::Setting;
using http::Settings;
using testing::HasSubstr;

std::string project_file(const std::string& path) {
    std::ifstream stream(std::string(PROJECT_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// A file that is made from the list of settings. With REWRITE=1 it is written anew.
void expect_up_to_date(const std::string& path, const std::string& wanted) {
    if (std::getenv("REWRITE") != nullptr) {
        std::ofstream(std::string(PROJECT_DIR) + "/" + path, std::ios::binary) << wanted;
    }
    EXPECT_TRUE(project_file(path) == wanted) << path << ": run this test with REWRITE=1";
}

std::string values_of(Settings settings) {
    std::string values;
    for (const Setting& one : http::list_settings(settings))
        values += one.key + " = " + http::value_in_toml(one) + "\n";
    return values;
}

std::string problems_of(const std::string& toml) {
    std::string all;
    for (const auto& problem : read_settings(toml).problems)
        all += problem.place + " | " + problem.words.en + "\n";
    return all;
}

TEST(Settings, are_shipped_as_a_file_of_all_defaults) {
    expect_up_to_date("packaging/manyidu.toml", http::settings_file({}));
    const std::string file = project_file("packaging/manyidu.toml");
    const auto reading = read_settings(file);
    EXPECT_EQ(problems_of(file), "");
    EXPECT_EQ(values_of(reading.settings), values_of({}));
    EXPECT_TRUE(http::check(reading.settings).empty());
}

TEST(Settings, are_each_named_once_in_the_shipped_file) {
    const std::string file = project_file("packaging/manyidu.toml");
    std::set<std::string> keys;
    Settings defaults;
    for (const Setting& one : http::list_settings(defaults)) {
        EXPECT_TRUE(keys.insert(one.key).second) << one.key << " is listed twice";
        EXPECT_THAT(file, HasSubstr("\n" + http::name_of(one) + " = ")) << one.key;
        EXPECT_FALSE(one.words.zh_cn.empty() || one.words.en.empty()) << one.key;
    }
    EXPECT_GT(keys.size(), 30U);
}

std::string table_of_settings() {
    std::string table = "| 键 / key | 默认 / default | 可写 / may be | 说明 | what |\n"
                        "|---|---|---|---|---|\n";
    Settings defaults;
    for (const Setting& one : http::list_settings(defaults)) {
        const auto kind = http::kind_in_words(one);
        table += "| `" + one.key + "` | `" + http::value_in_toml(one) + "` | " + kind.zh_cn +
                 " / " + kind.en + " | " + one.words.zh_cn + " | " + one.words.en + " |\n";
    }
    return table;
}

TEST(Settings, are_all_in_the_manual) {
    const std::string page = project_file("docs/configuration.md");
    const std::string begin = "<!-- settings -->\n";
    const std::string end = "<!-- end of settings -->\n";
    ASSERT_THAT(page, HasSubstr(begin));
    ASSERT_THAT(page, HasSubstr(end));
    expect_up_to_date("docs/configuration.md",
                      page.substr(0, page.find(begin) + begin.size()) + table_of_settings() +
                          page.substr(page.find(end)));
}

// Another value of its kind, within its range.
void change(const Setting& setting) {
    struct Change {
        const Setting& one;
        void operator()(std::size_t* place) const {
            const auto least = static_cast<std::size_t>(one.least);
            *place = *place == least ? least + 1 : least;
        }
        void operator()(std::int64_t* place) const {
            *place = *place == one.least ? one.least + 1 : one.least;
        }
        void operator()(std::chrono::milliseconds* place) const {
            *place = std::chrono::milliseconds(place->count() == one.most ? one.least : one.most);
        }
        void operator()(double* place) const { *place = *place / 2 + 0.125; }
        void operator()(bool* place) const { *place = !*place; }
        void operator()(std::string* place) const {
            for (const char* text : {"https://a.example.cn", "127.0.0.1:9999", "error", "json"})
                if (!one.fault || !one.fault(text)) *place = text;
        }
        void operator()(std::vector<std::string>* place) const { *place = {"10.0.0.0/8"}; }
    };
    std::visit(Change{setting}, setting.place);
}

TEST(Settings, can_each_be_set_by_the_file_and_set_nothing_else) {
    Settings defaults;
    const std::size_t count = http::list_settings(defaults).size();
    for (std::size_t at = 0; at < count; ++at) {
        Settings changed;
        const Setting setting = http::list_settings(changed)[at];
        change(setting);
        ASSERT_NE(values_of(changed), values_of({})) << setting.key;
        const std::string line = setting.key + " = " + http::value_in_toml(setting);
        EXPECT_EQ(problems_of(line), "") << line;
        EXPECT_EQ(values_of(read_settings(line).settings), values_of(changed)) << line;
    }
}

TEST(Settings, need_no_file_and_no_key) {
    EXPECT_EQ(problems_of(""), "");
    EXPECT_EQ(values_of(read_settings("[public]\n[desk.limits]\n").settings), values_of({}));
}

TEST(Settings, are_refused_all_at_once_by_line_and_key) {
    const std::string file = R"([public]
address = "everywhere"
origin = "https://a.cn/"
color = "red"

[public.limits]
body_bytes_max = 65537
rate_per_second = "fast"
rate_burst = -1
idle_wait_ms_max = 5.5
header_bytes_max = true

[desk]
trusted_proxies = ["10.0.0.0/8", "proxy.example.cn"]
origin = "http://a.cn"
threads = 0

[[desk.uploads]]
bytes_max = 1

[colours]
a = 1
)";
    const std::string problems = problems_of(file);
    const char* const places[] = {
        "line 2: public.address | Write an address as",
        "line 3: public.origin | Write https://",
        "line 4: public.color | there is no such setting",
        "line 7: public.limits.body_bytes_max | must be an integer 1024–65536",
        "line 8: public.limits.rate_per_second | must be a number 0–1000000",
        "line 9: public.limits.rate_burst | must be a number 1–1000000",
        "line 10: public.limits.idle_wait_ms_max | must be an integer",
        "line 11: public.limits.header_bytes_max | must be an integer",
        "line 14: desk.trusted_proxies | Write 10.0.0.7",
        "line 15: desk.origin | This is where TLS ends",
        "line 16: desk.threads | must be an integer 1–64",
        "line 18: desk.uploads | there is no such setting",
        "line 21: colours | there is no such setting",
    };
    std::string rest = problems;
    for (const char* place : places) {
        EXPECT_TRUE(rest.starts_with(place)) << "wanted " << place << "\nin " << rest;
        rest = rest.substr(rest.find('\n') + 1);
    }
    EXPECT_EQ(rest, "");
    for (const auto& problem : read_settings(file).problems)
        EXPECT_FALSE(problem.words.zh_cn.empty()) << problem.place;
}

TEST(Settings, that_are_no_toml_name_the_line) {
    for (const auto& [file, line] : {std::pair<const char*, const char*>
             {"[public]\naddress = 0.0.0.0:8080\n", "line 2 |"},
             {"[public]\n\n\norigin = \"a\"\norigin = \"b\"\n", "line 5 |"},
             {"[public\n", "line 1 |"},
             {"a = \"\xff\"\n", "line 1 |"}}) {
        EXPECT_THAT(problems_of(file), testing::StartsWith(line)) << file;
    }
}

TEST(Settings, hold_no_control_characters) {
    for (const char* text : {"\\u0000", "\\n", "\\r", "\\u001b[31m"}) {
        const std::string line = std::string("public.origin = \"https://a") + text + "\"";
        EXPECT_THAT(problems_of(line), HasSubstr("no control characters")) << line;
    }
}

TEST(Settings, take_numbers_only_as_they_are) {
    const std::string key = "public.limits.rate_per_second = ";
    for (const char* text : {"nan", "inf", "-inf", "1e400", "-0.5", "true", "\"5\"", "[5]"})
        EXPECT_NE(problems_of(key + text), "") << text;
    EXPECT_EQ(read_settings(key + "12").settings.public_limits.rate_per_second, 12);
    EXPECT_EQ(read_settings(key + "0.5").settings.public_limits.rate_per_second, 0.5);
    EXPECT_NE(problems_of("desk.threads = 4294967300"), "");
    EXPECT_NE(problems_of("desk.threads = 4.0"), "");
}

TEST(Settings, are_checked_together) {
    const auto places = [](const std::string& toml) {
        std::string all;
        for (const auto& problem : http::check(read_settings(toml).settings))
            all += problem.place + "\n";
        return all;
    };
    EXPECT_EQ(places("desk.address = \"0.0.0.0:8081\""), "desk.address\n");
    EXPECT_EQ(places("desk.address = \"0.0.0.0:8081\"\ndesk.origin = \"https://a.cn\""), "");
    EXPECT_EQ(places("public.address = \"unix:/run/manyidu/public.sock\""), "public.origin\n");
    EXPECT_EQ(places("desk.limits.target_bytes_max = 512\ndesk.limits.header_bytes_max = 1024"),
              "desk.limits.path_bytes_max\n");
}

TEST(Settings, let_no_public_body_be_larger_than_an_answer) {
    Settings settings;
    for (const Setting& one : http::list_settings(settings)) {
        if (one.key != "public.limits.body_bytes_max") continue;
        EXPECT_EQ(one.most, static_cast<std::int64_t>(surveys::limits.body_bytes_max));
    }
}

}  // namespace
