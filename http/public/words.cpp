#include "http/public/words.h"

#include <array>

#include "engine/expects.h"
#include "surveys/calendar.h"

namespace http {
namespace {

struct Row {
    Phrase phrase;
    std::string_view zh_cn;
    std::string_view en;
};

constexpr std::array table{
    Row{Phrase::large_letters, "大字版", "Large text"},
    Row{Phrase::normal_letters, "标准版", "Normal text"},
    Row{Phrase::other_language, "EN", "中文"},
    Row{Phrase::submit, "提交", "Submit"},
    Row{Phrase::sending, "正在提交…", "Sending…"},
    Row{Phrase::waiting, "网络不好，已替您保存，正在重试", "Weak network: saved, trying again"},
    Row{Phrase::waiting_unkept, "网络不好，正在重试，请不要关闭本页",
        "Weak network: trying again, please keep this page open"},
    Row{Phrase::sent_later, "上次保存的评价已提交，谢谢您。",
        "The answer saved earlier has been sent. Thank you."},
    Row{Phrase::privacy, "不记姓名。结果只用于改进服务和年度绩效自评，不影响您的任何事项。",
        "No name is kept. The results serve only to improve the service and for the yearly "
        "review; they affect none of your matters."},
    Row{Phrase::ballot_promise,
        "无记名测评。码和答案分开存放，不记时间、先后和地址；结束前不公布结果，结束后只公布整体数字。",
        "A secret ballot. Codes and answers are kept apart, without time, order or address; "
        "nothing is told before it is closed, and then only overall figures."},
    Row{Phrase::ballot_limits,
        "它防不住这些：投票期间掌握服务器最高权限的人、在纸条上做记号的人、摄像头、"
        "大家答得都一样的结果，以及您自己的文风。",
        "It does not protect against: whoever has full rights on the server during the ballot, "
        "whoever marks slips, cameras, a result in which all answer alike, and your own way of "
        "writing."},
    Row{Phrase::place, "办事窗口：{}", "Window: {}"},
    Row{Phrase::phone, "电话", "Phone"},
    Row{Phrase::yes, "是", "Yes"},
    Row{Phrase::no, "否", "No"},
    Row{Phrase::choose_one, "请选择一项", "Choose one"},
    Row{Phrase::one_problem, "有 1 处需要修改", "There is a problem"},
    Row{Phrase::many_problems, "有 {} 处需要修改", "There are {} problems"},
    Row{Phrase::no_such_unit, "没有编号为“{}”的办事窗口",
        "There is no window with the number “{}”"},
    Row{Phrase::without_unit, "不选窗口，继续评价", "Continue without a window"},
    Row{Phrase::needs_code, "请填写评价码", "Enter your code"},
    Row{Phrase::malformed_code, "评价码是 17 位字母和数字，请对照小票检查",
        "A code has 17 letters and digits: please compare it with your slip"},
    Row{Phrase::malformed_key, "应为 1 至 64 个可见的 ASCII 字符",
        "must be 1 to 64 visible ASCII characters"},
    Row{Phrase::channel_not_public, "这个渠道不能从公开页面提交",
        "this channel cannot be used on the public address"},
    Row{Phrase::no_unit_in_ballot, "无记名测评不记单位", "a secret ballot keeps no unit"},
    Row{Phrase::received, "已收到，谢谢您。", "Received, thank you."},
    Row{Phrase::receipt, "回执号", "Receipt"},
    Row{Phrase::keep_receipt, "如需查询，请记下回执号。", "Note the receipt if you may ask about it."},
    Row{Phrase::more, "还愿意再答几题吗？", "A few more questions?"},
    Row{Phrase::more_hint, "都可以不答，现在离开也没关系。",
        "All are optional. You may leave now."},
    Row{Phrase::send_more, "提交补充", "Send these too"},
    Row{Phrase::more_received, "补充的内容也已收到。", "Your further answers have been received too."},
    Row{Phrase::rate_again, "再评一次（换一位办事人）", "Start a new rating (for another person)"},
    Row{Phrase::code_title, "输入评价码", "Enter your code"},
    Row{Phrase::code_label, "评价码", "Code"},
    Row{Phrase::code_hint, "印在小票或纸条上，17 位，不分大小写，横线可以不输。",
        "Printed on your slip: 17 characters, in any case, dashes may be left out."},
    Row{Phrase::code_survey, "您要填写哪一份？", "Which survey is it for?"},
    Row{Phrase::code_go, "下一步", "Continue"},
    Row{Phrase::no_coded_survey, "目前没有需要评价码的调查。", "No survey asks for a code at present."},
    Row{Phrase::code_refused, "这个码不能使用：可能已评价过，或输入有误。",
        "This code cannot be used: it may have been used already, or mistyped."},
    Row{Phrase::too_many_codes, "从您所在的网络试过的无效评价码太多，请稍后再试。",
        "Too many codes that cannot be used came from your network. Please try again later."},
    Row{Phrase::already_rated, "您的评价已经收到过了", "Your rating was received before"},
    Row{Phrase::already_rated_hint, "先收到的那一份有效，这一次没有重复计入。",
        "The first one counts; this one was not counted again."},
    Row{Phrase::not_yet_open, "本次调查尚未开始。", "This survey has not opened yet."},
    Row{Phrase::closed, "本次调查已经结束。", "This survey is closed."},
    Row{Phrase::closed_on, "本次调查已于 {} 结束。", "This survey closed on {}."},
    Row{Phrase::on_paper, "本测评目前只收纸质票。", "This ballot takes paper slips only, for now."},
    Row{Phrase::on_paper_hint,
        "不记名。请把选票投入票箱，由两人当众开箱、录入和复核；结果只公布整体数字。",
        "Secret. Please drop your slip into the box; two people open it, enter it and check it. "
        "Only overall figures are published."},
    Row{Phrase::ballot_lost, "本次无记名测评的选票文件丢失，须重新投票，请等候通知。",
        "The file of this secret ballot was lost. It must be held again: please wait for word."},
    Row{Phrase::no_such_survey, "没有这项调查。", "There is no such survey."},
    Row{Phrase::no_such_page, "没有这个页面。", "There is no such page."},
    Row{Phrase::no_such_response, "找不到您要补充的那次评价。",
        "The rating you wanted to add to was not found."},
    Row{Phrase::malformed, "提交的内容无法读取。", "What was sent cannot be read."},
    Row{Phrase::not_json, "请以 application/json 提交。", "Please send application/json."},
    Row{Phrase::not_a_form, "请用表单提交。", "Please send an HTML form."},
    Row{Phrase::too_large, "提交的内容太大。", "What was sent is too large."},
    Row{Phrase::key_reused, "这个 Idempotency-Key 已用于另一份答案。",
        "This Idempotency-Key was used for other answers."},
    Row{Phrase::try_later, "暂时无法保存，请稍后再试。您的评价还没有提交。",
        "The answer cannot be stored now. Please try again in a moment: it was not received."},
    Row{Phrase::our_fault, "系统出错，已记录。", "Something went wrong here. It has been noted."},
    Row{Phrase::has_problems, "有答案需要修改。", "Some answers must be changed."},
};

// The table is looked up by position: a phrase out of place does not compile.
constexpr bool in_order() {
    for (std::size_t place = 0; place < table.size(); ++place) {
        if (static_cast<std::size_t>(table.at(place).phrase) != place) return false;
    }
    return table.size() == static_cast<std::size_t>(Phrase::has_problems) + 1;
}
static_assert(in_order());

constexpr std::array<std::string_view, 12> months{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

}  // namespace

std::string_view say(Phrase phrase, surveys::Locale locale) {
    const Row& row = table.at(static_cast<std::size_t>(phrase));
    return locale == surveys::Locale::en ? row.en : row.zh_cn;
}

std::string say(Phrase phrase, surveys::Locale locale, std::string_view value) {
    std::string text(say(phrase, locale));
    const auto hole = text.find("{}");
    engine::expects(hole != std::string::npos, "a phrase said with a value has a place for it");
    return text.replace(hole, 2, value);
}

std::string day_in_words(std::int64_t day, surveys::Locale locale) {
    const surveys::CivilDate date = surveys::civil(day);
    if (locale == surveys::Locale::en) {
        const auto month = static_cast<std::size_t>(date.month - 1);
        return std::to_string(date.day) + " " + std::string(months.at(month));
    }
    return std::to_string(date.month) + "月" + std::to_string(date.day) + "日";
}

}  // namespace http
