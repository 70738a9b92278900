#include "engine/expects.h"
#include "engine/figures/target.h"
#include "engine/inference/nonresponse.h"
#include "tests/coverage/question.h"

namespace coverage {
namespace {

using engine::Evidence;
using engine::Looks;
using engine::Measure;
using engine::Proof;
using engine::Tally;

struct Place {
    const char* name;
    const char* target;
    std::int64_t people;
    std::vector<std::int64_t> once;  // sample sizes
    std::int64_t a_day;              // answers a day, when looked at daily
    std::int64_t days;
};

Evidence evidence_of(const Place& place, Measure measure) {
    return {.measure = measure,
            .target = engine::read_target(place.target).target,
            .people = place.people,
            .sampling = engine::Sampling::probability};
}

Tally with_satisfied(std::int64_t satisfied, std::int64_t people) {
    return {.times = {satisfied, 0, 0, people - satisfied, 0}};
}

std::vector<std::int64_t> daily(const Place& place) {
    std::vector<std::int64_t> looks;
    for (std::int64_t day = 1; day <= place.days; ++day)
        if (day * place.a_day <= place.people) looks.push_back(day * place.a_day);
    return looks;
}

std::string described(const Place& place) {
    return std::string(place.name) + ", N = " + std::to_string(place.people) + ", " + place.target;
}

void ask_once_each(std::vector<Question>& questions, Question question,
                   const std::vector<std::int64_t>& sizes) {
    for (const std::int64_t n : sizes) {
        question.looks = {n};
        question.note = "one look, n = " + std::to_string(n);
        questions.push_back(question);
    }
}

void ask_of_a_share(std::vector<Question>& questions, const Place& place) {
    const Evidence evidence = evidence_of(place, Measure::satisfied_share);
    const std::int64_t needed = engine::needed_people(place.people, evidence.target->number);
    for (const bool is_reached : {false, true}) {
        const std::int64_t satisfied = is_reached ? needed : needed - 1;
        Question question{.indicator = described(place),
                          .truth = std::to_string(satisfied) + " satisfied",
                          .everybody = with_satisfied(satisfied, place.people),
                          .evidence = evidence,
                          .wrong = is_reached ? Proof::proven_missed : Proof::proven_reached,
                          .looks = {},
                          .note = ""};
        ask_once_each(questions, question, place.once);
        question.looks = daily(place);
        question.kind = Looks::any;
        question.note = std::to_string(question.looks.size()) + " daily looks of " +
                        std::to_string(place.a_day) + " answers";
        questions.push_back(question);
        question.kind = Looks::one;
        question.note = "the one-look test, looked at daily all the same";
        question.is_ours = false;
        if (engine::best_of(Measure::satisfied_share, {}) != evidence.target->number)
            questions.push_back(question);
    }
}

struct Shape {
    const char* name;
    Tally everybody;  // of 120,000, just below (or on) a mean of 90
    bool is_reached;
};

// 90 · 120,000 = 10,800,000 points: each shape misses that by 20 or 40, or has just as many.
std::vector<Shape> shapes() {
    return {{"rare zeros", {.times = {107'999, 0, 1, 0, 12'000}}, false},
            {"usual", {.times = {89'000, 17'000, 7'000, 4'000, 3'000}}, true},
            {"usual", {.times = {88'999, 17'001, 7'000, 4'000, 3'000}}, false},
            {"narrow", {.times = {60'000, 59'999, 1, 0, 0}}, false}};
}

void ask_of_a_mean(std::vector<Question>& questions, const Place& place) {
    for (const Shape& shape : shapes()) {
        const std::int64_t missing = 10'800'000 - shape.everybody.points(engine::bureau_scale);
        engine::expects(shape.everybody.n() == place.people &&
                            (shape.is_reached ? missing == 0 : 0 < missing && missing <= 40),
                        "a population whose mean is on the target, or just below");
        Question question{.indicator = described(place),
                          .truth = std::string(shape.name) + ", mean " +
                                   (shape.is_reached ? "90" : "just below 90"),
                          .everybody = shape.everybody,
                          .evidence = evidence_of(place, Measure::mean_score),
                          .wrong = shape.is_reached ? Proof::proven_missed
                                                    : Proof::proven_reached,
                          .looks = {},
                          .note = ""};
        ask_once_each(questions, question, place.once);
        question.looks = {500, 1'000, 1'500, 2'000};
        question.kind = Looks::checkpoint;
        question.note = "four announced looks, n = 500 … 2000";
        questions.push_back(question);
    }
}

}  // namespace

std::vector<Question> seed_questions() {
    std::vector<Question> questions;
    ask_of_a_share(questions, {"热线人员", "100%", 27, {13, 26}, 1, 27});
    ask_of_a_share(questions, {"政府购买服务人员", "100%", 89, {45, 88}, 2, 44});
    ask_of_a_share(questions, {"机关工作人员", "90%以上", 89, {40, 70}, 2, 44});
    ask_of_a_share(questions, {"企业", "≥95%", 1'042, {100, 300}, 4, 250});
    ask_of_a_share(questions, {"办事群众 (share)", "≥90%", 120'000, {384, 2'000}, 30, 200});
    ask_of_a_mean(questions, {"办事群众", "≥90分", 120'000, {30, 150, 384, 2'000}, 0, 0});
    return questions;
}

}  // namespace coverage
