#include "http/desk/pages/surveys/answer_counts.h"

#include <kainjow/mustache.hpp>

#include "reports/number.h"
#include "reports/words.h"

namespace http {
namespace {

using surveys::Words;

class Rows {
public:
    explicit Rows(surveys::Locale locale) : locale_(locale) {}

    void add(const Words& name, std::int64_t count, const Words& note = {}) {
        Filling row;
        row.set("name", name.in(locale_));
        row.set("count", std::to_string(count));
        row.set("note", note.in(locale_));
        rows_ << row;
    }
    const Filling& all() const { return rows_; }

private:
    surveys::Locale locale_;
    Filling rows_{Filling::type::list};
};

const Words since_the_beginning{"自调查开始以来", "since the survey began"};

void add_given_out(Rows& rows, const reports::SurveyReport& report) {
    const reports::AnswerCounts& counts = report.counts;
    if (counts.codes_made > 0) {
        rows.add({"发放：制作的码", "Given out: codes made"}, counts.codes_made,
                 since_the_beginning);
        rows.add({"　其中已用", "  of them used"}, counts.codes_used);
        rows.add({"　其中作废", "  of them revoked"}, counts.codes_revoked);
    }
    if (const auto& people = report.whole().indicator.population.size)
        rows.add({"对象人数 N", "People asked about, N"}, *people);
}

void add_received(Rows& rows, const reports::SurveyReport& report) {
    const engine::Tally& tally = report.whole().counts;
    const std::int64_t received = reports::answers_in(tally);
    const auto& people = report.whole().indicator.population.size;
    Words note{"指标所计的来源", "from the sources the indicator counts"};
    if (people && received <= *people && *people > 0) {
        const std::string part = reports::shown_part(received, *people);
        note = {"占对象的" + part + "%", part + " % of the people"};
    }
    rows.add({"回收：收到的答卷", "Received"}, received, note);
    rows.add({"有效：答了本题", "Valid: graded this question"}, tally.n(),
             {"各项数值以此为分母", "the denominator of every figure"});
    rows.add({"未答此题", "Left blank"}, tally.blank, {"不计入", "not counted"});
    rows.add({"不适用、不了解", "Not applicable"}, tally.not_applicable,
             {"不计入", "not counted"});
    rows.add({"默认评价", "By default"}, tally.by_default, {"不计入", "not counted"});
}

}  // namespace

Filling answer_counts(const reports::SurveyReport& report, surveys::Locale locale) {
    Rows rows(locale);
    const reports::AnswerCounts& counts = report.counts;
    add_given_out(rows, report);
    if (report.has_grades) add_received(rows, report);
    for (const reports::SourceCount& source : counts.by_source) {
        const Words& words = reports::words(source.source);
        rows.add({"来源：" + words.zh_cn, "Source: " + words.en}, source.answers);
    }
    if (counts.second_pages)
        rows.add({"补充的第二页", "Second pages"}, *counts.second_pages, since_the_beginning);
    rows.add({"导入的答卷", "Imported answers"}, counts.imported, since_the_beginning);
    rows.add({"撤销的导入", "Imported and undone"}, counts.undone,
             {"保留备查，不计入", "kept for the record, not counted"});
    return rows.all();
}

}  // namespace http
