#include <algorithm>

#include "surveys/limits.h"
#include "surveys/questionnaires/indicator.h"
#include "surveys/questionnaires/json_fields.h"
#include "surveys/questionnaires/one_of.h"
#include "surveys/questionnaires/scale_fields.h"

namespace surveys {
namespace {

constexpr WholeNumbers weights{.lowest = 0, .highest = 100};
constexpr WholeNumbers sizes{.lowest = 1, .highest = 10'000'000'000};
constexpr std::int64_t year_first = 2000;
constexpr std::int64_t year_last = 2999;

// The worst grade that counts, when the named ones are the best without a gap.
std::optional<engine::Grade> last_satisfied(const std::vector<std::string>& names) {
    if (names.empty() || names.size() >= engine::grades.size()) return std::nullopt;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (std::find(names.begin(), names.end(), engine::name(engine::grades.at(i))) ==
            names.end())
            return std::nullopt;
    return engine::grades.at(names.size() - 1);
}

engine::Scale read_scale(Fields& file) {
    engine::Scale scale;
    scale.points = read_points(file, "grade_values").value_or(scale.points);
    const auto names = file.texts("satisfied", Need::required);
    if (names.empty()) return scale;
    const auto last = last_satisfied(names);
    if (!last)
        file.note("satisfied", {"应为从最好一级起连续的等级，且不能是全部",
                                "must be the best grades without a gap, and not all of them"});
    scale.last_satisfied = last.value_or(scale.last_satisfied);
    return scale;
}

void read_project(Fields& file, Indicator& read, Problems& problems) {
    const Json* json = file.find("project", Need::required);
    if (json == nullptr) return;
    Fields project{*json, file.place_of("project"), problems};
    read.project_code = project.text("code", Need::required).value_or("");
    read.project_name = project.text("name", Need::required).value_or("");
    project.refuse_others();
}

Population read_population(Fields& file, Problems& problems) {
    const Json* json = file.find("population", Need::required);
    if (json == nullptr) return {};
    Fields fields{*json, file.place_of("population"), problems};
    Population population;
    const Json* size = json->find("size");
    if (size != nullptr && size->is_null())
        fields.find("size", Need::required);  // not known yet
    else
        population.size = fields.whole("size", Need::required, sizes);
    population.design = one_of(fields, "design", designs).value_or(Design::volunteer);
    population.basis = fields.text("basis", Need::optional).value_or("");
    fields.refuse_others();
    return population;
}

std::vector<Source> read_sources(Fields& file, bool absent) {
    if (absent) {
        file.find("sources", Need::optional);
        return {sources.begin(), sources.end()};
    }
    const auto names = file.texts("sources", Need::required);
    std::vector<Source> read;
    for (const Source source : sources)
        if (std::find(names.begin(), names.end(), name(source)) != names.end())
            read.push_back(source);
    if (read.size() != names.size())
        file.note("sources", {"应为 coded、open、paper、import 中的若干项",
                              "must be some of coded, open, paper and import"});
    return read;
}

// No years, or null, is every year.
std::vector<int> read_years(Fields& file, const Json& json) {
    if (const Json* years = json.find("years"); years == nullptr || years->is_null()) {
        file.find("years", Need::optional);
        return {};
    }
    const Json::Array* elements = file.array("years", Need::required);
    if (elements == nullptr) return {};
    std::vector<int> years;
    for (const Json& element : *elements) {
        const JsonNumber* number = element.number();
        const bool good = number != nullptr && number->integer &&
                          *number->integer >= year_first && *number->integer <= year_last;
        if (good) years.push_back(static_cast<int>(*number->integer));
    }
    std::sort(years.begin(), years.end());
    const bool doubled = std::adjacent_find(years.begin(), years.end()) != years.end();
    if (elements->empty() || doubled || years.size() != elements->size())
        file.note("years", {"应为不重复的年份列表，例如 [2026]",
                            "must be a list of different years, such as [2026]"});
    return years;
}

engine::TargetReading read_target(Fields& file, const Indicator& read) {
    const auto text = file.text("target", Need::required);
    if (!text) return {};
    auto target = engine::read_target(*text, {.level1 = read.level1,
                                              .level2 = read.level2,
                                              .name = read.name.zh_cn,
                                              .description = {}});
    if (!target.comparable)
        file.note("target", {"目标值应含可比较的数字，例如 ≥90分 或 100%",
                             "must hold a number to compare with， such as ≥90分 or 100%"});
    return target;
}

Indicator read_file(const Json& json, Problems& problems) {
    Fields file{json, "", problems};
    Indicator read;
    read.id = file.id("id", Need::required).value_or("");
    read.name = file.words("name", Need::required).value_or(Words{});
    read_project(file, read, problems);
    read.level1 = file.text("level1", Need::required).value_or("");
    read.level2 = file.text("level2", Need::required).value_or("");
    read.survey = file.id("survey", Need::required).value_or("");
    read.question = file.id("question", Need::required).value_or("");
    read.measure = one_of(file, "measure", measures).value_or(Measure::satisfied_share);
    read.scale = read_scale(file);
    read.target = read_target(file, read);
    read.weight = file.whole("weight", Need::optional, weights).value_or(read.weight);
    read.population = read_population(file, problems);
    read.sources = read_sources(file, json.find("sources") == nullptr);
    read.years = read_years(file, json);
    read.evidence = file.text("evidence", Need::optional).value_or("");
    file.refuse_others();
    return read;
}

}  // namespace

IndicatorReading read_indicator(std::string_view json) {
    if (json.size() > limits.definition_bytes_max)
        return {std::nullopt, {{"", {"文件太大（最多 1 MB）", "the file exceeds 1 MB"}}}};
    JsonReading file = read_json(json);
    IndicatorReading reading{std::nullopt, std::move(file.problems)};
    if (!file.value) return reading;
    Indicator read = read_file(*file.value, reading.problems);
    if (!reading.problems.empty()) return reading;
    read.definition = std::string{json};
    reading.indicator = std::move(read);
    return reading;
}

}  // namespace surveys
