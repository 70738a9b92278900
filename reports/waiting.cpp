#include "reports/waiting.h"

#include <algorithm>

#include "reports/checkpoints.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using surveys::Survey;
using surveys::SurveyState;
using surveys::Words;

Words title_of(const surveys::Store& store, const Survey& survey) {
    const auto questionnaire = store.questionnaire(survey.id, survey.version);
    return questionnaire ? questionnaire->title : Words{survey.id, survey.id};
}

// "12月1日", "2026-12-01"
Words date_words(std::int64_t day) {
    const surveys::CivilDate date = surveys::civil(day);
    std::string chinese = std::to_string(date.month);
    chinese.append("月").append(std::to_string(date.day)).append("日");
    return {chinese, surveys::iso_date(day)};
}

Words days_left(std::int64_t days) {
    if (days == 0) return {"今天", "today"};
    const std::string number = std::to_string(days);
    return {"还有 " + number + " 天", "in " + number + (days == 1 ? " day" : " days")};
}

// A series whose run of this year was made already does not wait for its own opening.
bool has_run_of_year(const std::vector<Survey>& surveys, const Survey& draft, int year) {
    return std::ranges::any_of(surveys, [&](const Survey& survey) {
        return surveys::run_year_of(survey.id) == year &&
               surveys::series_of(survey.id) == draft.id;
    });
}

Words closing_words(const Words& title, std::int64_t closes_ms, std::int64_t today) {
    const std::int64_t last_day = surveys::day_of(closes_ms - 1);
    const Words date = date_words(last_day);
    const Words left = days_left(last_day - today);
    return {"《" + title.zh_cn + "》" + date.zh_cn + "截止（" + left.zh_cn + "）",
            title.in(surveys::Locale::en) + " closes at the end of " + date.en + " (" + left.en +
                ")"};
}

void add_surveys(std::vector<Waiting>& waiting, const surveys::Store& store,
                 std::int64_t now_ms) {
    const std::int64_t today = surveys::day_of(now_ms);
    const std::vector<Survey> surveys = store.surveys();
    const int year = surveys::civil(today).year;
    for (const Survey& survey : surveys) {
        const Words title = title_of(store, survey);
        if (survey.state == SurveyState::draft && !has_run_of_year(surveys, survey, year))
            waiting.push_back({Waiting::Kind::draft, survey.id,
                               {"《" + title.zh_cn + "》还没有开放",
                                title.in(surveys::Locale::en) + " is not open yet"}});
        const bool is_closing = survey.takes_answers_at(now_ms) && survey.closes_ms &&
                                surveys::day_of(*survey.closes_ms - 1) - today <= closing_days_max;
        if (is_closing)
            waiting.push_back({Waiting::Kind::closing, survey.id,
                               closing_words(title, *survey.closes_ms, today)});
    }
}

void add_imports(std::vector<Waiting>& waiting, const surveys::Store& store) {
    for (const surveys::Batch& batch : store.batches()) {
        if (batch.state != surveys::Batch::State::running) continue;
        const std::string rows =
            std::to_string(batch.rows_seen) + " / " + std::to_string(batch.rows_total);
        waiting.push_back({Waiting::Kind::import, "",
                           {"导入“" + batch.file_name + "”没有完成（" + rows + " 行）",
                            "The import of “" + batch.file_name + "” is not finished (" + rows +
                                " rows)"}});
    }
}

void add_checkpoint(std::vector<Waiting>& waiting, std::int64_t today) {
    const Checkpoint next = next_checkpoint(today);
    const std::int64_t day = last_day_of(surveys::civil(today).year, next.month);
    const Words date = date_words(day);
    const Words left = days_left(day - today);
    const std::string percent = std::to_string(next.percent);
    waiting.push_back({Waiting::Kind::checkpoint, "",
                       {"下一个季度点：" + date.zh_cn + "，计划进度 " + percent + "%（" +
                            left.zh_cn + "）",
                        "Next checkpoint: " + date.en + ", planned progress " + percent + "% (" +
                            left.en + ")"}});
}

void add_score(std::vector<Waiting>& waiting, const Score& score) {
    const surveys::Words& name = score.indicator.name;
    const std::string english = name.in(surveys::Locale::en);
    if (score.judgement.official == engine::Official::missed)
        waiting.push_back({Waiting::Kind::missed, score.indicator.id,
                           {name.zh_cn + "：未达标，绩效自评须写明偏差原因",
                            english + ": missed, the review must state the reason"}});
    if (score.judgement.assurance.verdict == engine::Proof::undecided)
        waiting.push_back({Waiting::Kind::undecided, score.indicator.id,
                           {name.zh_cn + "：不能判定，看怎么办",
                            english + ": cannot tell, see what to do"}});
}

}  // namespace

std::vector<Waiting> what_waits(const surveys::Store& store, const std::vector<Score>& scores,
                                std::int64_t now_ms) {
    std::vector<Waiting> waiting;
    for (const Score& score : scores) add_score(waiting, score);
    add_surveys(waiting, store, now_ms);
    add_imports(waiting, store);
    add_checkpoint(waiting, surveys::day_of(now_ms));
    return waiting;
}

}  // namespace reports
