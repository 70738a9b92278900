#include "surveys/questionnaires/unit.h"

#include <algorithm>
#include <map>
#include <set>

#include "surveys/limits.h"
#include "surveys/questionnaires/json_fields.h"
#include "surveys/questionnaires/utf8.h"

namespace surveys {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
const std::vector<std::string> header{"code", "name", "parent", "kind"};

std::string_view take_line(std::string_view& text) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// RFC 4180 within one line: "a","b ""c""",d. A unit's name has no line break.
std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool quote = line[i] == '"';
        if (quote && quoted && line.substr(i + 1).starts_with('"')) {
            cells.back() += '"';
            ++i;
        } else if (quote) {
            quoted = !quoted;
        } else if (line[i] == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += line[i];
        }
    }
    return cells;
}

const Words code_rule{"单位代码只能用字母、数字、_ 和 -，最多 64 个字符",
                      "the code is 1 to 64 letters, digits, _ and -"};
const Words name_rule{"单位名称为空或不是有效文字", "the name is empty or no valid text"};
const Words kind_rule{"单位类别不是有效文字，或超过 64 个字符",
                      "the kind is no valid text, or longer than 64 characters"};

bool is_text(std::string_view text, std::size_t characters_max) {
    return is_utf8(text) && !has_nul(text) && characters(text) <= characters_max;
}

struct Row {
    Unit unit;
    std::size_t line = 0;
};

class Rows {
public:
    Problems problems;

    void add(const std::vector<std::string>& cells, std::size_t line) {
        if (cells.size() != header.size())
            return note(line, {"应有四列：code,name,parent,kind",
                               "must have four columns: code,name,parent,kind"});
        const Unit unit{cells[0], cells[1], cells[2], cells[3]};
        if (!is_code(unit.code)) return note(line, code_rule);
        if (is_blank(unit.name) || !is_text(unit.name, limits.text_characters_max))
            note(line, name_rule);
        if (!is_text(unit.kind, limits.id_characters_max)) note(line, kind_rule);
        if (!codes_.insert(unit.code).second)
            return note(line, {"单位代码重复：" + unit.code,
                               "two units have the code " + unit.code});
        rows_.push_back({unit, line});
    }

    // Breadth first from the roots; whoever is not reached has no parent here or is its own
    // ancestor.
    std::vector<Unit> parents_first(const std::vector<Unit>& known) {
        std::multimap<std::string, const Row*> children;
        for (const Row& row : rows_) children.emplace(row.unit.parent, &row);
        std::vector<Unit> ordered;
        const auto append = [&](const std::string& parent) {
            const auto [first, last] = children.equal_range(parent);
            for (auto child = first; child != last; ++child) ordered.push_back(child->second->unit);
            children.erase(first, last);
        };
        append("");
        for (const Unit& unit : known)
            if (!codes_.contains(unit.code)) append(unit.code);
        for (std::size_t i = 0; i < ordered.size(); ++i) append(std::string{ordered[i].code});
        for (const auto& [parent, row] : children)
            note(row->line, codes_.contains(parent)
                                ? Words{"上级单位绕成了圈", "its parents run in a circle"}
                                : Words{"没有上级单位 " + parent, "there is no parent " + parent});
        return ordered;
    }

    void note(std::size_t line, Words words) {
        if (problems.size() < limits.problems_max)
            problems.push_back({std::to_string(line), std::move(words)});
    }

private:
    std::vector<Row> rows_;
    std::set<std::string> codes_;
};

}  // namespace

UnitsReading read_units(std::string_view csv, const std::vector<Unit>& known) {
    if (csv.starts_with(byte_order_mark)) csv.remove_prefix(byte_order_mark.size());
    Rows rows;
    if (cells_of(take_line(csv)) != header) {
        rows.note(1, {"第一行应为 code,name,parent,kind",
                      "the first line must be code,name,parent,kind"});
        return {{}, std::move(rows.problems)};
    }
    for (std::size_t line = 2; !csv.empty(); ++line) {
        const std::string_view text = take_line(csv);
        if (is_blank(text)) continue;
        if (line > limits.units_max + 1) {
            rows.note(line, {"单位太多", "there are too many units"});
            break;
        }
        rows.add(cells_of(text), line);
    }
    std::vector<Unit> units = rows.parents_first(known);
    if (!rows.problems.empty()) units.clear();
    return {std::move(units), std::move(rows.problems)};
}

}  // namespace surveys
