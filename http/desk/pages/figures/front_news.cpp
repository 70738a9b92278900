#include "http/desk/pages/figures/front_news.h"

#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/public/doorkeeper.h"
#include "http/public/markup.h"
#include "reports/number.h"
#include "reports/waiting.h"
#include "reports/week.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace http {
namespace {

using reports::Waiting;
using surveys::Locale;
using surveys::Words;

std::string address_of(const Waiting& waiting) {
    switch (waiting.kind) {
        case Waiting::Kind::missed:
        case Waiting::Kind::undecided: return "/desk/indicators/" + escape_url(waiting.subject);
        case Waiting::Kind::draft:
        case Waiting::Kind::closing: return "/desk/surveys/" + escape_url(waiting.subject);
        case Waiting::Kind::import: return "/desk/imports";
        case Waiting::Kind::checkpoint: return "";
    }
    return "";
}

// What the doorkeeper saw today: it turned nobody away, so somebody should look.
void add_flags(const Asked& asked, Filling& list) {
    if (!asked.desk.door) return;
    for (const Flag& flag : asked.desk.door->flags(asked.desk.now_ms())) {
        const std::string addresses = std::to_string(flag.addresses);
        const std::string most = std::to_string(flag.most);
        const Words words{"“" + flag.survey + "”今天有 " + addresses +
                              " 个网络地址答得特别多，最多的 " + most +
                              " 份。可能是大厅的平板或共用的网络，请核实；这些答卷都已计入",
                          "“" + flag.survey + "”: " + addresses +
                              " network addresses answered unusually often today, the busiest " +
                              most + " times. It may be a hall's tablet or a shared network: "
                              "please look into it; every answer was counted"};
        Filling item;
        item.set("text", words.in(asked.locale));
        item.set("address", "/desk/surveys/" + escape_url(flag.survey));
        list << item;
    }
}

Filling waiting_list(const Asked& asked, const std::vector<reports::Score>& scores) {
    Filling list{Filling::type::list};
    for (const Waiting& waiting :
         reports::what_waits(asked.desk.store, scores, asked.desk.now_ms())) {
        Filling item;
        item.set("text", waiting.words.in(asked.locale));
        if (const std::string address = address_of(waiting); !address.empty())
            item.set("address", address);
        list << item;
    }
    add_flags(asked, list);
    return list;
}

// "答卷 412 份，比前 7 天多 32 份 ↑"
std::string week_words(const reports::Week& week, Locale locale) {
    const std::string answers = std::to_string(week.answers);
    const std::int64_t change = week.answers - week.before;
    const std::string by = std::to_string(change < 0 ? -change : change);
    Words words{"答卷 " + answers + " 份，", answers + " answers, "};
    if (change == 0)
        words = {words.zh_cn + "与前 7 天一样多", words.en + "as many as the seven days before"};
    else if (change > 0)
        words = {words.zh_cn + "比前 7 天多 " + by + " 份 ↑",
                 words.en + by + " more than the seven days before ↑"};
    else
        words = {words.zh_cn + "比前 7 天少 " + by + " 份 ↓",
                 words.en + by + " fewer than the seven days before ↓"};
    return words.in(locale);
}

}  // namespace

Filling news_of(const Asked& asked, const std::vector<reports::Score>& scores) {
    const reports::Week week =
        reports::last_week(asked.desk.store, surveys::day_of(asked.desk.now_ms()));
    Filling channels{Filling::type::list};
    for (const reports::ChannelAnswers& channel : week.channels) {
        Filling item;
        item.set("channel", reports::words(channel.channel).in(asked.locale));
        item.set("answers", std::to_string(channel.answers));
        item.set("percent", reports::shown_part(channel.answers, week.answers));
        channels << item;
    }
    Filling news;
    news.set("waiting", waiting_list(asked, scores));
    news.set("week", week_words(week, asked.locale));
    if (!week.channels.empty()) {
        Filling table;
        table.set("rows", channels);
        news.set("channels", table);
    }
    return news;
}

}  // namespace http
