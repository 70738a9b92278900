#include "reports/reason.h"

#include "reports/number.h"
#include "reports/sentence.h"
#include "reports/words.h"

namespace reports {
namespace {

using engine::Plan;
using engine::Proof;
using surveys::Design;

Words people_of(const Score& score) { return same(*score.population); }

std::int64_t silent_of(const Score& score) {
    return score.population ? *score.population - score.n() : 0;
}

bool is_proven_reached(const Score& score) {
    return score.judgement.assurance.verdict == Proof::proven_reached;
}

// What is true whatever the silent think.
Words reason_when_certain(const Score& score) {
    const bool reached = is_proven_reached(score);
    if (silent_of(score) == 0)
        return filled(reached ? Words{"{0} 人全部作答，这就是全体的结果，没有误差：达到目标 {1}。",
                                      "All {0} answered: this is everybody's result, without "
                                      "error, and it reaches the target {1}."}
                              : Words{"{0} 人全部作答，这就是全体的结果，没有误差：没有达到目标 {1}。",
                                      "All {0} answered: this is everybody's result, without "
                                      "error, and it misses the target {1}."},
                      {people_of(score), target_of(score)});
    const auto worst = shown_worst_case(score);
    return filled(reached
                      ? Words{"即使还没作答的 {0} 人都给最差评价，全体也有 {1}，达到目标 {2}。",
                              "Even if the {0} who have not answered all gave the worst grade, "
                              "everybody's figure would be {1}, which reaches the target {2}."}
                      : Words{"即使还没作答的 {0} 人都给最好评价，全体也只有 {1}，达不到目标 {2}。",
                              "Even if the {0} who have not answered all gave the best grade, "
                              "everybody's figure would be only {1}, which misses the target {2}."},
                  {same(silent_of(score)),
                   with_unit(score, reached ? worst->lower : worst->upper), target_of(score)});
}

// A census that is not complete speaks for the silent only if they are like the others.
Words assumed_of(const Score& score) {
    if (score.indicator.population.design != Design::census) return {"从", "From"};
    return {"假定没作答的人与作答的人相仿，从", "If the silent are like those who answered, from"};
}

Words reason_when_proven(const Score& score) {
    const bool reached = is_proven_reached(score);
    const auto interval = shown_interval(score);
    return filled(reached ? Words{"{4} {0} 份答卷推断，全体的{1}有 95% 的把握不低于 {2}，达到目标 {3}。",
                                  "{4} {0} answers, with 95% confidence everybody's {1} is at "
                                  "least {2}, which reaches the target {3}."}
                          : Words{"{4} {0} 份答卷推断，全体的{1}有 95% 的把握不高于 {2}，达不到目标 {3}。",
                                  "{4} {0} answers, with 95% confidence everybody's {1} is at "
                                  "most {2}, which misses the target {3}."},
                  {answers_of(score), figure_of(score),
                   with_unit(score, reached ? interval->lower : interval->upper),
                   target_of(score), assumed_of(score)});
}

Words reason_of_volunteers(const Score& score) {
    const Words everybody =
        score.population ? filled({"全部 {0} 个对象", "all {0}"}, {people_of(score)})
                         : Words{"全体", "everybody"};
    return filled({"这 {0} 份答卷是自愿作答，不是随机抽取的。没作答的人可能更满意，也可能更不满意，"
                   "所以不能代表{1}。",
                   "These {0} answers came from volunteers, not from a random draw. Those who did "
                   "not answer may be more or less satisfied, so they cannot speak for {1}."},
                  {answers_of(score), everybody});
}

// A single answer still to come can miss the target.
Words reason_for_everybody(const Score& score) {
    return filled({"{0} 人中 {1} 人已答，都满意，还差 {2} 人。目标是 {3}，只要有 1 人不满意就达不到，"
                   "所以现在还不能下结论。",
                   "{1} of {0} have answered, all satisfied; {2} still to come. The target is {3}: "
                   "one dissatisfied answer would miss it, so nothing can be concluded yet."},
                  {people_of(score), answers_of(score), same(silent_of(score)),
                   target_of(score)});
}

Words reason_without_people(const Score& score) {
    return filled({"{0} 份答卷都满意，但目标是 {1}，而总体人数还没有填，不知道是否人人都已作答。",
                   "All {0} answers are satisfied, but the target is {1} and the number of people "
                   "is not known, so nobody can say whether everyone has answered."},
                  {answers_of(score), target_of(score)});
}

Words reason_for_the_range(const Score& score) {
    const auto interval = shown_interval(score);
    return filled({"{5} {0} 份答卷推断，全体的{1}在 {2} 到 {3} 之间，目标（{4}）落在这个范围里，"
                   "所以还不能下结论。",
                   "{5} {0} answers, everybody's {1} is between {2} and {3}. The target {4} lies "
                   "within that range, so nothing can be concluded yet."},
                  {answers_of(score), figure_of(score), same(interval->lower),
                   with_unit(score, interval->upper), target_of(score), assumed_of(score)});
}

// A mean that is looked at daily until it pleases would be called proven far too often.
Words reason_between_checkpoints() {
    return {"平均分天天都看得到：哪天好看就在哪天下结论，出错的机会会大大增加。所以只在 3 月、6 月、"
            "10 月、12 月的最后一天下结论，其余日子只看不判。",
            "The mean score is on show every day: to conclude on whichever day it looks good would "
            "go wrong far too often. So it is judged only on the last day of March, June, October "
            "and December, and watched on all others."};
}

}  // namespace

Words reason_of(const Score& score, const Plan& plan) {
    const engine::Assurance& assurance = score.judgement.assurance;
    if (plan.kind == Plan::Kind::not_comparable)
        return filled({"目标“{0}”不是一个数，程序不作判定。",
                       "The target “{0}” is no number, so the program does not judge it."},
                      {target_of(score)});
    if (score.n() == 0 && score.is_sealed)
        return {"无记名测评结束、且收到足够的份数之前，不公布任何结果。",
                "Nothing is said of a secret ballot before it is closed and enough have voted."};
    if (score.n() == 0)
        return {"还没有有效答卷，没有数据可以判定。",
                "There are no valid answers yet, so there is nothing to judge by."};
    if (assurance.verdict != Proof::undecided)
        return assurance.certain ? reason_when_certain(score) : reason_when_proven(score);
    if (score.indicator.population.design == Design::volunteer)
        return reason_of_volunteers(score);
    if (assurance.method == engine::Method::worst_case) return reason_for_everybody(score);
    if (plan.kind == Plan::Kind::next_checkpoint) return reason_between_checkpoints();
    if (plan.kind == Plan::Kind::people_needed && asks_for_everybody(evidence_of(score)))
        return reason_without_people(score);
    return reason_for_the_range(score);
}

}  // namespace reports
