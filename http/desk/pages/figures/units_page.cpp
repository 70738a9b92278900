// The units' page: each unit's figure beside that of all, for an indicator and a year.
#include <httplib.h>

#include <algorithm>
#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/download.h"
#include "http/desk/pages/figures/score_table.h"
#include "http/desk/pages/figures/shown_year.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/frame.h"
#include "http/desk/pages/refusal_page.h"
#include "http/pages.h"
#include "http/public/markup.h"
#include "reports/charts/of_score.h"
#include "reports/charts/of_units.h"
#include "reports/formats/units_csv.h"
#include "reports/number.h"
#include "reports/ranking_words.h"
#include "reports/survey_report.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using reports::Standing;
using reports::UnitLine;
using surveys::Words;

const Words title{"单位", "Units"};
const std::array<PageWord, 17> unit_words{{
    {"w_units", {"单位", "Units"}},
    {"w_indicators", {"指标", "Indicators"}},
    {"w_years", {"年度", "Years"}},
    {"w_unit", {"单位", "Unit"}},
    {"w_n", {"有效 n", "Valid n"}},
    {"w_value", {"实际值", "Figure"}},
    {"w_interval", {"95% 界", "95 % bounds"}},
    {"w_difference", {"与全体相差", "From all"}},
    {"w_standing", {"比较", "Comparison"}},
    {"w_poster", {"海报", "Poster"}},
    {"w_download", {"下载表格（CSV）", "Download the table (CSV)"}},
    {"w_funnel", {"漏斗图与名次范围", "Funnel and possible places"}},
    {"w_share", {"满意率", "Share satisfied"}},
    {"w_limits", {"漏斗图", "Funnel"}},
    {"w_places", {"名次范围", "Possible places"}},
    {"w_silent", {"尚无答卷的单位", "Units without answers"}},
    {"w_none", {"还没有指标。", "There are no indicators yet."}},
}};
const Words withheld{"无记名测评，或对象不足100人：不按单位显示，以免认出个人。",
                     "A secret ballot, or fewer than 100 people: not broken down by unit, which "
                     "could name people."};

// What was asked for and what there is to say about it.
struct Shown {
    std::vector<surveys::Indicator> indicators;
    surveys::Indicator indicator;
    ShownYear year;
    reports::Score by_unit;
    reports::UnitComparison comparison;
};

std::optional<Shown> read_shown(const Asked& asked) {
    Shown shown{.indicators = asked.desk.store.indicators(),
                .indicator = {},
                .year = shown_year(asked, this_year(asked)),
                .by_unit = {},
                .comparison = {}};
    if (shown.indicators.empty()) return std::nullopt;
    const auto found = std::ranges::find(shown.indicators, asked.parameter("indicator"),
                                         &surveys::Indicator::id);
    shown.indicator = found == shown.indicators.end() ? shown.indicators.front() : *found;
    shown.by_unit = reports::make_score(asked.desk.store, shown.indicator, shown.year.period,
                                        surveys::GroupBy::unit);
    if (!shown.by_unit.is_breakdown_withheld)
        shown.comparison = reports::compare_units(shown.by_unit, asked.desk.store.units());
    return shown;
}

class UnitsPage {
public:
    UnitsPage(const Asked& asked, const Shown& shown)
        : shown_(shown), locale_(asked.locale), filling_(filling_for(asked, unit_words)) {}

    std::string html() {
        choices();
        if (shown_.by_unit.is_breakdown_withheld) {
            filling_.set("withheld", withheld.in(locale_));
            return fill(pages::desk_units_html, filling_);
        }
        whole();
        const auto& comparison = shown_.comparison;
        filling_.set("forest",
                     reports::forest(reports::forest_of(comparison.compared,
                                                        comparison.compared_units, "forest",
                                                        locale_)));
        rows();
        if (comparison.ranked > 0) ranks();
        filling_.set("download", address(shown_.indicator.id, shown_.year.year) + "&format=csv");
        return fill(pages::desk_units_html, filling_);
    }

private:
    static std::string address(const std::string& indicator, int year) {
        return "/desk/units?indicator=" + escape_url(indicator) + "&year=" + std::to_string(year);
    }

    void choices() {
        Filling list{Filling::type::list};
        for (const surveys::Indicator& indicator : shown_.indicators) {
            Filling item;
            item.set("name", indicator.name.in(locale_));
            item.set("address", address(indicator.id, shown_.year.year));
            if (indicator.id == shown_.indicator.id)
                item.set("is_shown", Filling::type::bool_true);
            list << item;
        }
        filling_.set("indicators", list);
        filling_.set("has_indicators", Filling::type::bool_true);
        constexpr int years_back = 2;
        put_years(filling_, shown_.year, shown_.year.this_year - years_back,
                  "/desk/units?indicator=" + escape_url(shown_.indicator.id) + "&year=");
    }

    void ranks() {
        const reports::UnitComparison& comparison = shown_.comparison;
        filling_.set("has_ranks", Filling::type::bool_true);
        filling_.set("funnel", reports::funnel(reports::funnel_of(comparison, shown_.by_unit,
                                                                  "funnel", locale_)));
        filling_.set("about_ranks", reports::about_ranks(comparison).in(locale_));
        Filling ranks{Filling::type::list};
        for (const UnitLine& line : comparison.lines) {
            if (!line.rank) continue;
            const engine::Share share = reports::share_of(line.score);
            Filling row;
            row.set("name", line.unit.name);
            row.set("n", std::to_string(share.answers));
            row.set("share", reports::shown_part(share.satisfied, share.answers) + "%");
            row.set("limits", reports::words(*line.rank).in(locale_));
            row.set("places", reports::shown_places(*line.rank));
            ranks << row;
        }
        filling_.set("ranks", ranks);
    }

    void whole() {
        const reports::Score& all = shown_.by_unit;
        const bool is_english = locale_ == surveys::Locale::en;
        filling_.set("is_told", Filling::type::bool_true);
        std::string words = (is_english ? "All answers: " : "全体答卷：") +
                            value_with_unit(all, locale_) +
                            (is_english ? ", n = " : "，n = ") + std::to_string(all.n());
        filling_.set("whole", words);
        const std::string bound = std::to_string(reports::compared_answers_min);
        const Words about{
            "只有整个区间都在全体的一侧，才说“高于”或“低于”。逐个比较时，即使毫无真实差别，平均每10个单位也会有至多1个"
            "看上去不同。有效答卷不足" + bound + "份的另列：样本不足，不参与排名。上级单位含下属单位的答卷。",
            "Above or below is said only when the whole interval lies on that side of the figure "
            "of all. Compared one by one, up to one unit in ten looks different though "
            "nothing is. Units with fewer than " + bound + " valid answers stand apart: too few to "
            "be ranked. A unit's figure includes the units below it."};
        filling_.set("about", about.in(locale_));
        if (is_nominal(all))
            filling_.set("nominal",
                         Words{"答卷来自自愿作答，区间和比较都是名义的。",
                               "The answers are of volunteers: intervals and comparisons are "
                               "nominal."}
                             .in(locale_));
    }

    Filling row_of(const UnitLine& line) const {
        Filling row;
        row.set("name", line.unit.name);
        row.set("code", line.unit.code);
        constexpr int depths = 4;  // that the sheet knows how to indent
        row.set("depth", std::to_string(std::min(line.depth, depths - 1)));
        row.set("n", std::to_string(line.score.n()));
        row.set("value", value_with_unit(line.score, locale_));
        row.set("interval", interval_words(line.score));
        row.set("difference",
                reports::shown_difference(line.score, shown_.by_unit).value_or("—"));
        row.set("standing", reports::words(line.standing).in(locale_));
        row.set("mark", std::string(line.standing == Standing::above   ? "above"
                                    : line.standing == Standing::below ? "below"
                                                                       : "alike"));
        row.set("poster", "/desk/surveys/" + escape_url(shown_.indicator.survey) +
                              "/poster?unit=" + escape_url(line.unit.code));
        return row;
    }

    void rows() {
        Filling compared{Filling::type::list};
        Filling few{Filling::type::list};
        Filling silent{Filling::type::list};
        bool has_few = false;
        bool has_silent = false;
        for (const UnitLine& line : shown_.comparison.lines) {
            if (line.standing == Standing::silent) {
                silent << row_of(line);
                has_silent = true;
            } else if (line.standing == Standing::too_few) {
                few << row_of(line);
                has_few = true;
            } else {
                compared << row_of(line);
            }
        }
        filling_.set("compared", compared);
        if (!shown_.comparison.compared_units.empty())
            filling_.set("has_compared", Filling::type::bool_true);
        filling_.set("few", few);
        if (has_few) filling_.set("has_few", Filling::type::bool_true);
        filling_.set("few_caption",
                     reports::words(Standing::too_few).in(locale_));
        filling_.set("silent", silent);
        if (has_silent) filling_.set("has_silent", Filling::type::bool_true);
        const std::int64_t without = shown_.comparison.without_unit.n();
        if (without == 0) return;
        const std::string count = std::to_string(without);
        filling_.set("without",
                     Words{"未注明单位的有效答卷：" + count + "份，计入全体。",
                           count + " valid answers name no unit; they count in the whole."}
                         .in(locale_));
    }

    const Shown& shown_;
    surveys::Locale locale_;
    Filling filling_;
};

void show_units(const Asked& asked, httplib::Response& response) {
    const auto shown = read_shown(asked);
    if (shown && asked.parameter("format") == "csv" && !shown->by_unit.is_breakdown_withheld) {
        const std::string year = std::to_string(shown->year.year);
        return reply_download(
            response, {.name = "单位比较-" + shown->indicator.id + "-" + year + ".csv",
                       .plain_name = "units-" + year + ".csv",
                       .type = "text/csv; charset=utf-8",
                       .bytes = reports::units_to_csv(shown->by_unit, shown->comparison,
                                                      asked.locale)});
    }
    reply_desk_page(asked, response,
                    {.title = title.in(asked.locale),
                     .place = Place::units,
                     .body = shown ? UnitsPage(asked, *shown).html()
                                   : fill(pages::desk_units_html,
                                          filling_for(asked, unit_words)),
                     .live = true});
}

}  // namespace

void add_units_page(DeskRoutes& routes) {
    routes.show(surveys::Role::viewer, "/desk/units", show_units);
}

}  // namespace http
