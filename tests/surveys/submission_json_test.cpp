#include <random>

#include "surveys/ballots/code.h"
#include "surveys/questionnaires/submission.h"
#include "tests/surveys/every_type.h"

namespace {

using surveys::places;
using surveys::read_submission_json;

std::string refused_places(const std::string& body, std::string_view mode = "open") {
    const auto reading = read_submission_json(body, surveys::every_type(mode));
    EXPECT_EQ(reading.submission.has_value(), reading.problems.empty()) << body;
    EXPECT_FALSE(reading.malformed) << body;
    return places(reading.problems);
}

// The answer to one more question, beside a bad overall grade.
std::string with(const std::string& question, const std::string& value) {
    return R"({"answers":{"overall":"dissatisfied",")" + question + "\":" + value + "}}";
}

TEST(JsonSubmission, is_read_as_it_was_meant) {
    const std::string code = surveys::make_code();
    const auto reading = read_submission_json(
        R"({"answers":{"overall":"dissatisfied","reasons":["far","slow"],"where":"hall","nps":7,)"
        R"("again":false,"visits":-12.50,"comment":"太慢 😐","day":"2026-11-23",)"
        R"("contact":{"consent":true,"phone":"+86 310-3500000"}},"unit":"xz01","channel":"hall",)"
        R"("locale":"en","code":")" + code + "\"}", surveys::every_type());
    ASSERT_EQ(places(reading.problems), "");
    const auto& submission = reading.submission.value();
    const surveys::Answers expected{{"overall", engine::Grade::dissatisfied},
                                    {"reasons", surveys::Choices{{"slow", "far"}}},
                                    {"where", surveys::Choice{"hall"}},
                                    {"nps", surveys::Score{7}},
                                    {"again", surveys::YesNo{false}},
                                    {"visits", surveys::Number{"-12.5"}},
                                    {"comment", surveys::FreeText{"太慢 😐"}},
                                    {"day", surveys::Date{20'780}},
                                    {"contact", surveys::Contact{"+86 310-3500000"}}};
    EXPECT_EQ(submission.answers, expected);
    EXPECT_EQ(submission.version, 3);
    EXPECT_EQ(submission.unit, "xz01");
    EXPECT_EQ(submission.code, code);
    EXPECT_EQ(submission.channel, surveys::Channel::hall);
    EXPECT_EQ(submission.locale, surveys::Locale::en);
}

TEST(JsonSubmission, needs_only_the_grade) {
    const auto reading = read_submission_json(R"({"answers":{"overall":"very_satisfied"}})",
                                              surveys::every_type());
    ASSERT_TRUE(reading.submission);
    EXPECT_EQ(reading.submission->channel, surveys::Channel::web);
    EXPECT_EQ(reading.submission->locale, surveys::Locale::zh_cn);
    EXPECT_FALSE(reading.submission->code || reading.submission->unit || reading.submission->key);
}

TEST(JsonSubmission, takes_no_grade_by_number_or_by_another_name) {
    for (const char* grade : {"6", "0", "-1", "5", "5.7", "\"5\"", "true", "null", "[5]", "{}",
                              "[]", "\"\"", "\"not_applicable\"", "\"非常满意\"", "\"Satisfied\"",
                              "\"satisfied \"", "123456789012345678901234567890"})
        EXPECT_EQ(refused_places(std::string{R"({"answers":{"overall":)"} + grade + "}}"),
                  "overall")
            << grade;
}

TEST(JsonSubmission, names_each_answer_that_is_of_another_kind) {
    struct Row {
        const char* question;
        std::vector<std::string> values;
    };
    const std::string long_text = "\"" + std::string(2'001, 'x') + "\"";
    for (const Row& row : std::vector<Row>{
             {"reasons", {"\"slow\"", "[\"slow\",\"slow\"]", "[\"moon\"]", "[1]", "null", "{}",
                          R"(["slow","rude","far","slow"])"}},
             {"where", {"\"moon\"", "\"\"", "0", "[\"hall\"]", "true", "null"}},
             {"nps", {"11", "-1", "5.0", "5e0", "\"5\"", "true", "null", "4294967300", "[5]"}},
             {"again", {"1", "0", "\"yes\"", "\"true\"", "null"}},
             {"visits", {"\"1\"", "1e31", "true", "null", "1234567890123456789012345678901"}},
             {"comment", {"1", "null", "[\"x\"]", "\"a\\u0000b\"", long_text}},
             {"day", {"\"2026-02-30\"", "\"23.11.2026\"", "20780", "null", "\"\""}},
             {"contact", {R"({"consent":true})", R"({"consent":false,"phone":"0310 3500000"})",
                          R"({"phone":"0310 3500000"})", R"({"consent":1,"phone":"03103500000"})",
                          R"({"consent":true,"phone":"x"})", R"({"consent":true,"phone":5})",
                          R"({"consent":true,"phone":"03103500000","name":"x"})",
                          R"({"consent":true,"phone":"1234"})", "true", "\"03103500000\"", "null",
                          R"({"consent":true,"phone":"123456789012345678901"})"}}})
        for (const std::string& value : row.values)
            EXPECT_EQ(refused_places(with(row.question, value)), row.question) << value;
}

TEST(JsonSubmission, takes_an_empty_answer_for_none) {
    for (const char* body :
         {R"("comment":"")", R"("comment":" \n")", R"("reasons":[])",
          R"("contact":{"consent":false})", R"("contact":{"consent":false,"phone":""})"}) {
        const auto reading = read_submission_json(
            std::string{R"({"answers":{"overall":"dissatisfied",)"} + body + "}}",
            surveys::every_type());
        ASSERT_TRUE(reading.submission) << body;
        EXPECT_EQ(reading.submission->answers.size(), 1u) << body;
    }
}

TEST(JsonSubmission, never_takes_a_broken_code_for_no_code) {
    const std::vector<std::string> broken{
        "null", "\"\"", "\" \"", "[]", "{}", "0", "true", "\"0000000000000001A5\\u0000\"",
        "\"000000000000001B5\"", "\"\xEF\xBC\x90\"", "[\"000000000000001A5\"]"};
    for (const char* mode : {"open", "coded", "ballot"})
        for (const std::string& code : broken)
            EXPECT_EQ(refused_places(
                          R"({"answers":{"overall":"satisfied"},"code":)" + code + "}", mode),
                      "code")
                << mode << ' ' << code;
}

TEST(JsonSubmission, needs_a_code_unless_the_survey_is_open) {
    const std::string body = R"({"answers":{"overall":"satisfied"}})";
    EXPECT_EQ(refused_places(body, "open"), "");
    EXPECT_EQ(refused_places(body, "coded"), "code");
    EXPECT_EQ(refused_places(body, "ballot"), "code");
    const auto reading = read_submission_json(body, surveys::every_type("coded"));
    EXPECT_EQ(reading.problems.front().words, (surveys::Words{"请输入码", "Enter the code"}));
    const auto typed = read_submission_json(
        R"({"answers":{"overall":"satisfied"},"code":"oooo-oooo-oooo-ooia-5"})",
        surveys::every_type("ballot"));
    EXPECT_EQ(typed.submission.value().code, "000000000000001A5");
}

TEST(JsonSubmission, names_every_field_that_cannot_stand) {
    const auto places_of = [](const char* field) {
        return refused_places(std::string{R"({"answers":{"overall":"satisfied"},)"} + field + "}");
    };
    for (const char* channel :
         {"\"paper\"", "\"import\"", "\"fax\"", "\"\"", "null", "1", "\"WEB\""})
        EXPECT_EQ(places_of((std::string{"\"channel\":"} + channel).c_str()), "channel") << channel;
    for (const char* locale : {"\"fr\"", "\"zh\"", "null", "\"\""})
        EXPECT_EQ(places_of((std::string{"\"locale\":"} + locale).c_str()), "locale") << locale;
    for (const char* unit : {"\"\"", "null", "\"../etc\"", "\"A B\"", "[]"})
        EXPECT_EQ(places_of((std::string{"\"unit\":"} + unit).c_str()), "unit") << unit;
    EXPECT_EQ(places_of("\"state\":\"closed\""), "state");
    EXPECT_EQ(places_of("\"source\":\"coded\""), "source");
    EXPECT_EQ(places_of("\"answers\":{\"overall\":\"dissatisfied\"}"), "answers");
    EXPECT_EQ(refused_places("{}"), "overall answers");
    EXPECT_EQ(refused_places(R"({"answers":[]})"), "overall answers");
}

TEST(JsonSubmission, names_all_problems_at_once_in_the_order_of_the_questions) {
    EXPECT_EQ(refused_places(R"({"answers":{"overall":"good","reasons":["slow"],"nps":11,)"
                             R"("moon":1,"where":"mars","day":"x"},"channel":"fax",)"
                             R"("colour":"red"})",
                             "coded"),
              "overall where nps day moon channel colour code");
    EXPECT_EQ(refused_places(R"({"answers":{"overall":"satisfied","reasons":["slow"]}})"),
              "reasons");
    EXPECT_EQ(refused_places(R"({"answers":{"overall":"satisfied","overall":"satisfied"}})"),
              "overall");
}

TEST(JsonSubmission, is_malformed_when_its_body_is_no_json_object) {
    for (const std::string& body : std::vector<std::string>{
             "", "{", "[]", "null", "\"x\"", "overall=satisfied", "{\"answers\":{\"nps\":1e400}}",
             "{\"answers\":{\"comment\":\"\\ud800\"}}", "{\"answers\":{\"comment\":\"\xC0\xAF\"}}",
             "{} {}", std::string(70'000, ' ') + "{}"}) {
        const auto reading = read_submission_json(body, surveys::every_type());
        EXPECT_TRUE(reading.malformed) << body;
        EXPECT_EQ(reading.problems.size(), 1u) << body;
    }
}

TEST(JsonSubmission, survives_bodies_made_to_hurt) {
    std::string options = R"({"answers":{"overall":"dissatisfied","reasons":[)";
    for (int i = 0; i < 1'000; ++i) options += "\"slow\",";
    options += "\"far\"]}}";
    EXPECT_EQ(refused_places(options), "reasons");

    std::string unknown = R"({"answers":{)";
    for (int i = 0; i < 5'000; ++i) unknown += "\"q" + std::to_string(i) + "\":1,";
    unknown.back() = '}';
    EXPECT_EQ(read_submission_json(unknown + "}", surveys::every_type()).problems.size(), 100u);

    EXPECT_FALSE(read_submission_json(std::string(60'000, '['), surveys::every_type()).submission);
}

TEST(JsonSubmission, is_read_or_refused_whatever_the_bytes) {
    const auto questionnaire = surveys::every_type();
    const std::string sound =
        R"({"answers":{"overall":"dissatisfied","reasons":["far"],"nps":7,"visits":-1.5e2,)"
        R"("comment":"\u6ee1 \ud83d\ude10","day":"2026-11-23","contact":{"consent":true,)"
        R"("phone":"03103500000"}},"unit":"xz01","code":"0000-0000-0000-001A-5"})";
    const std::string pieces = "{}[]\",:0\\eE+-.u\n\xFF\xE6 ";
    std::mt19937 random{20'261'123};
    int read = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string body = sound;
        for (auto i = random() % 4; i > 0; --i) {
            const std::size_t at = random() % body.size();
            if (random() % 2 == 0)
                body[at] = pieces[random() % pieces.size()];
            else
                body.erase(at, random() % 8);
        }
        const auto reading = read_submission_json(body, questionnaire);
        ASSERT_EQ(reading.submission.has_value(), reading.problems.empty()) << body;
        if (reading.submission) {
            ASSERT_EQ(places(check(reading.submission->answers, questionnaire)), "") << body;
            ++read;
        }
    }
    EXPECT_GT(read, 5'000);
}

TEST(Source, follows_the_code_and_then_the_channel) {
    using surveys::Channel;
    using surveys::Source;
    EXPECT_EQ(source_of(Channel::qr, true), Source::coded);
    EXPECT_EQ(source_of(Channel::qr, false), Source::open);
    EXPECT_EQ(source_of(Channel::paper, false), Source::paper);
    EXPECT_EQ(source_of(Channel::import, false), Source::import);
    for (const Channel channel : surveys::channels)
        EXPECT_EQ(surveys::channel_named(name(channel)), channel);
    for (const Source source : surveys::sources)
        EXPECT_EQ(surveys::source_named(name(source)), source);
    EXPECT_FALSE(surveys::channel_named("fax"));
}

}  // namespace
