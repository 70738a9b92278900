#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/desk/multipart.h"

namespace {

using http::multipart_limits;
using http::plain_file_name;
using http::read_multipart;

constexpr const char* type = "multipart/form-data; boundary=----WebKitFormBoundaryq9";
const std::string mark = "------WebKitFormBoundaryq9";

std::string part(const std::string& disposition, const std::string& content) {
    return mark + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content +
           "\r\n";
}
std::string end() { return mark + "--\r\n"; }
std::string field(const std::string& name, const std::string& value) {
    return part("name=\"" + name + "\"", value);
}

TEST(Multipart, reads_what_a_browser_sends) {
    const std::string bytes("\xD6\xD0\0\r\n--x\r\n------WebKitFormBoundaryq\r\n", 37);
    const std::string body =
        field("survey", "citizens") + mark +
        "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"三月 (1).csv\"\r\n"
        "Content-Type: text/csv\r\n\r\n" + bytes + "\r\n" + mark +
        "\r\nContent-Disposition: form-data; name=\"map\"; filename=\"\"\r\n"
        "Content-Type: application/octet-stream\r\n\r\n\r\n" + field("empty", "") + end();
    const auto form = read_multipart(type, body);
    ASSERT_TRUE(form);
    ASSERT_EQ(form->parts.size(), 4U);
    EXPECT_EQ(form->text("survey"), "citizens");
    ASSERT_TRUE(form->file("file"));
    EXPECT_EQ(form->file("file")->file_name, "三月 (1).csv");
    EXPECT_EQ(form->file("file")->content, bytes);
    EXPECT_EQ(form->text("file"), "") << "a file is no text";
    EXPECT_EQ(form->file("map"), nullptr) << "none was chosen";
    EXPECT_EQ(form->text("empty"), "");
    EXPECT_EQ(form->file("survey"), nullptr);
    EXPECT_EQ(form->file("nothing"), nullptr);
}

TEST(Multipart, reads_other_clients_spellings_of_the_type) {
    const std::string body = "--a b\r\nContent-Disposition:form-data;name=x\r\n\r\n1\r\n--a b--";
    const auto form = read_multipart("Multipart/Form-Data;boundary=\"a b\"", body);
    ASSERT_TRUE(form);
    EXPECT_EQ(form->text("x"), "1");
}

TEST(Multipart, takes_no_body_of_another_type_or_boundary) {
    const std::string body = field("x", "1") + end();
    ASSERT_TRUE(read_multipart(type, body));
    for (const std::string other :
         {"", "multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=a",
          "multipart/mixed; boundary=----WebKitFormBoundaryq9",
          "multipart/form-data; boundary=----WebKitFormBoundaryq8",
          "multipart/form-data; boundary=----WebKitFormBoundaryq9; boundary=a",
          "multipart/form-data; boundary=----WebKitFormBoundaryq9; charset=utf-8",
          "multipart/form-data boundary=----WebKitFormBoundaryq9",
          "multipart/form-data; boundary=\"----WebKitFormBoundaryq9",
          "multipart/form-data; boundary=\"a \""})
        EXPECT_FALSE(read_multipart(other, body)) << other;
    const auto bounded = [](std::size_t length) {
        const std::string boundary(length, 'a');
        std::string text = "--";
        text.append(boundary)
            .append("\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n\r\n--")
            .append(boundary)
            .append("--\r\n");
        return read_multipart("multipart/form-data; boundary=" + boundary, text).has_value();
    };
    EXPECT_TRUE(bounded(multipart_limits.boundary_characters_max));
    EXPECT_FALSE(bounded(multipart_limits.boundary_characters_max + 1));
}

TEST(Multipart, takes_all_of_a_body_or_nothing) {
    const std::string whole = field("x", "1") + part("name=\"f\"; filename=\"a\"", "2") + end();
    ASSERT_TRUE(read_multipart(type, whole));
    ASSERT_TRUE(read_multipart(type, whole.substr(0, whole.size() - 2))) << "the last line end";
    for (std::size_t cut = 0; cut < whole.size() - 2; ++cut)
        EXPECT_FALSE(read_multipart(type, whole.substr(0, cut))) << cut;
    EXPECT_FALSE(read_multipart(type, whole + "x"));
    EXPECT_FALSE(read_multipart(type, whole + whole));
    EXPECT_FALSE(read_multipart(type, "\r\n" + whole));
    EXPECT_FALSE(read_multipart(type, "preamble\r\n" + whole));
    EXPECT_FALSE(read_multipart(type, end())) << "no part at all";
}

TEST(Multipart, takes_no_part_that_can_be_read_in_two_ways) {
    const auto with = [](const std::string& header) {
        return read_multipart(type, mark + "\r\n" + header + "\r\n\r\nx\r\n" + end());
    };
    ASSERT_TRUE(with("Content-Disposition: form-data; name=\"a\""));
    for (const std::string header :
         {"", "Content-Type: text/csv", "Content-Disposition: attachment; name=\"a\"",
          "Content-Disposition: form-data", "Content-Disposition: form-data; name=\"\"",
          "Content-Disposition: form-data; name=\"a", "Content-Disposition: form-data; name=a b",
          "Content-Disposition: form-data; name=\"a\"; name=\"b\"",
          "Content-Disposition: form-data; name=\"a\"; NAME=\"b\"",
          "Content-Disposition: form-data; name=\"a\"; size=3",
          "Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; "
          "name=\"b\"",
          "Content-Disposition: form-data; name=\"a\"\r\n X-Folded: 1",
          "Content-Disposition: form-data; name=\"a\"\nX: 1",
          "Content-Disposition : form-data; name=\"a\"",
          "Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64",
          "Content-Disposition: form-data; name=\"a\"\r\nContent-Type: a/b\r\nContent-Type: a/b",
          "Content-Disposition: form-data; name=\"\xFF\"",
          "Content-Disposition: form-data; name=\"f\"; filename=\"\xC0\xAF.csv\"",
          "Content-Disposition: form-data; name=\"f\"; filename*=latin1''a",
          "Content-Disposition: form-data; name=\"f\"; filename*=UTF-8''%E8%A",
          "Content-Disposition: form-data; name=\"f\"; filename*=UTF-8''%FF",
          "Content-Disposition: form-data; name=\"f\"; filename*=a"})
        EXPECT_FALSE(with(header)) << header;
    EXPECT_FALSE(with(std::string("Content-Disposition: form-data; name=\"a\0\"", 41)));
    EXPECT_FALSE(read_multipart(type, field("x", "1") + field("x", "2") + end())) << "twice";
    EXPECT_FALSE(read_multipart(type, field("x", "\xFF") + end())) << "a text is UTF-8";
    EXPECT_FALSE(read_multipart(type, field("x", std::string(1, '\0')) + end()));
}

TEST(Multipart, bounds_parts_names_and_headers) {
    const auto parts = [](std::size_t count) {
        std::string body;
        for (std::size_t i = 0; i < count; ++i)
            body += field(std::to_string(i), "");
        return read_multipart(type, body + end()).has_value();
    };
    EXPECT_TRUE(parts(multipart_limits.parts_max));
    EXPECT_FALSE(parts(multipart_limits.parts_max + 1));
    const auto named = [](std::size_t length) {
        return read_multipart(type, field(std::string(length, 'n'), "") + end()).has_value();
    };
    EXPECT_TRUE(named(multipart_limits.name_bytes_max));
    EXPECT_FALSE(named(multipart_limits.name_bytes_max + 1));
    EXPECT_FALSE(read_multipart(
        type, part("name=\"f\"; filename=\"" + std::string(multipart_limits.header_bytes_max, 'a') +
                       "\"", "") + end()));
}

TEST(FileName, is_the_last_part_of_a_path_without_anything_hidden) {
    struct Row {
        std::string given;
        std::string kept;
    };
    for (const auto& [given, kept] : {
             Row{"三月.csv", "三月.csv"}, Row{"../../etc/passwd", "passwd"},
             Row{"C:\\Users\\张三\\表.csv", "表.csv"}, Row{"/", ""}, Row{"..", ""}, Row{"a/..", ""},
             Row{"a\r\nSet-Cookie: x\t\x7F.csv", "aSet-Cookie: x.csv"},
             Row{"\u202Evsc.exe\u200B\uFEFF\u0085", "vsc.exe"},
             Row{"\"><b>.csv", "\"><b>.csv"}, Row{"=1+1.csv", "=1+1.csv"}, Row{"\xFF", ""}})
        EXPECT_EQ(plain_file_name(given), kept);
    std::string longest;
    for (std::size_t i = 0; i <= multipart_limits.file_name_characters_max; ++i) longest += "表";
    EXPECT_EQ(plain_file_name(longest), longest.substr(3));
}

TEST(FileName, is_read_in_every_way_it_is_sent) {
    struct Row {
        std::string sent;
        std::string read;
    };
    for (const auto& [sent, read] : {
             Row{"filename=\"a%22b.csv\"", "a\"b.csv"}, Row{"filename=\"a\\\"b.csv\"", "a\"b.csv"},
             Row{"filename=\"C:\\folder\\b.csv\"", "b.csv"}, Row{"filename=b.csv", "b.csv"},
             Row{"filename=\"100%.csv\"", "100%.csv"}, Row{"filename=\"a;b=c.csv\"", "a;b=c.csv"},
             Row{"filename*=UTF-8''%E8%A1%A8.csv", "表.csv"},
             Row{"filename=\"x\"; filename*=utf-8'zh'%2E%2E%2Fa", "a"},
             Row{"filename=\"a%0D%0Ab\"", "ab"}}) {
        const auto form = read_multipart(type, part("name=\"f\"; " + sent, "1") + end());
        ASSERT_TRUE(form) << sent;
        EXPECT_EQ(form->file("f")->file_name, read) << sent;
    }
}

}  // namespace
