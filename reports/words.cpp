#include "reports/words.h"

#include <array>

namespace reports {
namespace {

template <typename Table, typename Enumerator>
const Words& at(const Table& table, Enumerator which) {
    return table.at(static_cast<std::size_t>(which));
}

}  // namespace

const Words& words(engine::Grade grade) {
    static const std::array table{
        Words{"非常满意", "Very satisfied"}, Words{"满意", "Satisfied"},
        Words{"基本满意", "Fairly satisfied"}, Words{"不满意", "Dissatisfied"},
        Words{"非常不满意", "Very dissatisfied"}};
    return at(table, grade);
}

const Words& words(engine::Official official) {
    static const std::array table{Words{"达标", "reached"}, Words{"未达标", "missed"}};
    return at(table, official);
}

const Words& words(engine::Proof proof) {
    static const std::array table{Words{"已证实达标", "proven reached"},
                                  Words{"不能判定", "cannot tell"},
                                  Words{"已证实未达标", "proven missed"}};
    return at(table, proof);
}

const Words& words(engine::Method method) {
    static const std::array table{
        Words{"尚无答卷", "no answers yet"},
        Words{"全部作答，无抽样误差", "everybody answered: no sampling error"},
        Words{"目标为最高值，只看未作答者的最坏情形",
              "a target of the very best: only the worst case over the silent counts"},
        Words{"精确超几何法（有限总体，单侧）", "exact hypergeometric, finite population"},
        Words{"四个精确超几何界合并（Bonferroni，单侧）",
              "four exact hypergeometric bounds (Bonferroni)"},
        Words{"有界均值的常数赌注混合法（单侧）", "constant-bet mixture for a bounded mean"},
        Words{"Clopper–Pearson 法（总体人数未知，单侧）",
              "Clopper-Pearson, population size unknown"},
        Words{"四个 Clopper–Pearson 界合并（总体人数未知，单侧）",
              "four Clopper-Pearson bounds (Bonferroni), population size unknown"},
        Words{"混合 e 值法（有限总体，单侧，随时可看）",
              "mixture e-values, finite population, valid at every look"},
        Words{"混合 e 值法（总体人数未知，单侧，随时可看）",
              "mixture e-values, population size unknown, valid at every look"}};
    return at(table, method);
}

Words method_of_interval(const engine::Judgement& judgement) {
    Words all = words(judgement.interval_method);
    if (engine::looks_clause(judgement.interval_method, judgement.interval_looks).empty())
        return all;
    all.zh_cn += "，四个监控日各用四分之一的误差";
    all.en += ", a quarter of the error for each of the four announced days";
    return all;
}

const Words& words(engine::Looks looks) {
    static const std::array table{
        Words{"结束后只看一次", "once, when it is over"},
        Words{"天天可看；今天是公布的监控日，可以下结论",
              "any day; today is an announced day, on which it is judged"},
        Words{"天天可看；判定已为此从严", "any day, which the verdict makes up for"}};
    return at(table, looks);
}

const Words& words(surveys::Design design) {
    static const std::array table{Words{"普查", "census"}, Words{"随机抽样", "random sample"},
                                  Words{"自愿作答", "volunteers"}};
    return at(table, design);
}

const Words& words(surveys::Measure measure) {
    static const std::array table{Words{"平均分", "mean score"},
                                  Words{"满意率", "share satisfied"}};
    return at(table, measure);
}

const Words& words(surveys::Source source) {
    static const std::array table{Words{"凭码", "by code"}, Words{"公开", "open"},
                                  Words{"纸质", "paper"}, Words{"导入", "imported"}};
    return at(table, source);
}

const Words& words(surveys::Channel channel) {
    static const std::array table{
        Words{"网页", "web page"},       Words{"二维码", "QR code"},
        Words{"平板电脑", "tablet"},     Words{"大厅终端", "terminal in the hall"},
        Words{"电话", "phone"},          Words{"短信", "text message"},
        Words{"纸质表", "paper form"},   Words{"文件导入", "imported file"}};
    return at(table, channel);
}

const Words& words(surveys::Mode mode) {
    static const std::array table{Words{"公开作答", "open to all"},
                                  Words{"凭码作答，一码一份", "one code, one answer"},
                                  Words{"无记名测评", "secret ballot"}};
    return at(table, mode);
}

const Words& words(surveys::SurveyState state) {
    static const std::array table{Words{"未开放", "not open yet"}, Words{"开放中", "open"},
                                  Words{"已结束", "closed"}};
    return at(table, state);
}

const Words& unit_of(surveys::Measure measure) {
    static const std::array table{Words{"分", " points"}, Words{"%", "%"}};
    return at(table, measure);
}

// The Chinese mark stands in English, too: whoever finds the sheet may read Chinese only.
const Words& demo_mark() {
    static const Words mark{"演示数据", "演示数据 demo data"};
    return mark;
}

const Words& demo_sentence() {
    static const Words sentence{"演示数据：全部是编造的，不是真实评价。",
                                "演示数据 Demo data: every answer is made up."};
    return sentence;
}

}  // namespace reports
