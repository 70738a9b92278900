// What a case of the calculator gives: fields read by name, and every problem with them.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/figures/rational.h"
#include "engine/figures/scale.h"
#include "engine/figures/tally.h"

namespace reports {

// What the calculator takes at most.
struct CalculatorLimits {
    static constexpr std::size_t line_bytes_max = 4 * 1024 * 1024;
    static constexpr std::int64_t people_max = 10'000'000;
    static constexpr double error_min = 1e-9;  // nearer to 0 or 1 quantiles run out of digits
    static constexpr std::size_t rows_max = 100'000;
    static constexpr std::size_t columns_max = 100;
    static constexpr std::size_t text_bytes_max = 1'000;
    static constexpr std::size_t problems_max = 20;  // told of one case
};

// Reading never fails: a field that is missing or wrong becomes a problem with the field's name,
// and some harmless value is returned. A kind reads all it needs, checks what must hold between
// the fields, and computes only if `is_sound`.
class Given {
public:
    Given(const nlohmann::json& input, std::vector<std::string>& problems, std::string path = "");

    bool has(const char* name) const;  // there, and not null
    std::int64_t whole(const char* name, std::int64_t least, std::int64_t most);
    std::int64_t people(const char* name);  // 0 … people_max
    double number(const char* name, double least, double most);
    double error(const char* name = "alpha");  // error_min … 1 - error_min
    bool yes_or_no(const char* name);
    engine::Rational ratio(const char* name);  // {"num", "den"}: 0 … 1
    // Five counts, best grade first; together at most people_max.
    engine::Tally grades(const char* name);
    // Five values in whole points 0 … 100 that never rise; satisfied are all with at least
    // `satisfied_points`.
    engine::Scale scale(const char* name, int satisfied_points = 60);
    std::string text(const char* name);   // of text_bytes_max
    std::string label(const char* name);  // a whole number or a word, as JSON: 3 or "town"
    std::vector<double> numbers(const char* name, double least, double most);
    std::vector<std::vector<double>> table(const char* name);  // rows of one length
    std::vector<Given> list(const char* name);                 // an array of objects
    std::vector<std::string> names() const;                    // of this object's fields
    Given inner(const char* name);                             // an object

    void require(bool kept, const std::string& problem);
    bool is_sound() const { return problems_->empty(); }

private:
    const nlohmann::json* field(const char* name);  // or null, and a problem
    const nlohmann::json* array(const char* name, std::size_t most);
    std::optional<double> finite(const nlohmann::json& value) const;
    void wrong(const char* name, const std::string& what);

    const nlohmann::json* input_;
    std::vector<std::string>* problems_;
    std::string path_;
};

}  // namespace reports
