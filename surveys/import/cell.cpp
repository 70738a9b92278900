#include "surveys/import/cell.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "surveys/calendar.h"
#include "surveys/import/limits.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/decimal.h"
#include "surveys/questionnaires/utf8.h"

namespace surveys {

namespace {

constexpr std::array<std::string_view, 5> grades_in_chinese{"非常满意", "满意", "基本满意",
                                                            "不满意", "非常不满意"};
constexpr std::string_view ideographic_space = "\u3000";

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

CellReading not_offered() { return {{}, {"不是所给的选项", "is not among the answers offered"}}; }

CellReading read_grade(std::string_view cell) {
    if (cell == "不适用" || cell == "not_applicable") return {NotApplicable{}, {}};
    if (const auto grade = engine::grade_named(cell)) return {*grade, {}};
    const auto name = std::find(grades_in_chinese.begin(), grades_in_chinese.end(), cell);
    if (name == grades_in_chinese.end()) return not_offered();
    return {engine::grades.at(static_cast<std::size_t>(name - grades_in_chinese.begin())), {}};
}

const Option* option_named(const Question& question, std::string_view cell) {
    for (const Option& option : question.options) {
        if (option.code == cell) return &option;
    }
    for (const Option& option : question.options) {
        if (option.text.zh_cn == cell || option.text.en == cell) return &option;
    }
    return nullptr;
}

CellReading read_choice(const Question& question, std::string_view cell) {
    const Option* option = option_named(question, cell);
    return option ? CellReading{Choice{option->code}, {}} : not_offered();
}

CellReading read_choices(const Question& question, std::string_view cell) {
    if (const Option* only = option_named(question, cell)) return {Choices{{only->code}}, {}};
    std::vector<const Option*> chosen;
    for (const std::string_view piece : pieces_of(cell)) {
        chosen.push_back(option_named(question, piece));
        if (!chosen.back()) return not_offered();
    }
    Choices choices;
    for (const Option& option : question.options) {
        if (std::count(chosen.begin(), chosen.end(), &option) > 0) {
            choices.options.push_back(option.code);
        }
    }
    return choices.options.empty() ? not_offered() : CellReading{std::move(choices), {}};
}

CellReading read_score(std::string_view cell) {
    int points = -1;
    const auto end = cell.data() + cell.size();
    const auto [stop, error] = std::from_chars(cell.data(), end, points);
    if (error != std::errc{} || stop != end || points < 0 || points > 10) {
        return {{}, {"不是 0 到 10 的整数", "is no whole number from 0 to 10"}};
    }
    return {Score{points}, {}};
}

CellReading read_yes_no(std::string_view cell) {
    for (const std::string_view yes : {"true", "yes", "是", "1"}) {
        if (cell == yes) return {YesNo{true}, {}};
    }
    for (const std::string_view no : {"false", "no", "否", "0"}) {
        if (cell == no) return {YesNo{false}, {}};
    }
    return {{}, {"不是“是”或“否”", "is neither yes nor no"}};
}

CellReading read_number(std::string_view cell) {
    auto decimal = canonical_decimal(cell);
    if (!decimal) return {{}, {"不是一个数", "is no number"}};
    return {Number{std::move(*decimal)}, {}};
}

CellReading read_text(std::string_view cell) {
    if (characters(cell) > limits.text_characters_max) {
        return {{}, {"文字超过上限", "is longer than a text may be"}};
    }
    if (has_nul(cell)) {
        return {{}, {"含有空字符", "holds a null character"}};
    }
    return {FreeText{std::string(cell)}, {}};
}

CellReading read_date(std::string_view cell) {
    const auto day = parse_date(cell);
    if (!day) return {{}, {"不是 2026-11-23 这样的日期", "is no date like 2026-11-23"}};
    return {Date{*day}, {}};
}

}  // namespace

CellReading read_cell(const Question& question, std::string_view cell) {
    switch (question.type) {
        case QuestionType::grade: return read_grade(cell);
        case QuestionType::choice: return read_choice(question, cell);
        case QuestionType::choices: return read_choices(question, cell);
        case QuestionType::score: return read_score(cell);
        case QuestionType::yes_no: return read_yes_no(cell);
        case QuestionType::number: return read_number(cell);
        case QuestionType::text: return read_text(cell);
        case QuestionType::date: return read_date(cell);
        case QuestionType::contact: break;
    }
    return {{}, {"联系方式不能导入：要由本人同意", "contacts are not imported: they need consent"}};
}

std::vector<std::string_view> pieces_of(std::string_view cell) {
    std::vector<std::string_view> pieces;
    while (!cell.empty()) {
        std::size_t at = cell.size();
        std::size_t length = 0;
        for (const std::string_view separator : {";", ";", "、"}) {
            const std::size_t found = cell.find(separator);
            if (found < at) {
                at = found;
                length = separator.size();
            }
        }
        const std::string_view piece = bare_cell(cell.substr(0, at));
        if (!piece.empty()) pieces.push_back(piece);
        cell.remove_prefix(at + length);
    }
    return pieces;
}

std::string_view bare_cell(std::string_view cell) {
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view space : {std::string_view(" "), std::string_view("\t"),
                                             ideographic_space}) {
            if (cell.starts_with(space)) cell.remove_prefix(space.size()), more = true;
            if (cell.ends_with(space)) cell.remove_suffix(space.size()), more = true;
        }
    }
    return cell;
}

std::string shortened_cell(std::string_view cell) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < cell.size(); ++at) {
        if (begins_character(cell[at]) && ++characters > import_limits.cell_characters_shown_max) {
            return std::string(cell.substr(0, at)) + "…";
        }
    }
    return std::string(cell);
}

std::optional<std::int64_t> read_weight_micros(std::string_view cell) {
    constexpr std::int64_t micros = 1'000'000;
    const std::size_t point = std::min(cell.find('.'), cell.size());
    const std::string_view whole = cell.substr(0, point);
    const std::string_view fraction = cell.substr(std::min(point + 1, cell.size()));
    if (whole.empty() || whole.size() > 7 || fraction.size() > limits.number_characters_max ||
        (point < cell.size() && fraction.empty()) ||
        !std::all_of(whole.begin(), whole.end(), is_digit) ||
        !std::all_of(fraction.begin(), fraction.end(), is_digit)) {
        return std::nullopt;
    }
    std::int64_t result = 0;
    for (const char digit : whole) result = result * 10 + (digit - '0');
    for (std::size_t place = 0; place < 6; ++place) {
        result = result * 10 + (place < fraction.size() ? fraction[place] - '0' : 0);
    }
    if (fraction.size() > 6 && fraction[6] >= '5') ++result;
    if (result > import_limits.weight_max * micros) return std::nullopt;
    return result;
}

}  // namespace surveys
