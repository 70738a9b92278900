// The codes: the batches of a survey, a new one, shown once, and the end of a lost one.
#include <httplib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/confirm_page.h"
#include "http/desk/pages/download.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/refusal_page.h"
#include "http/desk/pages/work/paper_words.h"
#include "http/front/reply.h"
#include "http/pages.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::CodeBatch;
using surveys::Role;
using surveys::Words;

const Words title{"调查码", "Codes"};
const Words any_unit{"不分单位", "No unit"};
const Words no_such_batch{"没有这批码", "There is no such batch of codes"};
const std::array<PageWord, 19> code_words{{
    {"w_survey", {"调查", "Survey"}},
    {"w_show", {"查看", "Show"}},
    {"w_batches", {"已制作的批次", "Batches made"}},
    {"w_number", {"批次", "Batch"}},
    {"w_day", {"制作日", "Made on"}},
    {"w_unit", {"单位", "Unit"}},
    {"w_made", {"共", "Codes"}},
    {"w_used", {"已用", "Used"}},
    {"w_unused", {"未用", "Unused"}},
    {"w_revoked", {"已作废", "Revoked"}},
    {"w_revoke", {"作废", "Revoke"}},
    {"w_total", {"合计", "Total"}},
    {"w_no_batch", {"这项调查还没有制作过码。", "No codes have been made for this survey."}},
    {"w_no_survey", {"没有可以做码的调查。", "There is no survey to make codes for."}},
    {"w_make", {"制作一批", "Make a batch"}},
    {"w_once", {"码只显示这一次：做好后请马上打印或保存。系统里只留校验值，谁也不能再取出来。",
                "Codes are shown once: print or save them at once. Only their hashes are kept, and "
                "nobody can get them back."}},
    {"w_count", {"数量（1 到 10000）", "How many (1 to 10000)"}},
    {"w_form", {"做成", "As"}},
    {"w_make_now", {"制作", "Make them"}},
}};

// What the form of a new batch holds.
struct CodeForm {
    CodeOrder order;
    std::string count = "100";  // as it was typed
    std::string form = "slips";
    std::string language = "zh-CN";
};

// First those that are answered with codes only; a code may be given out for an open one, too.
// Of the ballots those that wait for their opening, and those that have a list.
std::vector<Choice> survey_choices(const Asked& asked) {
    std::vector<Choice> choices;
    const auto all = asked.desk.store.surveys();
    for (const surveys::Mode mode : {surveys::Mode::coded, surveys::Mode::open})
        for (const surveys::Survey& survey : all)
            if (survey.mode == mode)
                choices.push_back({survey.id, title_of(asked.desk.store, survey, asked.locale)});
    for (const surveys::Survey& survey : all)
        if (survey.mode == surveys::Mode::ballot &&
            (survey.state == surveys::SurveyState::draft || asked.desk.store.ballot(survey.id)))
            choices.push_back({survey.id, title_of(asked.desk.store, survey, asked.locale)});
    return choices;
}

Filling row_of(const CodeBatch& batch, const std::vector<surveys::Unit>& units, bool is_ballot,
               surveys::Locale locale) {
    const std::int64_t unused = batch.made - batch.used - batch.revoked;
    Filling row;
    row.set("number", std::to_string(batch.number));
    row.set("day", surveys::iso_date(surveys::day_of(batch.made_ms)));
    row.set("unit", name_of(units, batch.unit, any_unit.in(locale)));
    row.set("made", std::to_string(batch.made));
    row.set("used", std::to_string(batch.used));
    row.set("unused", std::to_string(unused));
    row.set("revoked", std::to_string(batch.revoked));
    const bool can_revoke = unused > 0 && !is_ballot;  // a ballot's list stays as it was made
    row.set("can_revoke", can_revoke ? Filling::type::bool_true : Filling::type::bool_false);
    return row;
}

Words ballot_words(const surveys::BallotStanding& ballot) {
    return {"无记名测评的码在开放前一次做好，再做一次，以前的纸条全部作废；开放后不能增加。"
            "已用数在结束前每5个更新一次。码表校验值：" + ballot.list_hash,
            "The codes of a secret ballot are made once, before it is opened: made again, all "
            "slips before are void; none can be added afterwards. Until it is closed, used ones "
            "are shown in steps of five. Hash of the list: " + ballot.list_hash};
}

void put_batches(Filling& filling, const Asked& asked, const std::string& survey) {
    const auto units = asked.desk.store.units();
    const auto ballot = asked.desk.store.ballot(survey);
    Filling rows{Filling::type::list};
    CodeBatch total;
    for (const CodeBatch& batch : asked.desk.store.code_batches(survey)) {
        rows << row_of(batch, units, ballot.has_value(), asked.locale);
        total.made += batch.made;
        total.used += batch.used;
        total.revoked += batch.revoked;
    }
    if (ballot) filling.set("ballot", ballot_words(*ballot).in(asked.locale));
    filling.set("batches", rows);
    filling.set("has_batches",
                total.made > 0 ? Filling::type::bool_true : Filling::type::bool_false);
    filling.set("total_made", std::to_string(total.made));
    filling.set("total_used", std::to_string(total.used));
    filling.set("total_unused", std::to_string(total.made - total.used - total.revoked));
    filling.set("total_revoked", std::to_string(total.revoked));
}

void put_form(Filling& filling, const Asked& asked, const CodeForm& form) {
    const Words slips{"小票：A4 每页 10 张，马上可以打印", "Slips: A4, ten a page, ready to print"};
    const Words table{"码表：CSV 文件", "A table: CSV file"};
    filling.set("may_write", asked.visitor.role >= Role::officer ? Filling::type::bool_true
                                                                 : Filling::type::bool_false);
    filling.set("count", form.count);
    put_choices(filling, "units",
                unit_choices(asked.desk.store.units(), any_unit.in(asked.locale)),
                form.order.unit);
    put_choices(filling, "forms",
                std::vector<Choice>{{"slips", slips.in(asked.locale)},
                                    {"csv", table.in(asked.locale)}},
                form.form);
    put_choices(filling, "languages", language_choices(), form.language);
}

void reply_codes(const Asked& asked, httplib::Response& response, CodeForm form,
                 const surveys::Problems& problems = {}, const std::string& note = {}) {
    Filling filling = filling_for(asked, code_words);
    put_paper_words(filling, asked);
    const auto choices = survey_choices(asked);
    const auto chosen = std::find_if(choices.begin(), choices.end(), [&](const Choice& choice) {
        return choice.value == form.order.survey;
    });
    const auto& shown = chosen == choices.end() && !choices.empty() ? choices.begin() : chosen;
    if (shown != choices.end()) {
        form.order.survey = shown->value;
        filling.set("chosen_survey", shown->value);
        filling.set("chosen_title", shown->words);
        put_batches(filling, asked, shown->value);
    }
    put_choices(filling, "surveys", choices, form.order.survey);
    put_form(filling, asked, form);
    put_problems(filling, problems, asked.locale);
    if (!note.empty()) filling.set("note", note);
    reply_desk_page(asked, response,
                    {.title = title.in(asked.locale),
                     .place = Place::codes,
                     .body = fill(pages::desk_codes_html, filling)},
                    problems.empty() ? 200 : 422);
}

void show_codes(const Asked& asked, httplib::Response& response) {
    const std::string survey = asked.parameter("survey");
    std::string note;
    for (const CodeBatch& batch : asked.desk.store.code_batches(survey)) {
        const std::string number = std::to_string(batch.number);
        if (asked.parameter("revoked") != number) continue;
        const std::string revoked = std::to_string(batch.revoked);
        note = Words{"第 " + number + " 批已作废：" + revoked + " 个未用的码不能再用。",
                     "Batch " + number + " is revoked: " + revoked + " unused codes have ended."}
                   .in(asked.locale);
    }
    reply_codes(asked, response, {.order = {.survey = survey, .count = 0, .unit = ""}}, {}, note);
}

CodeForm read_form(const Asked& asked) {
    CodeForm form{.order = {.survey = asked.field("survey"), .count = 0,
                            .unit = asked.field("unit")},
                  .count = asked.field("count"),
                  .form = asked.field("form"),
                  .language = asked.field("language")};
    const std::string& text = form.count;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), form.order.count);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) form.order.count = 0;
    return form;
}

void reply_table(const Asked& asked, httplib::Response& response, const CodeOrder& order,
                 const std::vector<std::string>& codes) {
    const std::string day = surveys::iso_date(surveys::day_of(asked.desk.now_ms()));
    reply_download(response,
                   {.name = "调查码-" + order.survey + "-" + day + ".csv",
                    .plain_name = "codes-" + day + ".csv",
                    .type = "text/csv; charset=utf-8",
                    .bytes = code_table(asked.desk.store, order, codes)});
}

void reply_slips(const Asked& asked, httplib::Response& response, const CodeForm& form,
                 const std::vector<std::string>& codes) {
    const auto sheet =
        slips_of(paper_room(asked, language_named(form.language)), form.order.survey, codes);
    const std::string count = std::to_string(codes.size());
    const Words made{count + " 张小票，只显示这一次", count + " slips, shown this once"};
    const Words how{
        "请现在用浏览器的“打印”（Ctrl+P）打印或另存为 PDF：A4，缩放 100%，不要页眉页脚。"
        "离开这一页就不能再取出这些码；刷新会另做一批。这几行字不会印出来。",
        "Print now with your browser (Ctrl+P), or save as PDF: A4, 100 %, no headers or footers. "
        "Once you leave this page nobody can get these codes back; reloading it makes another "
        "batch. These lines are not printed."};
    const Words back{"已打印或保存，返回", "Printed or saved: go back"};
    reply_page(response, 200,
               to_html(sheet, {.style_address = "/desk/paper/slips.css",
                               .notice = reports::SheetNotice{
                                   .title = made.in(asked.locale),
                                   .text = how.in(asked.locale),
                                   .back = "/desk/codes?survey=" + form.order.survey,
                                   .back_word = back.in(asked.locale)}}));
}

void make_codes(const Asked& asked, httplib::Response& response) {
    const CodeForm form = read_form(asked);
    auto problems = check(form.order, asked.desk.store);
    for (surveys::Problem& problem : slip_problems(asked.desk.store, form.order.survey))
        if (asked.desk.store.survey(form.order.survey)) problems.push_back(std::move(problem));
    if (!problems.empty()) return reply_codes(asked, response, form, problems);
    const auto codes = asked.desk.store.make_codes(form.order.survey, form.order.count,
                                                   form.order.unit, asked.desk.now_ms());
    if (form.form == "csv") return reply_table(asked, response, form.order, codes);
    reply_slips(asked, response, form, codes);
}

std::optional<CodeBatch> find_batch(const Asked& asked) {
    const std::int64_t number = std::stoll(asked.match(2));
    for (CodeBatch& batch : asked.desk.store.code_batches(asked.match(1)))
        if (batch.number == number) return std::move(batch);
    return std::nullopt;
}

void ask_to_revoke(const Asked& asked, httplib::Response& response) {
    const auto batch = find_batch(asked);
    if (!batch) return reply_refusal(asked, response, 404, no_such_batch);
    const auto fact = [&](const Words& label, const std::string& text) {
        return Fact{label.in(asked.locale), text};
    };
    const auto survey = asked.desk.store.survey(batch->survey);
    const auto unused = batch->made - batch->used - batch->revoked;
    reply_confirm_page(
        asked, response,
        {.title = {"作废一批码", "Revoke a batch of codes"},
         .place = Place::codes,
         .facts = {fact({"调查", "Survey"},
                        survey ? title_of(asked.desk.store, *survey, asked.locale)
                               : batch->survey),
                   fact({"批次", "Batch"}, std::to_string(batch->number)),
                   fact({"制作日", "Made on"},
                        surveys::iso_date(surveys::day_of(batch->made_ms))),
                   fact({"单位", "Unit"}, name_of(asked.desk.store.units(), batch->unit,
                                                any_unit.in(asked.locale))),
                   fact({"未用的码", "Unused codes"}, std::to_string(unused))},
         .warning = {"作废后，这批里还没用过的码都不能再用，不能恢复。已经收到的评价不受影响。",
                     "The unused codes of this batch end for good. Answers that came with the "
                     "others stay."},
         .action = "/desk/codes/" + batch->survey + "/" + std::to_string(batch->number) +
                   "/revoke",
         .back = "/desk/codes?survey=" + batch->survey,
         .button = {"确认作废", "Revoke them"}});
}

void revoke_codes(const Asked& asked, httplib::Response& response) {
    const auto batch = find_batch(asked);
    if (!batch || !asked.desk.store.revoke_codes(batch->survey, batch->number))
        return reply_refusal(asked, response, 404, no_such_batch);
    reply_see_other(response, "/desk/codes?survey=" + batch->survey +
                                  "&revoked=" + std::to_string(batch->number));
}

}  // namespace

void add_code_pages(DeskRoutes& routes) {
    routes.show(Role::viewer, "/desk/codes", show_codes);
    routes.submit(Role::officer, "/desk/codes", "codes.make", make_codes);
    routes.show(Role::officer, "/desk/codes/([^/]+)/([0-9]{1,15})/revoke", ask_to_revoke);
    routes.submit(Role::officer, "/desk/codes/([^/]+)/([0-9]{1,15})/revoke", "codes.revoke",
                  revoke_codes);
}

}  // namespace http
