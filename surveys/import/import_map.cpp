#include "surveys/import/import_map.h"

#include <algorithm>
#include <utility>

#include "surveys/import/cell.h"
#include "surveys/import/limits.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/json_fields.h"

namespace surveys {

namespace {

// What one map is read against, and where its problems go.
struct MapContext {
    const Questionnaire& questionnaire;
    const std::vector<Unit>& units;
    Problems& problems;

    void say(std::string place, Words words) const {
        problems.push_back({std::move(place), std::move(words)});
    }
    bool has_unit(std::string_view code) const {
        return std::any_of(units.begin(), units.end(),
                           [&](const Unit& unit) { return unit.code == code; });
    }
};

// A field that may be left out or null; nullptr then.
const Json* given(Fields& fields, std::string_view field) {
    const Json* found = fields.find(field, Need::optional);
    return found && !found->is_null() ? found : nullptr;
}

// The name of a column, "" after a problem was noted.
std::string column_name(Fields& fields, std::string_view field) {
    const auto name = fields.text(field, Need::required);
    if (name && bare_cell(*name).empty()) {
        fields.note(field, {"要写列名", "needs the name of a column"});
    }
    return name ? std::string(bare_cell(*name)) : std::string();
}

// The members of `codes`, in the order of their keys.
const Json::Object* codes_of(Fields& fields, const MapContext& context) {
    const Json* codes = given(fields, "codes");
    if (!codes) return nullptr;
    if (!codes->object()) fields.note("codes", {"应为对象 {…}", "must be an object {…}"});
    if (codes->object() && codes->object()->size() > import_limits.map_codes_max) {
        context.say(fields.place_of("codes"), {"代码太多", "has too many codes"});
    }
    return codes->object();
}

void read_survey_and_channel(Fields& fields, const MapContext& context, ImportMap& map) {
    const auto survey = fields.text("survey", Need::optional);
    if (survey && *survey != context.questionnaire.id) {
        fields.note("survey", {"映射文件是为另一个调查写的", "the map is for another survey"});
    }
    const auto name = fields.text("channel", Need::optional);
    const auto channel = name ? channel_named(*name) : Channel::import;
    if (channel == Channel::paper || channel == Channel::import) map.channel = *channel;
    else fields.note("channel", {"渠道只能是 paper 或 import", "must be paper or import"});
}

void read_unit(Fields& fields, const MapContext& context, ImportMap& map) {
    const Json* json = given(fields, "unit");
    if (!json) return;
    Fields unit(*json, fields.place_of("unit"), context.problems);
    if (!json->object()) return;
    map.unit = UnitColumn{column_name(unit, "column"), {}};
    if (const Json::Object* codes = codes_of(unit, context)) {
        for (const JsonMember& code : *codes) {
            const std::string* text = code.value.string();
            if (text && context.has_unit(*text)) {
                map.unit->codes.emplace(bare_cell(code.key), *text);
            } else {
                context.say(pointer(unit.place_of("codes"), code.key),
                            {"没有这个单位代码", "names no known unit"});
            }
        }
    }
    unit.refuse_others();
}

void read_time(Fields& fields, const MapContext& context, ImportMap& map) {
    const Json* json = given(fields, "time");
    if (!json) return;
    if (context.questionnaire.mode == Mode::ballot) {
        fields.note("time", {"无记名投票不记时间", "a secret ballot keeps no time"});
    }
    Fields time(*json, fields.place_of("time"), context.problems);
    if (!json->object()) return;
    std::string column = column_name(time, "column");
    const auto format = time.text("format", Need::required);
    TimeFormatReading reading = read_time_format(format.value_or(""));
    if (reading.format) map.time = TimeColumn{std::move(column), std::move(*reading.format)};
    else if (format) time.note("format", std::move(*reading.problem));
    time.refuse_others();
}

void add_meaning(QuestionColumn& column, const std::string& place, std::string_view cell,
                 const std::optional<Answer>& meaning, const MapContext& context) {
    if (column.meanings.emplace(bare_cell(cell), meaning).second) return;
    const std::string code(bare_cell(cell));
    context.say(place, {"代码“" + code + "”有两个含义",
                        "the code \"" + code + "\" has two meanings"});
}

void add_codes(QuestionColumn& column, Fields& fields, const Question& question,
               const MapContext& context) {
    const Json::Object* codes = codes_of(fields, context);
    if (!codes) return;
    column.lists_codes = true;
    for (const JsonMember& code : *codes) {
        const std::string place = pointer(fields.place_of("codes"), code.key);
        const std::string* text = code.value.string();
        const std::string_view meaning = text ? bare_cell(*text) : std::string_view();
        if (meaning.empty()) {
            context.say(place, {"应为文本", "must be text"});
            continue;
        }
        CellReading reading = read_cell(question, meaning);
        if (reading.answer) add_meaning(column, place, code.key, reading.answer, context);
        else context.say(place, std::move(reading.problem));
    }
}

void add_list(QuestionColumn& column, Fields& fields, std::string_view field,
              const std::optional<Answer>& meaning, const MapContext& context) {
    const Json::Array* cells = fields.array(field, Need::optional);
    if (!cells) return;
    for (std::size_t at = 0; at < cells->size(); ++at) {
        const std::string place = pointer(fields.place_of(field), at);
        if (const std::string* cell = (*cells)[at].string()) {
            add_meaning(column, place, *cell, meaning, context);
        } else {
            context.say(place, {"应为文本", "must be text"});
        }
    }
}

void read_question(const Json& json, const std::string& place, const Question& question,
                   const MapContext& context, ImportMap& map) {
    if (question.type == QuestionType::contact) {
        context.say(place, {"联系方式不能导入：要由本人同意",
                            "contacts are not imported: they need consent"});
        return;
    }
    Fields fields(json, place, context.problems);
    if (!json.object()) return;
    QuestionColumn column;
    column.question = question.id;
    column.column = column_name(fields, "column");
    add_codes(column, fields, question, context);
    if (question.type != QuestionType::grade && json.find("not_applicable")) {
        fields.note("not_applicable", {"只有五级题可以不适用",
                                       "only a grade question can be not applicable"});
    }
    add_list(column, fields, "not_applicable", NotApplicable{}, context);
    add_list(column, fields, "blank", std::nullopt, context);
    if (!json.find("blank")) column.meanings.try_emplace("", std::nullopt);
    fields.refuse_others();
    map.questions.push_back(std::move(column));
}

void read_questions(Fields& fields, const MapContext& context, ImportMap& map) {
    const Json* json = fields.find("questions", Need::required);
    if (!json) return;
    Fields questions(*json, fields.place_of("questions"), context.problems);
    if (!json->object()) return;
    for (const Question& question : context.questionnaire.questions) {
        const Json* one = questions.find(question.id, Need::optional);
        const std::string place = questions.place_of(question.id);
        if (one) read_question(*one, place, question, context, map);
        else if (question.required) {
            context.say(place, {"必答题没有对应的列", "is required and has no column"});
        }
    }
    for (const JsonMember& member : *json->object()) {
        if (context.questionnaire.find(member.key)) continue;
        questions.note(member.key, {"问卷里没有这道题", "there is no such question"});
    }
}

}  // namespace

ImportMapReading read_import_map(std::string_view json, const Questionnaire& questionnaire,
                                 const std::vector<Unit>& units) {
    if (json.size() > limits.definition_bytes_max) {
        return {{}, {{"", {"映射文件太大", "the map is too large"}}}};
    }
    JsonReading reading = read_json(json);
    if (!reading.value) return {{}, std::move(reading.problems)};
    Problems problems = std::move(reading.problems);
    const MapContext context{questionnaire, units, problems};
    ImportMap map;
    map.definition = json;
    Fields fields(*reading.value, "", problems);
    if (!reading.value->object()) return {{}, std::move(problems)};
    read_survey_and_channel(fields, context, map);
    read_unit(fields, context, map);
    read_time(fields, context, map);
    if (given(fields, "weight")) map.weight = column_name(fields, "weight");
    if (given(fields, "stratum")) map.stratum = column_name(fields, "stratum");
    read_questions(fields, context, map);
    fields.refuse_others();
    if (!problems.empty()) return {{}, std::move(problems)};
    return {std::move(map), {}};
}

}  // namespace surveys
