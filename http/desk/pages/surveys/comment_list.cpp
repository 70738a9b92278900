#include "http/desk/pages/surveys/comment_list.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/form_parts.h"
#include "http/pages.h"
#include "http/public/markup.h"
#include "reports/words.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::Comment;
using surveys::Words;

const std::array<PageWord, 4> comment_words{{
    {"w_comments", {"意见", "Comments"}},
    {"w_colon", {"：", ": "}},
    {"w_older", {"更早的意见", "Older comments"}},
    {"w_leave", {"看全部单位最新的意见", "The latest comments of all units"}},
}};
const Words about{"按收到的先后，最新的在前。撤销的导入不在其中。",
                  "In the order they came, the latest first; undone imports are left out."};
const Words about_ballot{"顺序已打乱，不显示时间、单位和等级。",
                         "Shuffled, without time, unit or grade."};
const Words nothing{"没有意见。", "There are no comments."};
const Words nothing_here{"这一段里没有意见，请看更早的。", "None in this stretch: see older ones."};

std::optional<std::int64_t> number_in(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0)
        return std::nullopt;
    return number;
}

// Whether the reader must be told which question a text answers.
bool asks_several_texts(const surveys::Questionnaire& questionnaire) {
    return std::ranges::count(questionnaire.questions, surveys::QuestionType::text,
                              &surveys::Question::type) > 1;
}

class CommentList {
public:
    CommentList(const Asked& asked, const reports::SurveyReport& report, const ShownYear& shown)
        : asked_(asked),
          report_(report),
          is_ballot_(report.survey.mode == surveys::Mode::ballot),
          address_("/desk/surveys/" + escape_url(report.survey.id)),
          units_(asked.desk.store.units()) {
        if (!is_ballot_) address_ += "?year=" + std::to_string(shown.year);
        query_ = {.survey = report.survey.id,
                  .grade_question = report.whole().indicator.question,
                  .unit = std::nullopt,
                  .first_day = shown.period.first_day,
                  .last_day = shown.period.last_day,
                  .before = number_in(asked.parameter("before"))};
        const std::string unit = asked.parameter("unit");
        const bool is_known = std::ranges::find(units_, unit, &surveys::Unit::code) != units_.end();
        if (!is_ballot_ && is_known) query_.unit = unit;
    }

    std::string html() {
        const surveys::CommentPage page = asked_.desk.store.comments(query_);
        Filling filling = filling_for(asked_, comment_words);
        Filling list{Filling::type::list};
        for (const Comment& comment : page.comments) list << item(comment);
        filling.set("comments", list);
        if (!page.comments.empty()) filling.set("has_comments", Filling::type::bool_true);
        filling.set("nothing", (page.older ? nothing_here : nothing).in(asked_.locale));
        filling.set("about", (is_ballot_ ? about_ballot : about).in(asked_.locale));
        if (query_.unit) filling.set("unit", name_of(units_, *query_.unit, ""));
        if (query_.unit || query_.before) filling.set("leave", address_ + "#comments");
        if (page.older) filling.set("older", older(*page.older));
        return fill(pages::desk_comments_html, filling);
    }

private:
    Filling item(const Comment& comment) const {
        Filling texts{Filling::type::list};
        for (const surveys::CommentText& text : comment.texts) {
            Filling one;
            one.set("text", text.text);
            const auto* const question = report_.questionnaire.find(text.question);
            if (question != nullptr && asks_several_texts(report_.questionnaire))
                one.set("question", question->text.in(asked_.locale));
            texts << one;
        }
        Filling item;
        item.set("texts", texts);
        if (is_ballot_) return item;
        item.set("day", surveys::iso_date(surveys::day_of(comment.received_ms)));
        if (!comment.unit.empty()) item.set("place", name_of(units_, comment.unit, ""));
        if (comment.grade) item.set("grade", reports::words(*comment.grade).in(asked_.locale));
        return item;
    }

    std::string older(std::int64_t before) const {
        std::string address = address_ + (is_ballot_ ? "?" : "&");
        if (query_.unit) address += "unit=" + escape_url(*query_.unit) + "&";
        return address + "before=" + std::to_string(before) + "#comments";
    }

    const Asked& asked_;
    const reports::SurveyReport& report_;
    bool is_ballot_;
    std::string address_;
    std::vector<surveys::Unit> units_;
    surveys::CommentQuery query_;
};

}  // namespace

std::string comment_list(const Asked& asked, const reports::SurveyReport& report,
                         const ShownYear& shown) {
    return CommentList(asked, report, shown).html();
}

}  // namespace http
