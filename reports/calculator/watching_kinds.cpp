// Watching: verdicts and bands that may be looked at after every answer.
#include <array>
#include <nlohmann/json.hpp>

#include "engine/inference/alarm.h"
#include "engine/inference/nonresponse.h"
#include "engine/inference/watching.h"
#include "reports/calculator/kinds.h"

namespace reports {
namespace {

using engine::Share;
using nlohmann::ordered_json;

struct WatchedCase {
    std::int64_t people;
    Share share;
    double error;
    std::int64_t needed;
};

WatchedCase read_watched(Given& given) {
    WatchedCase read{.people = given.people("N"),
                     .share = {.satisfied = given.people("k"), .answers = given.people("n")},
                     .error = given.error(),
                     .needed = 1};
    const engine::Rational target = given.ratio("target");
    given.require(read.people > 0, "N must be at least 1");
    given.require(target.numerator > 0, "target must be above 0: it is met by nobody at all");
    given.require(read.share.satisfied <= read.share.answers, "k must not be more than n");
    given.require(read.share.answers <= read.people, "n must not be more than N");
    if (given.is_sound())
        read.needed = engine::needed_people(read.people,
                                            {100 * target.numerator, target.denominator});
    return read;
}

engine::BetaPrior read_prior(Given& given) {
    constexpr double part_max = 1e6;
    if (!given.has("prior")) return {};
    const std::vector<double> parts = given.numbers("prior", 0, part_max);
    const bool is_pair = parts.size() == 2 && parts[0] > 0 && parts[1] > 0;
    given.require(is_pair || parts.empty(), "prior must be two numbers above 0");
    return is_pair ? engine::BetaPrior{.a = parts[0], .b = parts[1]} : engine::BetaPrior{};
}

ordered_json anytime_onesided(Given& given) {
    const auto [people, share, error, needed] = read_watched(given);
    if (!given.is_sound()) return nullptr;
    const engine::ShareEvidence evidence = engine::watch_share(share, people, needed);
    const char* verdict = engine::is_settled(evidence.reached, error)  ? "met"
                          : engine::is_settled(evidence.missed, error) ? "not_met"
                                                                       : "undecided";
    return {{"Kstar", needed},
            {"log_e_met", shown(evidence.reached)},
            {"log_e_not_met", shown(evidence.missed)},
            {"verdict", verdict}};
}

ordered_json anytime_share(Given& given) {
    const auto [people, share, error, needed] = read_watched(given);
    const engine::BetaPrior prior = read_prior(given);
    if (!given.is_sound()) return nullptr;
    const engine::CountBand band = engine::watched_band(share, people, error, prior);
    const char* verdict = band.fewest >= needed ? "met"
                          : band.most < needed  ? "not_met"
                                                : "undecided";
    return {{"Kstar", needed},
            {"L", band.fewest},
            {"U", band.most},
            {"log_e_at_Kstar_minus_1",
             shown(engine::ratio_against(share, people, needed - 1, prior))},
            {"verdict", verdict}};
}

ordered_json anytime_grades(Given& given) {
    constexpr double part_max = 1e6;
    const std::int64_t people = given.people("N");
    const engine::Tally answers = given.grades("counts");
    const engine::Tally null = given.grades("T_null");
    const std::vector<double> parts = given.numbers("prior", 0, part_max);
    std::array<double, 5> prior{1, 1, 1, 1, 1};
    given.require(parts.size() == prior.size() || parts.empty(), "prior must be five numbers");
    for (std::size_t i = 0; i < parts.size() && i < prior.size(); ++i) {
        given.require(parts[i] > 0, "prior must be above 0");
        prior.at(i) = parts[i];
    }
    given.require(null.n() == people, "T_null must be N together");
    given.require(answers.n() <= people, "counts must not be more than N together");
    if (!given.is_sound()) return nullptr;
    return {{"logM", shown(engine::ratio_against(answers, null, prior))}};
}

// Days of one unit, in their order: on which the alarm on bad ratings first rings.
ordered_json bad_rating_alarm(Given& given) {
    constexpr double quiet_max = 1e9;
    const engine::AlarmSetting setting{.usual = given.number("usual", 1e-6, 1 - 1e-6),
                                       .alarming = given.number("alarming", 1e-6, 1 - 1e-6),
                                       .quiet_answers =
                                           given.number("quiet_answers", 2, quiet_max)};
    given.require(setting.usual < setting.alarming, "alarming must be more than usual");
    std::vector<engine::DayOfRatings> days;
    std::int64_t answers = 0;
    for (Given& day : given.list("days")) {
        const std::string place = "days[" + std::to_string(days.size()) + "]";
        days.push_back({.bad = day.people("bad"), .answers = day.people("answers")});
        day.require(days.back().bad <= days.back().answers,
                    place + ".bad must not be more than answers");
        answers += days.back().answers;
    }
    given.require(answers <= CalculatorLimits::people_max,
                  "days must hold " + std::to_string(CalculatorLimits::people_max) +
                      " answers together at most");
    if (!given.is_sound()) return nullptr;
    engine::Alarm alarm;
    ordered_json rings_on = nullptr;
    for (std::size_t day = 0; day < days.size() && !alarm.rings; ++day) {
        alarm = engine::after(alarm, days[day], setting);
        if (alarm.rings) rings_on = day;
    }
    return {{"rings_on_day", rings_on},
            {"shiryaev_roberts", shown(alarm.shiryaev_roberts)},
            {"cusum", shown(alarm.cusum)}};
}

constexpr std::array kinds{Kind{"bad_rating_alarm", bad_rating_alarm},
                           Kind{"anytime_onesided", anytime_onesided},
                           Kind{"anytime_share", anytime_share},
                           Kind{"anytime_grades_logM", anytime_grades}};

}  // namespace

std::span<const Kind> watching_kinds() { return kinds; }

}  // namespace reports
