#include "engine/figures/target.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace {

using engine::Comparator;
using engine::Rational;
using engine::read_target;
using engine::TargetDefect;
using engine::TargetReading;
using engine::TargetUnit;

struct Row {
    std::string level1;
    std::string level2;
    std::string name;
    std::string description;
    std::string text;
    Comparator comparator = Comparator::at_least;
    Rational number;
    TargetUnit unit = TargetUnit::none;
    std::vector<TargetDefect> defects;
};

void expect_reading(const Row& row) {
    const TargetReading reading = read_target(
        row.text, {.level1 = row.level1, .level2 = row.level2, .name = row.name,
                   .description = row.description});
    const std::string which = row.name + " " + row.text;
    EXPECT_EQ(reading.target.text, row.text) << which;
    EXPECT_EQ(reading.defects, row.defects) << which;
    const bool is_wordy = row.defects == std::vector{TargetDefect::qualitative};
    EXPECT_EQ(reading.comparable, !is_wordy) << which;
    if (is_wordy) return;
    EXPECT_EQ(name(reading.target.comparator), name(row.comparator)) << which;
    EXPECT_EQ(reading.target.number, row.number) << which;
    EXPECT_EQ(name(reading.target.unit), name(row.unit)) << which;
}

constexpr auto floor_ = Comparator::at_least;
constexpr auto ceiling = Comparator::at_most;
constexpr auto percent = TargetUnit::percent;

// Oracle: the bureau's own document, table by table, every row read by eye.
TEST(Target, reads_every_row_of_the_operating_funds_table) {
    const std::vector<Row> rows{
        {"产出指标", "质量指标", "事项办结率", "年度办结事项/年度收件量*100%", "≥95%", floor_, {95},
         percent, {}},
        {"产出指标", "数量指标", "年度办件量", "年度办件量", "≥120000件", floor_, {120'000},
         TargetUnit::count, {}},
        {"产出指标", "成本指标", "运行管理经费总额", "运行管理经费总额", "≤200万元", ceiling, {200},
         TargetUnit::yuan10k, {}},
        {"产出指标", "时效指标", "行政审批及政务服务事项办理及时率",
         "行政审批及政务服务事项办理及时率", "≥90%", floor_, {90}, percent, {}},
        {"效益指标", "社会效益指标", "服务的改善与提升，提高群众办事便利度",
         "服务的改善与提升，提高群众办事便利度", "显著提高", floor_, {}, TargetUnit::none,
         {TargetDefect::qualitative}},
        {"效益指标", "可持续影响指标", "优化营商环境", "优化营商环境", "持续优化", floor_, {},
         TargetUnit::none, {TargetDefect::qualitative}},
        {"满意度指标", "服务对象满意度指标", "办事群众满意度", "办事群众满意度", "≥90分", floor_,
         {90}, TargetUnit::points, {}}};
    for (const Row& row : rows) expect_reading(row);
}

TEST(Target, reads_every_row_of_the_hotline_table) {
    const std::vector<Row> rows{
        {"产出指标", "数量指标", "热线人员数量", "热线人员数量", "27人", floor_, {27},
         TargetUnit::people, {}},
        {"产出指标", "质量指标", "工资足额发放率", "工资实际发放数/应发工资数", "100%", floor_,
         {100}, percent, {}},
        {"产出指标", "质量指标", "社保足额缴纳率", "资金实际发放数/应发资金数", "100", floor_, {100},
         TargetUnit::none, {TargetDefect::unit_missing}},
        {"产出指标", "成本指标", "项目总成本", "热线人员工资及社保总费用", "100万元", ceiling,
         {100}, TargetUnit::yuan10k, {TargetDefect::comparator_missing}},
        {"产出指标", "时效指标", "工资发放及社保缴纳及时率", "每月30日前完成", "≥90%", floor_, {90},
         percent, {}},
        {"效益指标", "社会效益指标", "事项办结率", "年度办结事项/年度收件量", "≥90%", floor_, {90},
         percent, {}},
        {"满意度指标", "服务对象满意度指标", "热线人员满意度", "满意人数占调查总人数比例", "100%",
         floor_, {100}, percent, {}}};
    for (const Row& row : rows) expect_reading(row);
}

TEST(Target, reads_every_row_of_the_business_environment_table) {
    const std::vector<Row> rows{
        {"产出指标", "数量指标", "免费刻制印章企业数", "免费刻制印章企业数", "≥1042家", floor_,
         {1042}, TargetUnit::count, {}},
        {"产出指标", "质量指标", "印章质量合格率", "印章质量质量合格率", "≥98%", floor_, {98},
         percent, {}},
        {"产出指标", "时效指标", "取章时间", "取得营业执照三个工作日内取章", "≤3天", ceiling, {3},
         TargetUnit::days, {}},
        {"产出指标", "成本指标", "刻章成本", "每套印章不超过480元", "≤480套", ceiling, {480},
         TargetUnit::count, {TargetDefect::unit_contradicts_wording}},
        {"效益指标", "经济效益指标", "减轻企业负担", "年内为1042家企业免费刻章", "≤50万元", ceiling,
         {50}, TargetUnit::yuan10k, {TargetDefect::benefit_as_ceiling}},
        {"效益指标", "社会效益指标", "企业劳动合同签订率", "企业劳动合同签订率", "≥95%", floor_,
         {95}, percent, {}},
        {"满意度指标", "服务对象满意度指标", "企业满意度", "企业满意度", "≥95%", floor_, {95},
         percent, {}}};
    for (const Row& row : rows) expect_reading(row);
}

TEST(Target, reads_every_row_of_the_contract_workers_table) {
    const std::vector<Row> rows{
        {"产出指标", "数量指标", "政府购买服务人员数量", "政府购买服务人员数量", "89人", floor_,
         {89}, TargetUnit::people, {}},
        {"产出指标", "质量指标", "工资足额发放率", "工资实发放额/工资应发放额", "100%", floor_,
         {100}, percent, {}},
        {"产出指标", "质量指标", "社保足额缴纳率", "资金实际发放额/资金应发放额", "100%", floor_,
         {100}, percent, {}},
        {"产出指标", "成本指标", "项目总成本", "2024年政府购买服务人员工资及保险费用",
         "≤366.7万元", ceiling, {3667, 10}, TargetUnit::yuan10k, {}},
        {"产出指标", "时效指标", "工资社保发放缴纳及时率", "按计划每月底完成发放", "≥90%", floor_,
         {90}, percent, {}},
        {"效益指标", "社会效益指标", "事项办结率", "年度办结事项/年度收件量", "≥90%", floor_, {90},
         percent, {}},
        {"满意度指标", "服务对象满意度指标", "政府购买服务人员满意度", "满意人数占调查总人数比例",
         "100%", floor_, {100}, percent, {}}};
    for (const Row& row : rows) expect_reading(row);
}

TEST(Target, reads_the_sentences_of_the_departments_goals) {
    const std::vector<Row> rows{
        {"", "", "机关工作人员满意度", "", "达90%以上", floor_, {90}, percent, {}},
        {"", "", "机关工作人员满意度", "", "90%以上", floor_, {90}, percent, {}},
        {"", "", "电子化率", "", "85%以上", floor_, {85}, percent, {}},
        {"", "", "专项监督次数", "", "不少于10次", floor_, {10}, TargetUnit::times, {}},
        {"", "", "每次天数", "", "不少于2天", floor_, {2}, TargetUnit::days, {}},
        {"", "", "年度考评覆盖率", "", "达到100%", floor_, {100}, percent, {}},
        {"", "", "年度考核", "", "不低于全市前5名", ceiling, {5}, TargetUnit::rank, {}}};
    for (const Row& row : rows) expect_reading(row);
}

TEST(Target, reads_what_input_methods_type) {
    const std::vector<Row> rows{
        {"", "", "", "", "＞＝９０％", floor_, {90}, percent, {}},
        {"", "", "", "", "≧ 90 分", floor_, {90}, TargetUnit::points, {}},
        {"", "", "", "", ">=95.5%", floor_, {955, 10}, percent, {}},
        {"", "", "", "", "＜3天", Comparator::less_than, {3}, TargetUnit::days, {}},
        {"", "", "", "", "超过１２０，０００件", Comparator::more_than, {120'000},
         TargetUnit::count, {}},
        {"", "", "", "", "=100%", Comparator::equal, {100}, percent, {}},
        {"产出指标", "成本指标", "", "", "≤480元/套", ceiling, {480}, TargetUnit::yuan, {}}};
    for (const Row& row : rows) expect_reading(row);
}

TEST(Target, says_so_when_it_can_make_nothing_of_a_text) {
    for (const std::string text : {"", "3-5个", "≥90%以下", "90公里", "1234567890123件",
                                   "90.1234567%", "≥", "九十分以上90", "90%%"}) {
        const TargetReading reading = read_target(text);
        EXPECT_FALSE(reading.comparable) << text;
        EXPECT_EQ(reading.target.text, text);
        ASSERT_EQ(reading.defects.size(), 1u) << text;
        EXPECT_EQ(reading.defects.front(), text == "≥" ? TargetDefect::qualitative
                                                       : TargetDefect::unreadable) << text;
    }
    EXPECT_FALSE(read_target(std::string(201, '9')).comparable);
}

TEST(Target, is_met_on_its_own_side_only) {
    const auto meets = [](const char* text, Rational value) {
        return read_target(text).target.is_met_by(value);
    };
    EXPECT_TRUE(meets("≥95%", {95}));
    EXPECT_FALSE(meets("≥95%", {94'996, 1000}));
    EXPECT_TRUE(meets("≤3天", {3}));
    EXPECT_FALSE(meets("≤3天", {31, 10}));
    EXPECT_FALSE(meets(">95%", {95}));
    EXPECT_FALSE(meets("<3天", {3}));
    EXPECT_TRUE(meets("=100%", {100}));
    EXPECT_FALSE(meets("=100%", {99}));
}

}  // namespace
