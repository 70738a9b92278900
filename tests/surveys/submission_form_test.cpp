#include "surveys/questionnaires/submission.h"
#include "tests/surveys/every_type.h"

namespace {

using surveys::FormFields;
using surveys::places;
using surveys::read_submission_form;

surveys::SubmissionReading read(const std::string& body, std::string_view mode = "open",
                                const surveys::Answers* earlier = nullptr) {
    const auto fields = surveys::parse_form(body);
    EXPECT_TRUE(fields) << body;
    auto reading = read_submission_form(fields.value_or(FormFields{}), surveys::every_type(mode),
                                        earlier);
    EXPECT_EQ(reading.submission.has_value(), reading.problems.empty()) << body;
    return reading;
}

TEST(FormBody, is_decoded_as_browsers_encode_it) {
    const FormFields expected{{"a", "1 2"}, {"b", "满意&=+%"}, {"c", ""}, {"d", ""}, {"a", "3"},
                              {"", "x"}, {"p", "100%"}, {"q", "%zz%4"}};
    EXPECT_EQ(surveys::parse_form("a=1+2&b=%E6%BB%A1%e6%84%8f%26%3D%2B%25&c=&d&&a=3&=x&p=100%&"
                                  "q=%zz%4"),
              expected);
    EXPECT_EQ(surveys::parse_form(""), FormFields{});
}

TEST(FormBody, is_refused_when_it_is_no_text) {
    for (const std::string& body : std::vector<std::string>{
             "a=%FF", "a=%00", "%00=a", "a=\xC0\xAF", "a=%ED%A0%80", std::string{"a=\0", 3},
             "%C3=a"})
        EXPECT_FALSE(surveys::parse_form(body)) << body;
}

TEST(FormSubmission, is_read_as_it_was_meant) {
    const auto reading = read(
        "overall=dissatisfied&reasons=far&reasons=slow&where=hall&nps=10&again=no&visits=+007+&"
        "comment=a%0D%0Ab&day=2026-11-23&contact.consent=yes&contact.phone=0310+3500000+&"
        "unit=xz01&code=&key=abc-123&channel=qr&locale=en");
    ASSERT_EQ(places(reading.problems), "");
    const surveys::Answers expected{{"overall", engine::Grade::dissatisfied},
                                    {"reasons", surveys::Choices{{"slow", "far"}}},
                                    {"where", surveys::Choice{"hall"}},
                                    {"nps", surveys::Score{10}},
                                    {"again", surveys::YesNo{false}},
                                    {"visits", surveys::Number{"7"}},
                                    {"comment", surveys::FreeText{"a\nb"}},
                                    {"day", surveys::Date{20'780}},
                                    {"contact", surveys::Contact{"0310 3500000"}}};
    EXPECT_EQ(reading.submission->answers, expected);
    EXPECT_EQ(reading.submission->unit, "xz01");
    EXPECT_EQ(reading.submission->key, "abc-123");
    EXPECT_EQ(reading.submission->channel, surveys::Channel::qr);
    EXPECT_EQ(reading.submission->locale, surveys::Locale::en);
    EXPECT_FALSE(reading.submission->code);
}

TEST(FormSubmission, knows_the_id_that_our_page_carried_as_its_key) {
    const surveys::ResponseId id = surveys::time_ordered_id(1'795'406'400'000);
    const auto ours = read("overall=satisfied&key=" + surveys::hex(id));
    EXPECT_EQ(ours.submission->issued, id);
    EXPECT_FALSE(ours.submission->key);
    const std::string not_ours = "0190a0b0c0d04abc8def0123456789ab";  // version 4
    EXPECT_EQ(read("overall=satisfied&key=" + not_ours).submission->key, not_ours);
}

TEST(FormSubmission, takes_an_empty_field_for_no_answer) {
    const auto reading = read("overall=satisfied&where=&nps=&again=&visits=&comment=++&day=&"
                              "contact.phone=&contact.consent=&unit=&channel=&locale=&key=&first=");
    ASSERT_TRUE(reading.submission);
    EXPECT_EQ(reading.submission->answers.size(), 1u);
    EXPECT_FALSE(reading.submission->key || reading.submission->unit);
}

TEST(FormSubmission, asks_for_one_choice_when_nothing_was_chosen) {
    for (const char* body : {"", "overall=", "comment=x"}) {
        const auto reading = read(body);
        ASSERT_EQ(places(reading.problems), "overall");
        EXPECT_EQ(reading.problems[0].words, (surveys::Words{"请选择一项", "Choose one"}));
    }
}

TEST(FormSubmission, names_each_field_that_cannot_stand) {
    struct Row {
        const char* field;
        const char* place;
    };
    for (const Row& row : {Row{"where=moon", "where"}, Row{"nps=11", "nps"}, Row{"nps=05", "nps"},
                           Row{"nps=5.0", "nps"}, Row{"again=true", "again"},
                           Row{"visits=x", "visits"}, Row{"day=2026-02-30", "day"},
                           Row{"reasons=slow&reasons=slow", "reasons"},
                           Row{"reasons=moon", "reasons"},
                           Row{"contact.consent=yes", "contact"},
                           Row{"contact.phone=03103500000", "contact"},
                           Row{"contact.consent=on&contact.phone=03103500000", "contact"},
                           Row{"contact.consent=yes&contact.phone=abc", "contact"},
                           Row{"contact=x", "contact"}, Row{"moon=1", "moon"},
                           Row{"where=hall&where=hall", "where"}, Row{"code=1", "code"},
                           Row{"code=+", "code"}, Row{"code=a&code=b", "code"},
                           Row{"key=a+b", "key"}, Row{"key=%E6%BB%A1", "key"},
                           Row{"unit=a&unit=b", "unit"}, Row{"unit=%2E%2E%2F", "unit"},
                           Row{"channel=paper", "channel"}, Row{"channel=import", "channel"},
                           Row{"locale=de", "locale"}, Row{"first=xyz", "first"},
                           Row{"comment=a&comment=b", "comment"}})
        EXPECT_EQ(places(read(std::string{"overall=dissatisfied&"} + row.field).problems),
                  row.place)
            << row.field;
    EXPECT_EQ(places(read("overall=satisfied&overall=satisfied").problems), "overall");
    EXPECT_EQ(places(read("overall=satisfied&key=" + std::string(65, 'k')).problems), "key");
    EXPECT_EQ(places(read("overall=satisfied&comment=" + std::string(2'001, 'k')).problems),
              "comment");
}

TEST(FormSubmission, needs_a_code_unless_the_survey_is_open) {
    EXPECT_EQ(places(read("overall=satisfied&code=", "coded").problems), "code");
    EXPECT_EQ(places(read("overall=satisfied", "ballot").problems), "code");
    EXPECT_EQ(read("overall=satisfied&code=oooo-oooo-oooo-ooia-5", "coded").submission->code,
              "000000000000001A5");
}

TEST(SecondPage, is_judged_together_with_the_first) {
    const surveys::Answers bad{{"overall", engine::Grade::very_dissatisfied}};
    const surveys::Answers good{{"overall", engine::Grade::satisfied}};
    const std::string first = "&first=00112233445566778899aabbccddeeff";
    const auto reading = read("reasons=slow" + first, "open", &bad);
    ASSERT_TRUE(reading.submission);
    EXPECT_EQ(reading.submission->answers,
              (surveys::Answers{{"reasons", surveys::Choices{{"slow"}}}}));
    EXPECT_TRUE(reading.submission->supplements);
    EXPECT_EQ(places(read("reasons=slow" + first, "open", &good).problems), "reasons");
    EXPECT_EQ(places(read("overall=satisfied" + first, "open", &good).problems), "overall");
    EXPECT_EQ(places(read("where=hall" + first, "coded", &good).problems), "");
}

}  // namespace
