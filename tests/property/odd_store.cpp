#include "tests/property/odd_store.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>
#include <vector>

#include "surveys/calendar.h"
#include "surveys/demo/draw.h"
#include "surveys/library.h"
#include "surveys/store/store.h"
#include "tests/property/odd_answers.h"

#include <nlohmann/json.hpp>

namespace property {
namespace {

using surveys::Draw;
using Json = nlohmann::ordered_json;

constexpr int clock_year = 2026;

class Builder {
public:
    Builder(std::uint64_t seed, const std::filesystem::path& file)
        : draw_(seed), store_(surveys::open_store(file, surveys::Access::write)) {
        surveys::install_library(*store_, at({clock_year - 2, 12, 30}));
        made_.now_ms = at({clock_year, 1, 1}) + draw_.below(365) * day_ms + 3'600'000;
        made_.year = draw_.happens(1, 4) ? clock_year - 1 : clock_year;
    }

    OddStore make(std::uint64_t seed) {
        for (const char* series : {"hotline-staff", "contract-workers", "office-staff"})
            for (const int year : {clock_year - 1, clock_year})
                if (draw_.happens(2, 3)) add_run(series, year);
        if (draw_.happens(1, 3)) add_version("citizens");
        using B = Builder;
        constexpr std::array oddities{
            &B::nothing,   &B::only_blanks, &B::one_answer, &B::one_answer, &B::on_target,
            &B::on_target, &B::just_below,  &B::just_below, &B::everybody,  &B::everybody,
            &B::everybody, &B::anything,    &B::anything,   &B::anything,   &B::anything,
            &B::anything};
        (this->*oddities.at(seed % oddities.size()))();
        return made_;
    }

private:
    static std::int64_t at(const surveys::CivilDate& date) {
        return surveys::midnight_ms(surveys::day_number(date)) + 10 * 3'600'000;
    }

    void nothing() {
        made_.oddity = "no answer at all";
        odd_indicators();
    }
    void only_blanks() {
        made_.oddity = "forms without a grade only";
        pourer_.pour("citizens", {.blank = 1 + draw_.below(9), .not_applicable = draw_.below(3)});
        odd_indicators();
    }
    void one_answer() {
        made_.oddity = "one answer";
        Pour one;
        one.times.at(static_cast<std::size_t>(draw_.below(5))) = 1;
        pourer_.pour("citizens", one);
        if (draw_.happens(1, 2)) pourer_.pour("enterprises", one);
        odd_indicators();
    }
    void on_target() {
        made_.oddity = "exactly on target";
        pourer_.pour("citizens", {.times = {35, 35, 0, 0, 0}});      // 90 points
        pourer_.pour("enterprises", {.times = {60, 30, 5, 4, 1}});  // 95 %
        known("enterprises", draw_.happens(1, 2) ? 100 : 1042, "probability");
    }
    // 968 of 1019 is 94.9951 %, and 10 short of 90 × 2011 points are 89.9950: both would be rounded
    // onto their targets.
    void just_below() {
        made_.oddity = "just below the target";
        pourer_.pour("citizens", {.times = {1005, 1006, 0, 0, 0}});
        pourer_.pour("enterprises", {.times = {700, 200, 68, 40, 11}});
        known("enterprises", 1019 + draw_.below(3), "census");
    }
    void everybody() {
        made_.oddity = "nearly everybody";
        const Pour some = any(1 + draw_.below(60));
        pourer_.pour("enterprises", some);
        const std::int64_t people = std::max<std::int64_t>(1, some.n() + draw_.below(3) - 1);
        known("enterprises", people, draw_.happens(1, 2) ? "census" : "probability");
        for (const std::string& run : runs_) pourer_.pour(run, any(draw_.below(28)));
        odd_indicators();
    }
    void anything() {
        made_.oddity = "anything";
        pourer_.spills = true;
        constexpr std::array<std::int64_t, 7> sizes{0, 3, 29, 149, 150, 151, 2500};
        pourer_.pour("citizens", any(draw_.one_of(sizes)));
        pourer_.pour("enterprises", any(draw_.below(400)));
        for (const std::string& run : runs_) pourer_.pour(run, any(draw_.below(90)));
        odd_indicators();
    }

    Pour any(std::int64_t n) {
        std::array<int, 5> weights{};
        for (int& weight : weights)
            weight = draw_.happens(1, 3) ? 0 : static_cast<int>(draw_.below(30));
        weights.front() += draw_.happens(1, 2) ? 300 : 1;
        Pour drawn{.blank = draw_.below(4), .not_applicable = draw_.below(4)};
        for (; n > 0; --n) ++drawn.times.at(draw_.weighted(weights));
        return drawn;
    }

    void add_run(const std::string& series, int year) {
        const std::string run = series + "-" + std::to_string(year);
        Json definition = definition_of(series);
        definition["id"] = run;
        add(definition);
        runs_.push_back(run);
    }
    void add_version(const std::string& survey) {
        Json definition = definition_of(survey);
        definition["version"] = 2;
        // The question stands in another place from now on.
        std::swap(definition["questions"][0], definition["questions"][2]);
        definition["questions"].erase(1);  // it was shown after the first alone
        add(definition);
        pourer_.has_two_versions = true;
    }
    Json definition_of(const std::string& survey) {
        return Json::parse(store_->questionnaire(survey, 1).value().definition);
    }
    void add(const Json& definition) {
        const auto reading = surveys::read_questionnaire(definition.dump());
        expect_none(reading.problems);
        expect_none(store_->add(*reading.questionnaire));
    }

    void add_indicator(const Json& definition) {
        const auto reading = surveys::read_indicator(definition.dump());
        expect_none(reading.problems);
        expect_none(store_->add(*reading.indicator));
    }
    Json indicator(const std::string& id) {
        for (const auto& known : store_->indicators())
            if (known.id == id) return Json::parse(known.definition);
        throw std::logic_error("no such indicator");
    }
    void known(const std::string& id, std::int64_t people, const char* design) {
        Json definition = indicator(id);
        definition["population"]["size"] = people;
        definition["population"]["design"] = design;
        add_indicator(definition);
    }

    // Two more indicators of the same answers, held against something else.
    void odd_indicators() {
        constexpr std::array targets{"≥90分", "90%以上", "100%", "≥95%", "≥66.67%", "≥99.99%"};
        constexpr std::array designs{"census", "probability", "volunteer"};
        constexpr std::array surveys_asked{"citizens", "enterprises", "hotline-staff"};
        for (const char* id : {"odd-one", "odd-two"}) {
            Json definition = indicator("citizens");
            definition["id"] = id;
            definition["name"]["zh-CN"] = std::string("另一指标") + id;
            definition["project"]["name"] = draw_.happens(1, 2) ? "另一项目" : "管理运行经费";
            definition["survey"] = draw_.one_of(surveys_asked);
            const std::string target = draw_.one_of(targets);
            const bool is_mean = target.find("分") != std::string::npos;
            definition["target"] = target;
            definition["measure"] = is_mean ? "mean_score" : "satisfied_share";
            if (draw_.happens(1, 3)) definition["grade_values"] = {100, 75, 50, 25, 0};
            if (draw_.happens(1, 2)) definition["satisfied"] = {"very_satisfied", "satisfied"};
            definition["weight"] = 1 + draw_.below(20);
            definition["population"]["design"] = draw_.one_of(designs);
            if (draw_.happens(1, 3)) definition["population"]["size"] = nullptr;
            else definition["population"]["size"] = 1 + draw_.below(4000);
            if (draw_.happens(1, 3)) definition["sources"] = {"open", "import"};
            if (draw_.happens(1, 4)) definition["years"] = {clock_year - 1};
            add_indicator(definition);
        }
    }

    Draw draw_;
    std::unique_ptr<surveys::Store> store_;
    OddStore made_;
    Pourer pourer_{*store_, draw_, made_};
    std::vector<std::string> runs_;
};

}  // namespace

OddStore make_odd_store(std::uint64_t seed, const std::filesystem::path& file) {
    return Builder(seed, file).make(seed);
}

}  // namespace property
