#include <kainjow/mustache.hpp>

#include <array>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/figures/asked_period.h"
#include "http/desk/pages/figures/score_card.h"
#include "http/desk/pages/filling.h"
#include "http/desk/pages/frame.h"
#include "http/desk/pages/refusal_page.h"
#include "http/pages.h"
#include "http/public/markup.h"
#include "reports/charts/of_score.h"
#include "reports/explanation.h"
#include "reports/number.h"
#include "reports/words.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using reports::Score;
using surveys::GroupBy;
using surveys::Locale;
using surveys::Words;

const std::array<PageWord, 20> indicator_words{{
    {"w_from", {"起始日", "From"}},
    {"w_to", {"截至", "To"}},
    {"w_result", {"结果", "Result"}},
    {"w_sentence", {"引用时写", "When quoted"}},
    {"w_formula", {"怎样算出来的", "How the figure is made"}},
    {"w_counts", {"答卷分布", "The answers"}},
    {"w_answer", {"评价", "Answer"}},
    {"w_worth", {"分值", "Value"}},
    {"w_satisfied", {"计为满意", "Satisfied"}},
    {"w_count", {"份数", "Answers"}},
    {"w_proof", {"能证明什么", "What it proves"}},
    {"w_interval", {"区间", "Interval"}},
    {"w_withheld",
     {"人数少于 100 或为无记名测评：分月、分单位公布会让人猜出是谁答的，所以只公布整体数字。",
      "Fewer than 100 people, or a secret ballot: figures by month or unit could show who "
      "answered what, so only the whole is shown."}},
    {"w_sources", {"答卷来源", "Where the answers come from"}},
    {"w_source", {"来源", "Source"}},
    {"w_valid", {"有效答卷", "Valid answers"}},
    {"w_origin", {"问卷与数据", "Questionnaire and data"}},
    {"w_questionnaire", {"问卷", "Questionnaire"}},
    {"w_no_survey", {"还没有这个调查", "There is no such survey yet"}},
    {"w_data", {"下载", "Download"}},
}};

Filling lines_of(const std::vector<reports::ExplainedLine>& lines, Locale locale) {
    Filling list{Filling::type::list};
    for (const reports::ExplainedLine& line : lines) {
        Filling item;
        item.set("label", line.label.in(locale));
        item.set("text", line.text.in(locale));
        list << item;
    }
    return list;
}

Filling grades_of(const Score& score, Locale locale) {
    const engine::Scale& scale = score.indicator.scale;
    Filling list{Filling::type::list};
    for (const engine::Grade grade : engine::grades) {
        Filling row;
        row.set("grade", reports::words(grade).in(locale));
        row.set("worth", std::to_string(scale.worth(grade)));
        row.set("satisfied", scale.satisfies(grade) ? Words{"是", "yes"}.in(locale)
                                                    : Words{"否", "no"}.in(locale));
        row.set("count", std::to_string(score.counts.count(grade)));
        row.set("percent", score.n() > 0
                               ? reports::shown_part(score.counts.count(grade), score.n())
                               : std::string("—"));
        list << row;
    }
    return list;
}

Filling others_of(const Score& score, Locale locale) {
    struct Row {
        Words label;
        std::int64_t count;
    };
    const engine::Tally& counts = score.counts;
    Filling list{Filling::type::list};
    for (const Row& row :
         {Row{{"有效答卷 n", "Valid answers n"}, score.n()},
          Row{{"不适用（不计入）", "Not applicable (not counted)"}, counts.not_applicable},
          Row{{"空白（不计入）", "Blank (not counted)"}, counts.blank},
          Row{{"默认评价（不计入）", "Default ratings (not counted)"}, counts.by_default}}) {
        Filling item;
        item.set("label", row.label.in(locale));
        item.set("count", std::to_string(row.count));
        list << item;
    }
    return list;
}

// Each source apart: the same score of that source alone.
Filling sources_of(const Asked& asked, const Score& score) {
    Filling list{Filling::type::list};
    for (const surveys::Source source : score.indicator.sources) {
        surveys::Indicator only = score.indicator;
        only.sources = {source};
        Filling item;
        item.set("source", reports::words(source).in(asked.locale));
        item.set("count",
                 std::to_string(reports::make_score(asked.desk.store, only, score.period).n()));
        list << item;
    }
    return list;
}

void put_origin(Filling& filling, const Score& score) {
    const std::string id = escape_url(score.indicator.id);
    const std::string days = "?from=" + surveys::iso_date(score.period.first_day) +
                             "&to=" + surveys::iso_date(score.period.last_day);
    filling.set("json", "/api/v1/indicators/" + id + "/score" + days);
    filling.set("csv", "/api/v1/indicators/" + id + "/score.csv" + days);
    if (!score.asked) return;
    Filling asked;
    asked.set("id", score.asked->id);
    asked.set("version", std::to_string(score.asked->version));
    asked.set("sha256", score.asked->sha256);
    filling.set("asked", asked);
}

std::string body_of(const Asked& asked, const Score& score) {
    const Locale locale = asked.locale;
    Filling filling = card_of(asked, score, "indicator");
    put_words(filling, indicator_words, locale);
    put_words(filling, card_words(), locale);
    filling.set("from", surveys::iso_date(score.period.first_day));
    filling.set("to", surveys::iso_date(score.period.last_day));
    filling.set("sentence", reports::official_sentence(score).in(locale));
    filling.set("formula", lines_of(reports::explain_formula(score), locale));
    filling.set("distribution",
                distribution(reports::distribution_of(score.counts, score.indicator.name.in(locale),
                                                      "indicator-grades", locale)));
    filling.set("grades", grades_of(score, locale));
    filling.set("others", others_of(score, locale));
    filling.set("proof_lines", lines_of(reports::explain_proof(score), locale));
    filling.set("point_lines", lines_of(reports::explain_points(score), locale));
    filling.set("months", months_of(score, "indicator", locale));
    filling.set("sources", sources_of(asked, score));
    put_origin(filling, score);
    return fill(pages::desk_indicator_html, filling);
}

void show_indicator(const Asked& asked, httplib::Response& response) {
    const std::string id = asked.match(1);
    for (const surveys::Indicator& indicator : asked.desk.store.indicators()) {
        if (indicator.id != id) continue;
        const Score score = reports::make_score(asked.desk.store, indicator,
                                                asked_period(asked).period, GroupBy::month);
        return reply_desk_page(asked, response,
                               {.title = indicator.name.in(asked.locale),
                                .place = Place::front,
                                .body = body_of(asked, score)});
    }
    reply_refusal(asked, response, 404, {"没有这个指标", "There is no such indicator"});
}

}  // namespace

void add_indicator_page(DeskRoutes& routes) {
    routes.show(surveys::Role::viewer, "/desk/indicators/([A-Za-z0-9_-]+)", show_indicator);
}

}  // namespace http
