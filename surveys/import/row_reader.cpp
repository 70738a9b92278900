#include "surveys/import/row_reader.h"

#include <algorithm>
#include <utility>

#include "engine/expects.h"
#include "surveys/calendar.h"
#include "surveys/import/cell.h"
#include "surveys/import/limits.h"
#include "surveys/limits.h"

namespace surveys {

namespace {

Words not_listed() { return {"不在映射文件列出的代码里", "is not among the codes of the map"}; }

std::vector<std::string_view> columns_of(const ImportMap& map) {
    std::vector<std::string_view> columns;
    for (const QuestionColumn& question : map.questions) columns.push_back(question.column);
    if (map.unit) columns.push_back(map.unit->column);
    if (map.time) columns.push_back(map.time->column);
    if (map.weight) columns.push_back(*map.weight);
    if (map.stratum) columns.push_back(*map.stratum);
    return columns;
}

// Several listed options in one cell; nullopt when a piece is not listed.
std::optional<Answer> listed_choices(const QuestionColumn& column, const Question& question,
                                     std::string_view cell) {
    std::set<std::string, std::less<>> chosen;
    for (const std::string_view piece : pieces_of(cell)) {
        const auto meaning = column.meanings.find(piece);
        if (meaning == column.meanings.end() || !meaning->second) return std::nullopt;
        const Choices* choices = std::get_if<Choices>(&*meaning->second);
        if (!choices) return std::nullopt;
        chosen.insert(choices->options.begin(), choices->options.end());
    }
    Choices result;
    for (const Option& option : question.options) {
        if (chosen.contains(option.code)) result.options.push_back(option.code);
    }
    if (result.options.empty()) return std::nullopt;
    return result;
}

std::string in_words(const CellProblem& problem, Locale locale) {
    std::string words = problem.column;
    if (!problem.column.empty()) {
        words += locale == Locale::en ? " \"" + problem.cell + "\": " : "“" + problem.cell + "”：";
    }
    return words + problem.words.in(locale);
}

}  // namespace

std::string in_words(const RejectedRow& row, Locale locale) {
    const std::string line = std::to_string(row.line);
    std::string words = locale == Locale::en ? "line " + line : "第 " + line + " 行";
    std::string_view joint = locale == Locale::en ? ", " : "，";
    for (const CellProblem& problem : row.problems) {
        words.append(joint).append(in_words(problem, locale));
        joint = locale == Locale::en ? "; " : "；";
    }
    return words;
}

Problems check_columns(const ImportMap& map, const std::vector<std::string>& header) {
    Problems problems;
    for (const std::string_view column : columns_of(map)) {
        const auto times = std::count(header.begin(), header.end(), column);
        const std::string name(column);
        if (times == 0) {
            problems.push_back({name, {"文件里没有“" + name + "”这一列",
                                       "the file has no column \"" + name + "\""}});
        } else if (times > 1) {
            problems.push_back({name, {"文件里有两列都叫“" + name + "”",
                                       "the file has more than one column \"" + name + "\""}});
        }
    }
    return problems;
}

RowReader::RowReader(const RowRules& rules, Encoding encoding, std::int64_t now_ms)
    : rules_(rules),
      decoder_(encoding),
      now_ms_(now_ms),
      time_without_column_ms_(rules.questionnaire.mode == Mode::ballot
                                  ? midnight_ms(day_of(now_ms)) : now_ms) {
    engine::expects(check_columns(rules.map, rules.header).empty(),
                    "a file is read when all its columns are there");
    for (const Unit& unit : rules.units) unit_codes_.insert(unit.code);
    for (const QuestionColumn& column : rules.map.questions) {
        questions_.push_back(rules.questionnaire.find(column.question));
        places_.push_back(place_of(column.column));
    }
    if (rules.map.unit) unit_place_ = place_of(rules.map.unit->column);
    if (rules.map.time) time_place_ = place_of(rules.map.time->column);
    if (rules.map.weight) weight_place_ = place_of(*rules.map.weight);
    if (rules.map.stratum) stratum_place_ = place_of(*rules.map.stratum);
}

std::size_t RowReader::place_of(std::string_view column) const {
    const auto found = std::find(rules_.header.begin(), rules_.header.end(), column);
    return static_cast<std::size_t>(found - rules_.header.begin());
}

RowReading RowReader::read(const CsvRecord& record, std::int64_t row) {
    problems_.clear();
    const std::size_t wanted = rules_.header.size();
    if (record.cells.size() != wanted) {
        const std::string has = std::to_string(record.cells.size());
        const std::string needs = std::to_string(wanted);
        return {{}, {{"", "", {"这一行有 " + has + " 列，表头有 " + needs + " 列",
                               "has " + has + " cells, the header has " + needs}}}};
    }
    if (record.stray_quote) {
        return {{}, {{"", "", {"引号后面还有文字", "has text behind a closing quote"}}}};
    }
    ImportedRow result;
    result.row = row;
    result.received_ms = time_without_column_ms_;
    result.submission.version = rules_.questionnaire.version;
    result.submission.channel = rules_.map.channel;
    read_answers(record, result.submission.answers);
    read_unit(record, result.submission);
    read_time(record, result);
    read_weight_and_stratum(record, result);
    if (problems_.empty()) check_answers(record, result.submission.answers);
    if (problems_.empty()) return {std::move(result), {}};
    return {{}, std::move(problems_)};
}

// The trimmed cell in UTF-8; nullopt after an undecodable one was named.
std::optional<std::string> RowReader::cell(const CsvRecord& record, std::size_t place) {
    const auto text = decoder_.decode(record.cells[place]);
    if (text) return std::string(bare_cell(*text));
    say(place, "?", {"含有无法解码的字节", "holds bytes that are not of the file's encoding"});
    return std::nullopt;
}

void RowReader::say(std::size_t place, std::string_view cell, Words words) {
    if (problems_.size() >= import_limits.problems_per_row_max) return;
    problems_.push_back({rules_.header[place], shortened_cell(cell), std::move(words)});
}

void RowReader::read_answers(const CsvRecord& record, Answers& answers) {
    for (std::size_t index = 0; index < places_.size(); ++index) {
        const auto text = cell(record, places_[index]);
        if (text) read_answer(index, *text, answers);
    }
}

void RowReader::read_answer(std::size_t index, std::string_view cell, Answers& answers) {
    const QuestionColumn& column = rules_.map.questions[index];
    const Question& question = *questions_[index];
    const std::size_t place = places_[index];
    if (const auto known = column.meanings.find(cell); known != column.meanings.end()) {
        if (known->second) answers.emplace(column.question, *known->second);
        return;
    }
    if (!column.lists_codes && !cell.empty()) {
        CellReading reading = read_cell(question, cell);
        if (reading.answer) answers.emplace(column.question, std::move(*reading.answer));
        else say(place, cell, std::move(reading.problem));
        return;
    }
    std::optional<Answer> several;
    if (question.type == QuestionType::choices) several = listed_choices(column, question, cell);
    if (several) answers.emplace(column.question, std::move(*several));
    else say(place, cell, not_listed());
}

void RowReader::check_answers(const CsvRecord& record, const Answers& answers) {
    for (Problem& problem : check(answers, rules_.questionnaire, Blanks::allowed)) {
        const auto column = std::find_if(
            rules_.map.questions.begin(), rules_.map.questions.end(),
            [&](const QuestionColumn& each) { return each.question == problem.place; });
        if (column == rules_.map.questions.end()) {
            problems_.push_back({"", "", std::move(problem.words)});
            continue;
        }
        const std::size_t place =
            places_[static_cast<std::size_t>(column - rules_.map.questions.begin())];
        say(place, cell(record, place).value_or(""), std::move(problem.words));
    }
}

void RowReader::read_unit(const CsvRecord& record, Submission& submission) {
    if (!unit_place_) return;
    auto text = cell(record, *unit_place_);
    if (!text || text->empty()) return;
    const auto& codes = rules_.map.unit->codes;
    const auto mapped = codes.find(*text);
    const std::string& code = mapped == codes.end() ? *text : mapped->second;
    if (unit_codes_.contains(code)) submission.unit = code;
    else say(*unit_place_, *text, {"没有这个单位", "is no known unit"});
}

void RowReader::read_time(const CsvRecord& record, ImportedRow& row) {
    if (!time_place_) return;
    const auto text = cell(record, *time_place_);
    if (!text) return;
    const auto time = rules_.map.time->format.read(*text);
    if (!time) {
        say(*time_place_, *text, {"不是约定格式的真实时间", "is no real time in the agreed format"});
    } else if (*time > now_ms_) {
        say(*time_place_, *text, {"时间在导入之后", "lies after the import"});
    } else {
        row.received_ms = *time;
    }
}

void RowReader::read_weight_and_stratum(const CsvRecord& record, ImportedRow& row) {
    if (weight_place_) {
        const auto text = cell(record, *weight_place_);
        if (text) row.weight_micros = read_weight_micros(*text);
        if (text && !row.weight_micros) {
            say(*weight_place_, *text, {"不是可用的权数", "is no usable weight"});
        }
    }
    if (stratum_place_) {
        const auto text = cell(record, *stratum_place_);
        if (text && text->size() <= limits.id_characters_max) row.stratum = *text;
        else if (text) say(*stratum_place_, *text, {"层名太长", "is too long for a stratum"});
    }
}

}  // namespace surveys
