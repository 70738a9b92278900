#include <kainjow/mustache.hpp>

#include <array>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/figures/asked_period.h"
#include "http/desk/pages/figures/front_news.h"
#include "http/desk/pages/figures/score_card.h"
#include "http/desk/pages/filling.h"
#include "http/desk/pages/frame.h"
#include "http/pages.h"
#include "reports/checkpoints.h"
#include "reports/score.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::Locale;
using surveys::Words;

const std::array<PageWord, 18> front_words{{
    {"w_year", {"年度", "Year"}},
    {"w_as_of", {"截至", "As of"}},
    {"w_checkpoints", {"季度点", "Checkpoints"}},
    {"w_n", {"有效答卷 n", "Valid answers n"}},
    {"w_people", {"总体 N", "People N"}},
    {"w_design", {"调查方式", "Design"}},
    {"w_unrounded", {"未取整", "unrounded"}},
    {"w_months", {"各月数据", "The months in numbers"}},
    {"w_explain", {"怎样算出来的", "How it is made"}},
    {"w_survey", {"看答卷", "The answers"}},
    {"w_waiting", {"待办", "What is waiting"}},
    {"w_legend",
     {"“已收答卷”说收回的答卷是否够目标，“全体对象”说凭这些答卷能不能断定所有人是否够目标。"
      "得分按自评表的办法，由已收答卷的数值算出，与能否证实无关。",
      "“The answers” says whether those that came reach the target, “Everybody” whether they "
      "prove it of all. Points follow the form's rule from the answers' figure, proven or not."}},
    {"w_channel", {"渠道", "Channel"}},
    {"w_answers", {"答卷", "Answers"}},
    {"w_part", {"占比", "Share"}},
    {"w_week", {"近 7 天", "The last seven days"}},
    {"w_by_channel", {"答卷渠道", "By channel"}},
    {"w_none", {"没有指标", "There are no indicators"}},
}};

Filling years_of(const Asked& asked, int chosen) {
    Filling years{Filling::type::list};
    for (const int year : years_to_choose(asked)) {
        Filling item;
        item.set("year", std::to_string(year));
        if (year == chosen) item.set("is_chosen", Filling::type::bool_true);
        years << item;
    }
    return years;
}

// Those that are past can be looked at again; the one the figures stand on is marked.
Filling checkpoints_of(const Asked& asked, const AskedPeriod& shown) {
    const std::int64_t today = surveys::day_of(asked.desk.now_ms());
    Filling list{Filling::type::list};
    for (const reports::Checkpoint& checkpoint : reports::checkpoints) {
        const std::int64_t day = reports::last_day_of(shown.year(), checkpoint.month);
        const std::string month = std::to_string(checkpoint.month);
        Filling item;
        item.set("name", Words{month + "月", surveys::iso_month(day)}.in(asked.locale));
        item.set("percent", std::to_string(checkpoint.percent));
        if (day == shown.period.last_day)
            item.set("is_here", Filling::type::bool_true);
        else if (day < today)
            item.set("address", "/desk/?to=" + surveys::iso_date(day));
        list << item;
    }
    return list;
}

std::string title_of(int year, Locale locale) {
    const std::string number = std::to_string(year);
    return Words{number + "年满意度指标", "Satisfaction in " + number}.in(locale);
}

Filling cards_of(const Asked& asked, const std::vector<reports::Score>& scores,
                 const AskedPeriod& shown) {
    Filling cards{Filling::type::list};
    int number = 0;
    for (const reports::Score& score : scores) {
        std::string id = "card-";
        id.append(std::to_string(++number));
        Filling card = card_of(asked, score, id);
        card.set("months", months_of(score, id, asked.locale));
        card.set("query", shown.query);
        cards << card;
    }
    return cards;
}

void show_front(const Asked& asked, httplib::Response& response) {
    const AskedPeriod shown = asked_period(asked);
    const auto scores =
        reports::make_scores(asked.desk.store, shown.period, surveys::GroupBy::month);
    Filling filling = filling_for(asked, front_words);
    put_words(filling, card_words(), asked.locale);
    filling.set("title", title_of(shown.year(), asked.locale));
    filling.set("as_of", surveys::iso_date(shown.period.last_day));
    filling.set("years", years_of(asked, shown.year()));
    filling.set("checkpoints", checkpoints_of(asked, shown));
    filling.set("cards", cards_of(asked, scores, shown));
    if (scores.empty()) filling.set("is_empty", Filling::type::bool_true);
    if (shown.is_current) filling.set("news", news_of(asked, scores));
    reply_desk_page(asked, response,
                    {.title = title_of(shown.year(), asked.locale),
                     .place = Place::front,
                     .body = fill(pages::desk_front_html, filling),
                     .live = shown.is_current});
}

}  // namespace

void add_front_page(DeskRoutes& routes) {
    routes.show(surveys::Role::viewer, "/desk/?", show_front);
}

}  // namespace http
