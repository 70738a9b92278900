#include "http/desk/pages/surveys/survey_words.h"

#include "reports/survey_report.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace http {
namespace {

std::string day_words(const std::optional<std::int64_t>& instant_ms) {
    return instant_ms ? surveys::iso_date(surveys::day_of(*instant_ms)) : "—";
}

}  // namespace

std::string state_words(const surveys::Survey& survey, std::int64_t now_ms,
                        surveys::Locale locale) {
    static const surveys::Words past_closing{"已到截止日，不再收答卷",
                                             "past its closing day, takes no more answers"};
    const bool is_past = survey.state == surveys::SurveyState::open && survey.closes_ms &&
                         *survey.closes_ms <= now_ms;
    return (is_past ? past_closing : reports::words(survey.state)).in(locale);
}

std::string first_day_words(const surveys::Survey& survey) { return day_words(survey.opened_ms); }

std::string last_day_words(const surveys::Survey& survey) {
    if (survey.closed_ms) return day_words(survey.closed_ms);
    // It takes no answers from that instant on: the day before is the last.
    if (survey.closes_ms) return day_words(*survey.closes_ms - 1);
    return "—";
}

std::string days_words(const surveys::Survey& survey, surveys::Locale locale) {
    const bool is_english = locale == surveys::Locale::en;
    const bool has_end = survey.closed_ms || survey.closes_ms;
    if (!has_end) return (is_english ? "since " : "") + first_day_words(survey) +
                         (is_english ? "" : "起");
    return first_day_words(survey) + (is_english ? " to " : "至") + last_day_words(survey);
}

bool is_over_for_good(const surveys::Survey& survey) {
    return survey.mode == surveys::Mode::ballot && survey.state == surveys::SurveyState::closed;
}

std::string received_words(std::int64_t answers, std::optional<std::int64_t> people,
                           surveys::Locale locale) {
    const std::string steps = std::to_string(reports::received_in_steps(answers));
    const std::string all = people ? std::to_string(*people) : "";
    if (locale == surveys::Locale::en) {
        const std::string text = "at least " + steps + " received";
        return people ? text + " of " + all : text;
    }
    const std::string text = "已收到至少" + steps + "份";
    return people ? text + "，共" + all + "人" : text;
}

}  // namespace http
