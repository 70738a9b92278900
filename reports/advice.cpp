#include "reports/advice.h"

#include "reports/checkpoints.h"
#include "reports/reason.h"
#include "reports/sentence.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using engine::Plan;
using engine::Proof;
using surveys::Design;

bool is_reached(Proof proof) { return proof == Proof::proven_reached; }

Words next_when_settled(const Score& score) {
    if (is_reached(score.judgement.assurance.verdict))
        return {"已有结论，可用于绩效自评，不需要再收答卷。",
                "This is settled and can be used in the review; no more answers are needed."};
    return {"已有结论，再收答卷也不会改变。请查找不满意的原因并整改；绩效自评须写明偏差原因。",
            "This is settled; more answers will not change it. Find out what people are "
            "dissatisfied with and put it right; the review must state the reason."};
}

Words next_with_more(const Score& score, const Plan& plan) {
    Words words = filled(
        is_reached(plan.would_prove)
            ? Words{"再有 {0} 份答卷且{1}保持，可证实达标。",
                    "With {0} more answers and the same {1}, it will be proven reached."}
            : Words{"照现在的{1}，再有 {0} 份答卷将证实未达标。请先查找不满意的原因，及时整改。",
                    "At the present {1}, {0} more answers will prove it missed. First find out "
                    "what people are dissatisfied with and put it right."},
        {same(plan.answers), figure_of(score)});
    if (!score.population) {
        words.zh_cn += "请管理员在指标里填上总体人数，需要的答卷会更少。";
        words.en += " Ask an administrator to enter the number of people: fewer will do then.";
    }
    return words;
}

Words next_by_lot(const Plan& plan) {
    return filled(is_reached(plan.would_prove)
                      ? Words{"自愿作答再多也不能证实；随机抽取的人虽少，却能代表全体。请另外随机抽取约 "
                              "{0} 个对象，尽量收回他们的答卷：如果结果与现在相同，即可证实达标。",
                              "No number of volunteers proves anything, but a few people drawn at "
                              "random speak for all. Draw about {0} and get their answers back: "
                              "the same result would prove it reached."}
                      : Words{"自愿作答再多也不能证实。请先查找不满意的原因并整改；要下结论，"
                              "请另外随机抽取约 {0} 个对象发放答卷。",
                              "No number of volunteers proves anything. First find out what people "
                              "are dissatisfied with; to settle it, draw about {0} at random."},
                  {same(plan.answers)});
}

Words next_to_begin(const Score& score, const Plan& plan) {
    const Words draw = filled({"从名单中随机抽取约 {0} 个对象发放答卷，并尽量全部收回。",
                               "draw about {0} at random from the list, send them the "
                               "questionnaire and get as many back as you can."},
                              {same(plan.answers)});
    if (score.indicator.population.design != Design::volunteer)
        return filled({"请{0}", "Please {0}"}, {draw});
    return filled({"可以张贴二维码收集意见，但自愿作答再多也不能证实；要证实，请{0}",
                   "You can put up the QR code and hear opinions, but no number of volunteers "
                   "proves anything; to prove it, {0}"},
                  {draw});
}

Words next_for_everybody(const Score& score, const Plan& plan) {
    const Words answers = same(plan.answers);
    if (score.n() == 0)
        return filled({"请开放测评，让 {0} 人全部作答。", "Open the survey and have all {0} answer."},
                      {answers});
    if (!asks_for_everybody(evidence_of(score)))
        return filled({"结果紧贴目标，要等其余 {0} 个对象全部作答才能下结论。",
                       "The figure is so close to the target that only the answers of all the "
                       "other {0} can settle it."},
                      {answers});
    if (plan.answers == 1)
        return {"请最后 1 人作答：如果满意，即可证实达标。",
                "Have the last one answer: if satisfied, it is proven reached."};
    return filled({"请其余 {0} 人全部作答：如果都满意，即可证实达标。",
                   "Have the other {0} answer: if all are satisfied, it is proven reached."},
                  {answers});
}

Words next_at_checkpoint(const Score& score, const Plan& plan) {
    const Checkpoint next = next_checkpoint(score.period.last_day);
    const int year = surveys::civil(score.period.last_day).year;
    const std::string day = surveys::iso_date(last_day_of(year, next.month));
    return filled(is_reached(plan.would_prove)
                      ? Words{"现有答卷已经够了：如果{1}保持到 {0}，那天可证实达标。",
                              "These answers are enough: if the {1} keeps until {0}, it will be "
                              "proven reached on that day."}
                      : Words{"照现在的{1}，到 {0} 将证实未达标。请先查找不满意的原因，及时整改。",
                              "At the present {1} it will be proven missed on {0}. First find out "
                              "what people are dissatisfied with and put it right."},
                  {same(day), figure_of(score)});
}

Words next_with_the_roster(const Score& score) {
    if (score.n() == 0)
        return {"请开放测评，并请管理员在指标里填上总体人数。",
                "Open the survey, and ask an administrator to enter the number of people."};
    return {"请管理员在指标里填上总体人数，并请全部人员作答。",
            "Ask an administrator to enter the number of people, and have everybody answer."};
}

// Nothing more can come in by itself; paper forms can still be entered.
Words next_when_over(const Score& score) {
    if (score.n() == 0)
        return {"这一期已经结束，没有收到答卷；如有纸质答卷，可以补录。",
                "This is over and no answers came; paper forms can still be entered."};
    if (score.indicator.population.design == Design::volunteer)
        return {"这一期已经结束，只能如实填报。下一期请从名单中随机抽取对象发放答卷，才能证实。",
                "This is over: report it as it is. To prove it next time, draw people at random "
                "from the list."};
    return {"这一期已经结束。如有纸质答卷，可以补录；没有就如实填报，并照上面说明不能判定的原因。",
            "This is over. Paper forms can still be entered; otherwise report it as it is, with "
            "the reason given above."};
}

Words next_of(const Score& score, const Plan& plan, Intake intake) {
    const bool is_open_question =
        plan.kind != Plan::Kind::settled && plan.kind != Plan::Kind::not_comparable;
    if (is_open_question && intake == Intake::over) return next_when_over(score);
    switch (plan.kind) {
        case Plan::Kind::settled: return next_when_settled(score);
        case Plan::Kind::not_comparable:
            return {"请按实际完成情况人工评定。", "Please have it assessed by people."};
        case Plan::Kind::more_answers: return next_with_more(score, plan);
        case Plan::Kind::everybody: return next_for_everybody(score, plan);
        case Plan::Kind::next_checkpoint: return next_at_checkpoint(score, plan);
        case Plan::Kind::first_sample: return next_to_begin(score, plan);
        case Plan::Kind::random_sample: return next_by_lot(plan);
        case Plan::Kind::people_needed: return next_with_the_roster(score);
    }
    return {};
}

}  // namespace

Intake intake_of(const surveys::Store& store, const Score& score, std::int64_t now_ms) {
    if (score.period.last_day < surveys::day_of(now_ms)) return Intake::over;
    const auto survey = score.asked ? store.survey(score.asked->id) : std::nullopt;
    if (!survey || survey->state == surveys::SurveyState::draft) return Intake::going_on;
    return survey->takes_answers_at(now_ms) ? Intake::going_on : Intake::over;
}

Advice advice_for(const Score& score, const Plan& plan, Intake intake) {
    Advice advice{.reason = reason_of(score, plan), .next_step = next_of(score, plan, intake)};
    if (!score.finding) return advice;
    const Words wrong = words(*score.finding);
    advice.reason = {wrong.zh_cn + advice.reason.zh_cn, wrong.en + " " + advice.reason.en};
    return advice;
}

Advice advice_for(const Score& score, Intake intake) {
    return advice_for(score, engine::plan(evidence_of(score)), intake);
}

}  // namespace reports
