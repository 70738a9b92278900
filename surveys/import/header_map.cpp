#include <algorithm>

#include "surveys/import/import_map.h"

namespace surveys {

namespace {

constexpr std::string_view unit_column = "unit";
constexpr std::string_view date_column = "date";

void refuse_unknown(const std::vector<std::string>& header, const Questionnaire& questionnaire,
                    Problems& problems) {
    for (const std::string& column : header) {
        const Question* question = questionnaire.find(column);
        if (!question && column != unit_column && column != date_column) {
            problems.push_back({column, {"问卷里没有这一列对应的题目",
                                         "no question of the questionnaire has this id"}});
        } else if (question && question->type == QuestionType::contact) {
            problems.push_back({column, {"联系方式不能导入：要由本人同意",
                                         "contacts are not imported: they need consent"}});
        }
    }
}

}  // namespace

ImportMapReading read_header_map(const std::vector<std::string>& header,
                                 const Questionnaire& questionnaire) {
    const auto holds = [&](std::string_view column) {
        return std::find(header.begin(), header.end(), column) != header.end();
    };
    ImportMapReading reading;
    refuse_unknown(header, questionnaire, reading.problems);
    ImportMap map;
    map.channel = Channel::paper;
    map.definition = "{}";
    for (const Question& question : questionnaire.questions) {
        if (holds(question.id)) {
            map.questions.push_back({.question = question.id, .column = question.id,
                                     .meanings = {{"", std::nullopt}}, .lists_codes = false});
        } else if (question.required) {
            reading.problems.push_back(
                {question.id, {"文件里没有这道必答题的列",
                               "the file has no column for this required question"}});
        }
    }
    if (holds(unit_column) && !questionnaire.find(unit_column)) {
        map.unit = UnitColumn{std::string(unit_column), {}};
    }
    if (holds(date_column) && !questionnaire.find(date_column)) {
        map.time = TimeColumn{std::string(date_column), *read_time_format("%Y-%m-%d").format};
    }
    if (map.time && questionnaire.mode == Mode::ballot) {
        reading.problems.push_back(
            {std::string(date_column), {"无记名投票不记时间", "a secret ballot keeps no time"}});
    }
    if (reading.problems.empty()) reading.map = std::move(map);
    return reading;
}

}  // namespace surveys
