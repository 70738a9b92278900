#include "http/desk/pages.h"

#include <kainjow/mustache.hpp>

#include "http/desk/accounts.h"
#include "http/pages.h"
#include "http/public/asset_shelf.h"
#include "reports/number.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace http {
namespace {

using kainjow::mustache::data;
using surveys::Locale;

std::string in_chinese(const surveys::Words& words) { return words.in(Locale::zh_cn); }

data styled_by(const AssetShelf& assets) {
    data content;
    content.set("base_sheet", assets.address("manyidu.css"));
    content.set("desk_sheet", assets.address("desk.css"));
    return content;
}

// "名义" marks what volunteers would prove if they had been drawn by lot: a description, no proof.
std::string proof_of(const reports::Score& score) {
    const engine::Assurance& assurance = score.judgement.assurance;
    std::string text = in_chinese(reports::words(assurance.verdict));
    if (assurance.certain) text += "（确定）";
    if (assurance.nominal_verdict != assurance.verdict)
        text += "（名义：" + in_chinese(reports::words(assurance.nominal_verdict)) + "）";
    return text;
}

data row_of(const reports::Score& score) {
    const surveys::Indicator& indicator = score.indicator;
    const auto& official = score.judgement.official;
    const auto value = reports::shown_value(score);
    const auto bounds = reports::shown_interval(score);
    const std::string unit = in_chinese(reports::unit_of(indicator.measure));
    data row;
    row.set("name", in_chinese(indicator.name));
    row.set("value", value ? *value + unit : "—");
    row.set("target", indicator.target.target.text);
    row.set("official", official ? in_chinese(reports::words(*official)) : "—");
    row.set("state", official ? std::string(engine::name(*official)) : "none");
    row.set("proof", proof_of(score));
    const bool is_nominal = indicator.population.design == surveys::Design::volunteer;
    row.set("bounds", bounds ? bounds->lower + " – " + bounds->upper + (is_nominal ? "（名义）" : "")
                             : "—");
    row.set("n", std::to_string(score.n()));
    row.set("people", score.population ? std::to_string(*score.population) : "未知");
    row.set("design", in_chinese(reports::words(indicator.population.design)));
    row.set("earned", reports::shown_points(score).value_or("—"));
    row.set("full", std::to_string(indicator.weight));
    return row;
}

}  // namespace

std::string login_page(const AssetShelf& assets, const std::string& problem) {
    kainjow::mustache::mustache page{std::string(pages::desk_login_html)};
    data content = styled_by(assets);
    if (!problem.empty()) content.set("problem", problem);
    return page.render(content);
}

std::string front_page(const AssetShelf& assets, const std::vector<reports::Score>& scores,
                       const Visitor& visitor) {
    kainjow::mustache::mustache page{std::string(pages::desk_front_html)};
    data content = styled_by(assets);
    data rows{data::type::list};
    for (const reports::Score& score : scores) rows << row_of(score);
    content.set("who", visitor.name);
    content.set("as_of", scores.empty() ? "" : surveys::iso_date(scores.front().period.last_day));
    content.set("scores", rows);
    return page.render(content);
}

}  // namespace http
