#include "reports/paper/sheets.h"

#include <kainjow/mustache.hpp>

#include "engine/expects.h"
#include "reports/paper/qr.h"
#include "reports/templates.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;
using surveys::Locale;
using surveys::Words;

std::string render(std::string_view text, const data& values) {
    mustache page{std::string(text)};
    engine::expects(page.is_valid(), "a template of ours is well-formed");
    return page.render(values);
}

// An address as a person types it: browsers ask for https by themselves, not for http.
std::string to_type(const std::string& link) {
    constexpr std::string_view usual = "https://";
    return link.rfind(usual, 0) == 0 ? link.substr(usual.size()) : link;
}

void set_code(data& values, const std::string& link, Correction correction) {
    QrDrawing drawing = draw_qr(link, correction);
    values["side"] = std::to_string(drawing.side);
    values["path"] = std::move(drawing.path);
}

std::string closing_words(std::int64_t day, Locale locale) {
    if (locale == Locale::en) return "Until " + surveys::iso_date(day);
    const auto date = surveys::civil(day);
    return std::to_string(date.year) + "年" + std::to_string(date.month) + "月" +
           std::to_string(date.day) + "日截止";
}

data row_of(const Slip& slip) {
    data row;
    row["code"] = slip.code;
    set_code(row, slip.link, Correction::medium);
    return row;
}

void show(data& values, const Showing& showing, std::string_view style) {
    if (showing.style_address.empty()) values["style"] = std::string(style);
    else values["style_address"] = showing.style_address;
    if (!showing.notice) return;
    data notice;
    notice["title"] = showing.notice->title;
    notice["text"] = showing.notice->text;
    notice["back"] = showing.notice->back;
    notice["back_word"] = showing.notice->back_word;
    values["notice"] = std::move(notice);
}

data pages_of(const std::vector<Slip>& slips) {
    data pages{data::type::list};
    for (std::size_t first = 0; first < slips.size(); first += slips_per_page) {
        data rows{data::type::list};
        for (std::size_t i = first; i < slips.size() && i < first + slips_per_page; ++i)
            rows.push_back(row_of(slips[i]));
        data page;
        page["slips"] = std::move(rows);
        pages.push_back(std::move(page));
    }
    return pages;
}

data cover_of(const BallotCover& cover, std::size_t slips, Locale locale) {
    static const std::vector<Words> steps{
        {"沿虚线裁开，字面朝里对折，投入箱中摇匀，每人自己抽一张；不登记谁抽了哪一张。",
         "Cut along the dashes, fold with the print inside, shake them in a box; everybody draws "
         "one, and nobody notes who drew which."},
        {"没有抽走的纸条当众销毁。", "Slips that nobody drew are destroyed before everybody."},
        {"开放和关闭时，把办公端显示的码表校验值和本页核对：不一样，就是有人动过码表。",
         "At the opening and the closing compare the list's hash at the desk with this page: if it "
         "differs, somebody changed the list of codes."}};
    const Words limits{
        "防不住：投票期间掌握服务器最高权限的人、在纸条上做记号的人、摄像头、大家答得都一样的结果、"
        "自己的文风。投票期间磁盘损坏须重新投票。",
        "Not protected against: whoever has full rights on the server during the ballot, whoever "
        "marks slips, cameras, a result in which all answer alike, one's own way of writing. If "
        "the disk is lost during the ballot, it must be held again."};
    data into;
    into["heading"] = Words{"无记名测评发码单（留存，不裁）",
                            "Secret ballot: cover of the slips (to be kept)"}.in(locale);
    into["count_word"] = Words{"纸条张数 N", "Slips, N"}.in(locale);
    into["count"] = std::to_string(slips);
    into["hash_word"] = Words{"码表校验值（SHA-256）", "Hash of the list (SHA-256)"}.in(locale);
    into["hash"] = cover.list_hash;
    data list{data::type::list};
    for (const Words& step : steps) {
        data row;
        row["step"] = step.in(locale);
        list.push_back(row);
    }
    into["steps"] = std::move(list);
    into["limits"] = limits.in(locale);
    return into;
}

}  // namespace

std::string_view poster_style() { return templates::poster_css; }

std::string_view slip_style() { return templates::slips_css; }

std::string to_html(const Poster& poster, const Showing& showing) {
    const auto in = [&](const Words& words) { return words.in(poster.locale); };
    data values;
    values["lang"] = std::string(name(poster.locale));
    values["bureau"] = poster.bureau;
    values["ask"] = in({"请为本次服务打分", "Please rate this service"});
    values["scan"] = in({"用微信或手机相机扫码", "Scan with the camera of your phone"});
    values["or_open"] = in({"也可以在手机浏览器打开", "or open in a browser"});
    values["address"] = to_type(poster.link);
    values["qr_word"] = in({"二维码", "QR code"});
    values["promise"] = in({"自愿评价 · 不记姓名", "Voluntary · No name is kept"});
    if (poster.is_demo) values["demo"] = in(demo_mark()) + in({"，请勿张贴", ": do not put up"});
    set_code(values, poster.link, Correction::quartile);
    if (poster.unit) {
        data unit;
        unit["name"] = poster.unit->name;
        unit["number_word"] = in({"编号", "No."});
        unit["number"] = poster.unit->code;
        values["unit"] = std::move(unit);
    }
    show(values, showing, poster_style());
    return render(templates::poster_html, values);
}

std::string to_html(const SlipSheet& sheet, const Showing& showing) {
    const auto in = [&](const Words& words) { return words.in(sheet.locale); };
    data values;
    values["lang"] = std::string(name(sheet.locale));
    values["bureau"] = sheet.bureau;
    values["title"] = sheet.title;
    values["or_open"] = in({"扫码作答，或打开", "Scan, or open"});
    values["address"] = to_type(sheet.code_page);
    values["and_type"] = in({"输入", "and type"});
    values["once"] = in({"一个码只能用一次", "Each code works once"});
    values["qr_word"] = in({"二维码", "QR code"});
    if (sheet.closing_day) values["closing"] = closing_words(*sheet.closing_day, sheet.locale);
    if (sheet.is_demo) values["demo"] = in(demo_mark());
    if (sheet.cover) values["cover"] = cover_of(*sheet.cover, sheet.slips.size(), sheet.locale);
    values["pages"] = pages_of(sheet.slips);
    show(values, showing, slip_style());
    return render(templates::slips_html, values);
}

}  // namespace reports
