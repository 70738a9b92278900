#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>

#include "tests/http/desk_visitor.h"

namespace {

using surveys::Role;
using testing::HasSubstr;
using testing::Not;
using tests::header;
using tests::Heard;

constexpr const char* multipart = "multipart/form-data; boundary=b";

// Somebody at the desk of a store whose links begin with https://pj.example.
class DeskWork : public testing::Test {
protected:
    tests::DeskRoom desk_{"https://desk.example"};
    std::string secret_ = secret_of("zhang", Role::officer);

    std::string secret_of(const std::string& name, Role role) {
        desk_.add(name, role);
        return desk_.accounts.log_in(name, tests::good_password).value();
    }
    Heard get(const std::string& path) { return desk_.get(path, tests::session_of(secret_)); }
    Heard submit(const std::string& path, const std::string& form) {
        return desk_.submit(path, tests::session_of(secret_),
                            form + "&" + tests::token_field(secret_));
    }
    Heard make_codes(const std::string& form) {
        return submit("/desk/codes", "survey=citizens&language=zh-CN&" + form);
    }
    Heard upload(const std::string& bytes, const std::string& file_name = "a.csv",
                 const std::string& fields = "") {
        const std::string token = http::form_token(secret_);
        return desk_.post("/desk/imports",
                          tests::session_of(secret_) + tests::origin("https://desk.example"),
                          field("form_token", token) + field("survey", "citizens") +
                              field("encoding", "auto") + fields +
                              part("name=\"file\"; filename=\"" + file_name + "\"", bytes) +
                              "--b--\r\n",
                          multipart);
    }
    static std::string part(const std::string& disposition, const std::string& content) {
        return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content +
               "\r\n";
    }
    static std::string field(const std::string& name, const std::string& value) {
        return part("name=\"" + name + "\"", value);
    }
    static std::string ticket_in(const Heard& page) {
        std::smatch found;
        const std::regex pattern(R"re(name="ticket" value="([0-9a-f]{64})")re");
        return std::regex_search(page.body, found, pattern) ? found[1].str() : "";
    }
};

std::vector<std::string> codes_in(const std::string& html) {
    static const std::regex pattern(R"re(class="code">([0-9A-Z-]{21})<)re");
    std::vector<std::string> codes;
    for (std::sregex_iterator at(html.begin(), html.end(), pattern), end; at != end; ++at)
        codes.push_back((*at)[1].str());
    return codes;
}

TEST_F(DeskWork, shows_codes_once) {
    const Heard slips = make_codes("count=3&form=slips");
    EXPECT_EQ(slips.status, 200);
    EXPECT_EQ(header(slips, "Cache-Control"), "no-store");
    const auto codes = codes_in(slips.body);
    ASSERT_EQ(codes.size(), 3U);
    EXPECT_THAT(slips.body, Not(HasSubstr("<style")));
    EXPECT_THAT(slips.body, Not(HasSubstr("style=\"")));
    const Heard page = get("/desk/codes?survey=citizens");
    for (const std::string& code : codes) EXPECT_THAT(page.body, Not(HasSubstr(code)));
    EXPECT_EQ(desk_.store->code_batches("citizens").at(0).made, 3);
}

TEST_F(DeskWork, writes_codes_to_a_table_that_a_browser_keeps) {
    const Heard table = make_codes("count=2&form=csv&unit=xz01");
    EXPECT_EQ(table.status, 200);
    EXPECT_EQ(header(table, "Cache-Control"), "no-store");
    EXPECT_THAT(header(table, "Content-Disposition"),
                testing::MatchesRegex("attachment; filename=\"codes-2026-11-23.csv\"; "
                                      "filename\\*=UTF-8''[A-Za-z0-9%.-]+"));
    EXPECT_EQ(table.body.rfind("code,survey,unit\r\n", 0), 0U);
    EXPECT_THAT(table.body, HasSubstr(",citizens,xz01\r\n"));
}

TEST_F(DeskWork, prints_links_of_the_origin_that_was_told) {
    const std::string session = tests::session_of(secret_);
    const std::string form =
        "survey=citizens&count=1&form=slips&" + tests::token_field(secret_);
    const Heard slips = desk_.ask(
        "POST /desk/codes HTTP/1.1\r\nHost: evil.example\r\nOrigin: https://desk.example\r\n"
        "X-Forwarded-Host: evil.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: " + std::to_string(form.size()) + "\r\n" + session + "\r\n" + form);
    const Heard poster = desk_.ask(
        "GET /desk/surveys/citizens/poster?unit=xz01 HTTP/1.1\r\nHost: evil.example\r\n" +
        session + "\r\n");
    EXPECT_EQ(slips.status, 200);
    EXPECT_EQ(poster.status, 200);
    for (const Heard& sheet : {slips, poster}) {
        EXPECT_THAT(sheet.body, Not(HasSubstr("evil.example")));
        EXPECT_THAT(sheet.body, HasSubstr("pj.example"));
    }
    EXPECT_THAT(poster.body, HasSubstr("pj.example/s/citizens?u=xz01"));
}

TEST_F(DeskWork, keeps_what_was_entered_beside_each_problem) {
    for (const std::string count : {"abc", "0", "-1", "10001", "", "9999999999999999999", "5x"}) {
        const Heard page = make_codes("count=" + count + "&unit=xz01&form=csv");
        EXPECT_EQ(page.status, 422) << count;
        EXPECT_THAT(page.body, HasSubstr("id=\"count-error\">一批 1 到 10000 个码"));
        EXPECT_THAT(page.body, HasSubstr("name=\"count\" inputmode=\"numeric\" "
                                         "autocomplete=\"off\" value=\"" + count + "\""));
        EXPECT_THAT(page.body, HasSubstr("value=\"xz01\" selected"));
    }
    EXPECT_EQ(make_codes("count=1&unit=nowhere").status, 422);
    EXPECT_TRUE(desk_.store->code_batches("citizens").empty());
}

TEST_F(DeskWork, revokes_a_batch_in_a_second_step) {
    make_codes("count=4&form=slips");
    const Heard asked = get("/desk/codes/citizens/1/revoke");
    EXPECT_EQ(asked.status, 200);
    EXPECT_EQ(desk_.store->code_batches("citizens").at(0).revoked, 0);
    const Heard done = submit("/desk/codes/citizens/1/revoke", "");
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(header(done, "Location"), "/desk/codes?survey=citizens&revoked=1");
    EXPECT_EQ(desk_.store->code_batches("citizens").at(0).revoked, 4);
    EXPECT_EQ(get("/desk/codes/citizens/2/revoke").status, 404);
    EXPECT_EQ(submit("/desk/codes/nothing/1/revoke", "").status, 404);
}

TEST_F(DeskWork, reads_a_file_before_it_stores_it) {
    const Heard report = upload("overall,comment\n满意,好\n一般,\n");
    EXPECT_EQ(report.status, 200);
    EXPECT_THAT(report.body, HasSubstr("还没有入库：1 行可以接受，1 行不能接受"));
    EXPECT_EQ(desk_.store.tally().n(), 0);
    const std::string ticket = ticket_in(report);
    ASSERT_EQ(ticket.size(), 64U);

    const std::string mine = secret_;
    secret_ = secret_of("li", Role::officer);
    EXPECT_EQ(submit("/desk/imports/confirm", "ticket=" + ticket).status, 422)
        << "of another officer";
    secret_ = mine;
    EXPECT_EQ(submit("/desk/imports/confirm", "ticket=" + ticket).status, 200);
    EXPECT_EQ(desk_.store.tally().n(), 1);
    EXPECT_EQ(submit("/desk/imports/confirm", "ticket=" + ticket).status, 422) << "once";
    EXPECT_EQ(desk_.store.tally().n(), 1);
    EXPECT_EQ(upload("overall,comment\n满意,好\n一般,\n").status, 422) << "imported before";

    EXPECT_EQ(submit("/desk/imports/1/undo", "reason=%20").status, 422);
    EXPECT_EQ(desk_.store.tally().n(), 1);
    EXPECT_EQ(submit("/desk/imports/1/undo", "reason=%E9%94%99").status, 303);
    EXPECT_EQ(desk_.store.tally().n(), 0);
    EXPECT_THAT(get("/desk/imports").body, HasSubstr("错"));
    EXPECT_EQ(submit("/desk/imports/1/undo", "reason=again").status, 422);
}

TEST_F(DeskWork, forgets_a_file_that_waited_too_long) {
    const std::string ticket = ticket_in(upload("overall\n满意\n"));
    desk_.now_ms += 29LL * 60 * 1000;  // the session lives on by being used
    get("/desk/");
    desk_.now_ms += 60 * 1000;
    const Heard late = submit("/desk/imports/confirm", "ticket=" + ticket);
    EXPECT_EQ(late.status, 422);
    EXPECT_THAT(late.body, HasSubstr("等待确认的文件已经不在"));
    EXPECT_EQ(desk_.store.tally().n(), 0);
}

TEST_F(DeskWork, names_what_is_wrong_with_an_upload_and_keeps_the_file) {
    struct Row {
        const char* bytes;
        const char* said;
    };
    for (const Row& row : {Row{"", "请选择一个 CSV 文件"}, Row{"PK\x03\x04zip", "另存为 CSV"},
                           Row{"nothing,else\n1,2\n", "file-error"},
                           Row{"overall\n", "表头下面没有数据"}})
        EXPECT_THAT(upload(row.bytes, row.bytes[0] ? "a.csv" : "").body, HasSubstr(row.said));
    const Heard page = upload("overall\n满意\n", "x.csv", field("map_of", "7"));
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, HasSubstr("没有这批导入"));
    EXPECT_THAT(page.body, HasSubstr("id=\"file-kept\""));
    EXPECT_THAT(upload("overall\n满意\n", "x.csv", field("encoding2", "")).body,
                HasSubstr("1 行都可以接受"));
}

TEST_F(DeskWork, takes_no_upload_without_its_token_or_whole) {
    const std::string headers =
        tests::session_of(secret_) + tests::origin("https://desk.example");
    const std::string token = field("form_token", http::form_token(secret_));
    const std::string rest = field("survey", "citizens") +
                             part("name=\"file\"; filename=\"a.csv\"", "overall\n满意\n");
    for (const std::string& body :
         {rest + "--b--\r\n", field("form_token", "x") + rest + "--b--\r\n", token + rest,
          token + token + rest + "--b--\r\n"})
        EXPECT_EQ(desk_.post("/desk/imports", headers, body, multipart).status, 403) << body;
    const std::string elsewhere =
        tests::session_of(secret_) + tests::origin("https://evil.example");
    EXPECT_EQ(desk_.post("/desk/imports", elsewhere, token + rest + "--b--\r\n", multipart).status,
              403);
}

TEST_F(DeskWork, shows_a_files_name_as_a_text) {
    const Heard report = upload("overall\n满意\n", "%22><img src=x onerror=alert(1)>.csv");
    EXPECT_EQ(report.status, 200);
    EXPECT_THAT(report.body, Not(HasSubstr("<img")));
    EXPECT_THAT(report.body, HasSubstr("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;.csv"));
}

TEST_F(DeskWork, hands_out_the_review_under_a_name_for_people) {
    tests::TemporaryFolder folder;
    const char* const before = std::getenv("TMPDIR");
    const std::string kept = before ? before : "/tmp";
    ::setenv("TMPDIR", (folder / ".").c_str(), 1);
    struct Row {
        const char* ending;
        const char* type;
        const char* begins;
    };
    for (const Row& row :
         {Row{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"},
          Row{"csv", "text/csv; charset=utf-8", "\xEF\xBB\xBF"},
          Row{"json", "application/json", "{"},
          Row{"html", "text/html; charset=utf-8", "<!doctype html>"}}) {
        const std::string name = std::string("review-2026.") + row.ending;
        const Heard file = get("/desk/review/2026/" + name);
        EXPECT_EQ(file.status, 200);
        EXPECT_EQ(header(file, "Content-Type"), row.type);
        EXPECT_EQ(file.body.rfind(row.begins, 0), 0U) << name;
        EXPECT_EQ(header(file, "Content-Disposition"),
                  "attachment; filename=\"" + name +
                      "\"; filename*=UTF-8''2026%E5%B9%B4%E5%BA%A6%E7%BB%A9%E6%95%88%E8%87%AA%E8%AF"
                      "%84-%E6%BB%A1%E6%84%8F%E5%BA%A6%E6%8C%87%E6%A0%87." + row.ending);
        EXPECT_TRUE(std::filesystem::is_empty(folder / ".")) << "nothing is left behind";
    }
    ::setenv("TMPDIR", kept.c_str(), 1);
    EXPECT_EQ(get("/desk/review/2026/review-2025.csv").status, 404);
    EXPECT_EQ(get("/desk/review/1999").status, 404);
    EXPECT_EQ(header(get("/desk/review"), "Location"), "/desk/review/2026");
}

TEST_F(DeskWork, serves_paper_that_the_policy_lets_a_browser_show) {
    for (const std::string path : {"/desk/surveys/citizens/poster", "/desk/review/2026/print"}) {
        const Heard page = get(path);
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_THAT(page.body, Not(HasSubstr("<style"))) << path;
        EXPECT_THAT(page.body, Not(HasSubstr("style=\""))) << path;
        EXPECT_THAT(page.body, Not(HasSubstr("<script"))) << path;
    }
    for (const std::string path :
         {"/desk/paper/poster.css", "/desk/paper/slips.css", "/desk/review/2026/print.css"}) {
        const Heard style = get(path);
        EXPECT_EQ(header(style, "Content-Type"), "text/css; charset=utf-8") << path;
        EXPECT_THAT(style.body, HasSubstr("@page")) << path;
    }
    EXPECT_EQ(get("/desk/surveys/nothing/poster").status, 404);
    EXPECT_EQ(get("/desk/surveys/citizens/poster?unit=nowhere").status, 404);
}

}  // namespace
