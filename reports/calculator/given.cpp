#include "reports/calculator/given.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace reports {
namespace {

using nlohmann::json;

const json nothing = json::object();

std::string shown(double number) { return json(number).dump(); }

std::string between(double least, double most) {
    return "must be a number from " + shown(least) + " to " + shown(most);
}

}  // namespace

Given::Given(const json& input, std::vector<std::string>& problems, std::string path)
    : input_(&input), problems_(&problems), path_(std::move(path)) {
    if (input.is_object()) return;
    input_ = &nothing;
    problems_->push_back((path_.empty() ? "input" : path_) + " must be an object");
}

bool Given::has(const char* name) const {
    const auto found = input_->find(name);
    return found != input_->end() && !found->is_null();
}

void Given::wrong(const char* name, const std::string& what) {
    require(false, (path_.empty() ? "" : path_ + ".") + name + " " + what);
}

void Given::require(bool kept, const std::string& problem) {
    if (kept || problems_->size() >= CalculatorLimits::problems_max) return;
    problems_->push_back(problem);
}

const json* Given::field(const char* name) {
    if (has(name)) return &*input_->find(name);
    wrong(name, "is missing");
    return nullptr;
}

std::optional<double> Given::finite(const json& value) const {
    if (!value.is_number()) return std::nullopt;
    const auto number = value.get<double>();
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

double Given::number(const char* name, double least, double most) {
    const json* value = field(name);
    if (value == nullptr) return least;
    const std::optional<double> number = finite(*value);
    if (number && least <= *number && *number <= most) return *number;
    wrong(name, between(least, most));
    return least;
}

std::int64_t Given::whole(const char* name, std::int64_t least, std::int64_t most) {
    const json* value = field(name);
    if (value == nullptr) return least;
    const std::optional<double> number = finite(*value);
    if (number && *number == std::floor(*number) && static_cast<double>(least) <= *number &&
        *number <= static_cast<double>(most))
        return static_cast<std::int64_t>(*number);
    wrong(name, "must be a whole number from " + std::to_string(least) + " to " +
                    std::to_string(most));
    return least;
}

std::int64_t Given::people(const char* name) {
    return whole(name, 0, CalculatorLimits::people_max);
}

double Given::error(const char* name) {
    constexpr double harmless = 0.5;
    const json* value = field(name);
    if (value == nullptr) return harmless;
    const std::optional<double> number = finite(*value);
    constexpr double least = CalculatorLimits::error_min;
    if (number && least <= *number && *number <= 1 - least) return *number;
    wrong(name, "must lie between 0 and 1, and be " + shown(least) + " or more from both");
    return harmless;
}

bool Given::yes_or_no(const char* name) {
    const json* value = field(name);
    if (value == nullptr) return false;
    if (value->is_boolean()) return value->get<bool>();
    wrong(name, "must be true or false");
    return false;
}

std::string Given::text(const char* name) {
    const json* value = field(name);
    if (value == nullptr) return "";
    if (value->is_string() && value->get_ref<const std::string&>().size() <=
                                  CalculatorLimits::text_bytes_max)
        return value->get<std::string>();
    wrong(name, "must be a text of at most " +
                    std::to_string(CalculatorLimits::text_bytes_max) + " bytes");
    return "";
}

engine::Rational Given::ratio(const char* name) {
    constexpr std::int64_t denominator_max = 1'000'000;
    const std::size_t before = problems_->size();
    Given parts = inner(name);
    const std::int64_t denominator = parts.whole("den", 1, denominator_max);
    const std::int64_t numerator = parts.whole("num", 0, denominator_max);
    if (problems_->size() == before && numerator > denominator)
        wrong(name, "must not be more than one");
    return {.numerator = numerator, .denominator = denominator};
}

Given Given::inner(const char* name) {
    const std::string path = path_.empty() ? name : path_ + "." + name;
    const json* value = field(name);
    return {value == nullptr ? nothing : *value, *problems_, path};
}

const json* Given::array(const char* name, std::size_t most) {
    const json* value = field(name);
    if (value == nullptr) return nullptr;
    if (value->is_array() && !value->empty() && value->size() <= most) return value;
    wrong(name, "must be an array of 1 to " + std::to_string(most));
    return nullptr;
}

std::string Given::label(const char* name) {
    const json* value = field(name);
    if (value == nullptr) return "null";
    if (value->is_number_integer() || value->is_string()) return value->dump();
    wrong(name, "must be a whole number or a word");
    return "null";
}

std::vector<double> Given::numbers(const char* name, double least, double most) {
    std::vector<double> numbers;
    const json* values = array(name, CalculatorLimits::rows_max);
    if (values == nullptr) return {};
    for (const json& value : *values) {
        const std::optional<double> number = finite(value);
        if (number && least <= *number && *number <= most) {
            numbers.push_back(*number);
            continue;
        }
        wrong(name, between(least, most) + " at every place");
        return {};
    }
    return numbers;
}

std::vector<std::vector<double>> Given::table(const char* name) {
    const json* rows = array(name, CalculatorLimits::rows_max);
    if (rows == nullptr) return {};
    std::vector<std::vector<double>> table;
    for (const json& row : *rows) {
        std::vector<double> cells;
        const bool is_row = row.is_array() && !row.empty() &&
                            row.size() <= CalculatorLimits::columns_max &&
                            row.size() == rows->front().size();
        if (is_row)
            for (const json& cell : row)
                if (const std::optional<double> number = finite(cell)) cells.push_back(*number);
        if (!is_row || cells.size() != row.size()) {
            wrong(name, "must hold rows of one length with a number in every place");
            return {};
        }
        table.push_back(std::move(cells));
    }
    return table;
}

std::vector<Given> Given::list(const char* name) {
    std::vector<Given> parts;
    const json* values = array(name, CalculatorLimits::rows_max);
    if (values == nullptr) return {};
    const std::string path = path_.empty() ? name : path_ + "." + name;
    for (const json& value : *values)
        parts.emplace_back(value, *problems_, path + "[" + std::to_string(parts.size()) + "]");
    return parts;
}

std::vector<std::string> Given::names() const {
    std::vector<std::string> names;
    for (const auto& [name, value] : input_->items()) names.push_back(name);
    return names;
}

engine::Tally Given::grades(const char* name) {
    engine::Tally tally;
    const std::vector<double> counts =
        numbers(name, 0, static_cast<double>(CalculatorLimits::people_max));
    if (counts.empty()) return tally;
    if (counts.size() != tally.times.size()) wrong(name, "must be five counts, best grade first");
    for (std::size_t i = 0; i < counts.size() && i < tally.times.size(); ++i) {
        if (counts[i] != std::floor(counts[i])) wrong(name, "must be whole numbers");
        tally.times.at(i) = static_cast<std::int64_t>(counts[i]);
    }
    if (tally.n() > CalculatorLimits::people_max)
        wrong(name,
              "must be " + std::to_string(CalculatorLimits::people_max) + " together at most");
    return tally;
}

engine::Scale Given::scale(const char* name, int satisfied_points) {
    engine::Scale scale;
    const std::vector<double> points = numbers(name, 0, 100);
    if (points.empty()) return scale;
    if (points.size() != scale.points.size())
        wrong(name, "must be the values of five grades, the best first");
    for (std::size_t i = 0; i < points.size() && i < scale.points.size(); ++i) {
        if (points[i] != std::floor(points[i])) wrong(name, "must be whole points");
        if (i > 0 && points[i] > points[i - 1]) wrong(name, "must not rise from grade to grade");
        scale.points.at(i) = static_cast<int>(points[i]);
    }
    scale.last_satisfied = engine::Grade::very_satisfied;
    for (const engine::Grade grade : engine::grades)
        if (scale.worth(grade) >= satisfied_points) scale.last_satisfied = grade;
    return scale;
}

}  // namespace reports
