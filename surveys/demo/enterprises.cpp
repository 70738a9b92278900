#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/expects.h"
#include "surveys/demo/draw.h"
#include "surveys/demo/leaning.h"
#include "surveys/demo/season.h"
#include "surveys/store/store.h"

namespace surveys {
namespace {

using engine::Grade;

constexpr std::uint64_t seed = 20'260'202;
constexpr const char* survey = "enterprises";

// Out of 1042 enterprises: how many were asked, answered, and were not satisfied.
struct Reply {
    int asked;
    int answered;
    int dissatisfied;
};
constexpr Reply this_year{.asked = 340, .answered = 302, .dissatisfied = 4};
constexpr Reply last_year{.asked = 300, .answered = 262, .dissatisfied = 18};

constexpr std::array<int, 5> details{700, 210, 60, 20, 10};
constexpr std::array wishes{"希望网上能查到印章做到哪一步了。", "流程比以前清楚了。",
                            "建议把常见问题做成一页纸。", "地址证明的要求可以再写明白一点。",
                            "帮办的同志很耐心。"};

Answers answers_of(Draw& draw, Leaning& leaning, Grade overall) {
    constexpr std::array ways{"window", "online", "assisted"};
    constexpr std::array<int, 3> way_weights{35, 45, 20};
    constexpr std::array days{"same_day", "within_three_days", "longer", "not_received"};
    constexpr std::array<int, 4> day_weights{40, 52, 7, 1};
    constexpr std::array charges{"free", "charged", "unsure"};
    constexpr std::array<int, 3> charge_weights{95, 1, 4};
    Answers answers{{"way", Choice{ways.at(draw.weighted(way_weights))}},
                    {"seal_days", Choice{days.at(draw.weighted(day_weights))}},
                    {"seal_quality", leaning.like(overall, draw.grade(details), 3)},
                    {"seal_charge", Choice{charges.at(draw.weighted(charge_weights))}},
                    {"clear", leaning.like(overall, draw.grade(details), 5)},
                    {"skill", leaning.like(overall, draw.grade(details), 6)},
                    {"overall", overall}};
    if (draw.happens(1, 9)) answers["comment"] = FreeText{draw.one_of(wishes)};
    return answers;
}

// The grades of all that answered, in an order drawn by lot.
std::vector<Grade> grades_of(Draw& draw, const Reply& reply) {
    std::vector<Grade> grades;
    for (int i = 0; i < reply.answered; ++i) {
        constexpr std::array<int, 5> satisfied{72, 22, 6, 0, 0};
        grades.push_back(i < reply.dissatisfied ? Grade::dissatisfied : draw.grade(satisfied));
    }
    for (std::size_t left = grades.size(); left > 1; --left)
        std::swap(grades[left - 1], grades[static_cast<std::size_t>(
                                        draw.below(static_cast<std::int64_t>(left)))]);
    return grades;
}

}  // namespace

void fill_enterprises(Store& store, const Season& season) {
    Draw draw(seed + static_cast<unsigned>(season.year()));
    Leaning leaning(seed);
    const Reply& reply = season.is_last_year ? last_year : this_year;
    constexpr std::int64_t morning = 8 * 60;
    const auto codes =
        store.make_codes(survey, reply.asked, "", time_at(season.first_day, morning + 30));
    std::map<std::int64_t, std::vector<Submission>> by_day;
    const std::int64_t days = season.last_day - season.first_day + 1;
    std::size_t next = 0;
    for (const Grade grade : grades_of(draw, reply)) {
        Submission submission;
        submission.key = "demo/" + std::to_string(season.year()) + "/" + std::to_string(next);
        submission.code = codes.at(next++);
        submission.channel = Channel::qr;
        submission.answers = answers_of(draw, leaning, grade);
        by_day[season.first_day + draw.below(days)].push_back(std::move(submission));
    }
    for (const auto& [day, answers] : by_day)
        for (const Outcome& outcome :
             store.take(survey, answers, time_at(day, morning + 60 + draw.below(540))))
            engine::expects(outcome.kind == Outcome::Kind::stored, "each code works once");
}

}  // namespace surveys
