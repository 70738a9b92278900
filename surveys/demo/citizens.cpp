#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "engine/expects.h"
#include "surveys/demo/draw.h"
#include "surveys/demo/leaning.h"
#include "surveys/demo/season.h"
#include "surveys/store/store.h"

namespace surveys {
namespace {

using engine::Grade;

constexpr std::uint64_t seed = 20'260'101;
constexpr const char* survey = "citizens";

// Answers in ten days of one kind, Monday first: many come on Mondays, few on Saturdays.
constexpr std::array<int, 7> in_ten_days{195, 170, 150, 150, 140, 25, 0};

// The answers of a morning and of an afternoon come together, else the disk would be asked a
// thousand times more.
constexpr std::array<int, 2> slot_minutes{8 * 60 + 50, 14 * 60 + 20};
constexpr std::array<int, 2> slot_weights{60, 40};
constexpr std::int64_t slot_length = 150;

constexpr std::array channels_used{Channel::qr,    Channel::tablet, Channel::web,
                                   Channel::phone, Channel::sms,    Channel::hall};
constexpr std::array<int, 6> in_hall{50, 30, 6, 4, 5, 5};
constexpr std::array<int, 6> in_townships{80, 0, 6, 8, 6, 0};

constexpr std::array<int, 5> this_year{770, 145, 52, 23, 10};
constexpr std::array<int, 5> last_year{690, 180, 80, 35, 15};
constexpr std::array<int, 5> where_it_lags{560, 220, 110, 75, 35};
constexpr std::array<int, 5> where_it_shines{850, 105, 32, 9, 4};

constexpr std::array complaints{
    "取号以后等了快一个小时才轮到。", "材料清单和窗口说的不一样，又回去拿了一次。",
    "排队的人多，只开了两个窗口。", "打电话问过，来了说还缺一份材料。",
    "工作人员说话有点急，没听明白。", "跑了三趟才办完，希望能一次说清楚。",
    "网上提交以后一直没有回音，只好来现场。", "复印要到外面去，不方便。"};
constexpr std::array suggestions{
    "中午也能办就好了。", "希望多几个自助机。", "指示牌可以再大一点。", "办得挺快。",
    "能不能提前在手机上看到要等多久？", "老人不会用手机取号，最好有人帮一下。", "没有意见。",
    "停车不太好找。"};
constexpr std::array<const char*, 6> reason_codes{"slow",     "paperwork",  "unclear",
                                                  "attitude", "many_trips", "other"};

bool is_bad(Grade grade) { return grade >= Grade::dissatisfied; }

bool is_holiday(std::int64_t day) {
    const CivilDate date = civil(day);
    return (date.month == 1 && date.day == 1) || (date.month == 5 && date.day <= 3) ||
           (date.month == 10 && date.day <= 7) ||
           (date.month == 2 && date.day >= 8 && date.day <= 15);
}

// One season at all counters of the county.
class Counters {
public:
    Counters(Store& store, const Season& season)
        : store_(store), season_(season), draw_(seed + static_cast<unsigned>(season.year())),
          leaning_(seed) {
        for (const Unit& unit : store.units()) {
            units_.push_back(unit.code);
            // The hall takes a third; the townships differ in size.
            const int size = 12 + 3 * static_cast<int>(units_.size() % 9);
            unit_weights_.push_back(unit.kind == "hall" ? 350 : size);
        }
        constexpr std::int64_t receipts = 60;
        codes_ = store.make_codes(survey, receipts, units_.front(),
                                  time_at(season.first_day, 8 * 60));
    }

    void day(std::int64_t today) {
        const int expected = in_ten_days.at(static_cast<std::size_t>(weekday_of(today)));
        std::int64_t visits = expected / 10 + draw_.happens(expected % 10, 10);
        if (visits == 0 || is_holiday(today)) return;
        visits += draw_.below(7) - 3;
        if (season_.is_last_year) visits = visits * 2 / 3;
        std::map<std::int64_t, std::vector<Submission>> by_time;
        const std::int64_t lag = draw_.below(slot_length);
        for (; visits > 0; --visits)
            visit(by_time[time_at(today, slot_minutes.at(draw_.weighted(slot_weights)) + lag)]);
        for (const auto& [now_ms, answers] : by_time)
            for (const Outcome& outcome : store_.take(survey, answers, now_ms))
                engine::expects(outcome.kind == Outcome::Kind::stored, "a made-up answer is new");
    }

    // Forms from the box at the hall and the townships, typed in afterwards.
    std::string forms(int count) {
        std::string csv = "unit,date,overall,comment\n";
        const std::int64_t begin = std::max(season_.first_day, season_.last_day - 60);
        for (; count > 0; --count) {
            const std::size_t unit = draw_.weighted(unit_weights_);
            const Grade grade = grade_at(unit);
            const std::int64_t on = begin + draw_.below(season_.last_day - begin + 1);
            csv += units_.at(unit) + "," + iso_date(on) + "," +
                   (draw_.happens(1, 40) ? "" : std::string(engine::name(grade))) + "," +
                   (is_bad(grade) ? draw_.one_of(complaints) : "") + "\n";
        }
        return csv;
    }

private:
    Grade grade_at(std::size_t unit) {
        constexpr std::size_t lagging = 7;  // of the counters, in the order of their codes
        constexpr std::size_t shining = 3;
        if (unit == lagging) return draw_.grade(where_it_lags);
        if (unit == shining) return draw_.grade(where_it_shines);
        return draw_.grade(season_.is_last_year ? last_year : this_year);
    }

    void visit(std::vector<Submission>& into) {
        const std::size_t unit = draw_.weighted(unit_weights_);
        Submission first;
        first.key = "demo/" + std::to_string(season_.year()) + "/" + std::to_string(++visits_);
        if (draw_.happens(19, 20)) first.unit = units_.at(unit);
        first.channel = channels_used.at(draw_.weighted(unit == 0 ? in_hall : in_townships));
        const Grade grade = grade_at(unit);
        first.answers["overall"] = grade;
        if (is_bad(grade)) complain(first.answers);
        else if (draw_.happens(1, 16))
            first.answers["comment"] = FreeText{draw_.one_of(suggestions)};
        if (unit == 0 && !codes_.empty() && draw_.happens(1, 12)) {
            first.code = codes_.back();
            codes_.pop_back();
        }
        into.push_back(first);
        if (draw_.happens(3, 10)) into.push_back(second_page(first, unit));
    }

    void complain(Answers& answers) {
        Choices reasons;
        for (const char* code : reason_codes)
            if (draw_.happens(1, 4)) reasons.options.emplace_back(code);
        if (!reasons.options.empty()) answers["reasons"] = reasons;
        if (draw_.happens(3, 5)) answers["comment"] = FreeText{draw_.one_of(complaints)};
    }

    Submission second_page(const Submission& first, std::size_t unit) {
        Submission more;
        more.supplements = id_from_key(survey, *first.key);
        more.answers["where"] = Choice{unit == 0 ? "county_hall" : "township_centre"};
        const Grade overall = std::get<Grade>(first.answers.at("overall"));
        more.answers["attitude"] = leaning_.like(overall, grade_at(unit), 5);
        if (draw_.happens(9, 10))
            more.answers["speed"] = leaning_.like(overall, grade_at(unit), 7);
        constexpr std::array told{"once", "more_than_once", "never", "none_needed"};
        constexpr std::array<int, 4> told_weights{80, 9, 4, 7};
        more.answers["told_once"] = Choice{told.at(draw_.weighted(told_weights))};
        constexpr std::array easier{"much_easier", "easier", "same", "harder", "first_time"};
        constexpr std::array<int, 5> easier_weights{48, 24, 14, 3, 11};
        more.answers["easier"] = Choice{easier.at(draw_.weighted(easier_weights))};
        return more;
    }

    Store& store_;
    const Season& season_;
    Draw draw_;
    Leaning leaning_;
    std::vector<std::string> units_;
    std::vector<int> unit_weights_;
    std::vector<std::string> codes_;  // of receipts, still unused
    int visits_ = 0;
};

}  // namespace

void fill_citizens(Store& store, const Season& season) {
    Counters counters(store, season);
    for (std::int64_t day = season.first_day; day <= season.last_day; ++day) counters.day(day);

    const std::string name = std::to_string(season.year()) + "年纸质评价表";
    const std::int64_t typed = time_at(season.last_day, 17 * 60 + 10);
    const std::string twice = counters.forms(45);
    import_paper(store, {survey, name + ".csv", counters.forms(180)}, typed);
    const auto batch = import_paper(store, {survey, name + "（补录）.csv", twice}, typed);
    if (!season.is_last_year)
        expect_accepted(store.undo_import(batch, "这 45 份已在上一批中录入，重复了",
                                      typed + 20 * minute_ms));
}

}  // namespace surveys
