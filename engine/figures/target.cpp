#include "engine/figures/target.h"

#include <algorithm>
#include <array>
#include <optional>

namespace engine {
namespace {

constexpr std::size_t text_bytes_max = 200;
constexpr std::size_t digits_max = 12;
constexpr std::size_t places_max = 6;

struct Spelling {
    std::string_view typed;
    std::string_view plain;
};
// Full-width signs and spaces, as Chinese input methods type them. Longer ones first.
constexpr std::array spellings{
    Spelling{"≥", ">="}, Spelling{"≧", ">="}, Spelling{"⩾", ">="}, Spelling{"≤", "<="},
    Spelling{"≦", "<="}, Spelling{"⩽", "<="}, Spelling{"＞", ">"}, Spelling{"＜", "<"},
    Spelling{"＝", "="}, Spelling{"％", "%"}, Spelling{"．", "."}, Spelling{"，", ","},
    Spelling{"０", "0"}, Spelling{"１", "1"}, Spelling{"２", "2"}, Spelling{"３", "3"},
    Spelling{"４", "4"}, Spelling{"５", "5"}, Spelling{"６", "6"}, Spelling{"７", "7"},
    Spelling{"８", "8"}, Spelling{"９", "9"}, Spelling{"　", ""},  Spelling{" ", ""},
    Spelling{"\t", ""},  Spelling{"\n", ""},  Spelling{"\r", ""},  Spelling{"\u00a0", ""}};

struct ComparatorWord {
    std::string_view word;
    Comparator comparator;
};
constexpr std::array words_before{
    ComparatorWord{">=", Comparator::at_least},     ComparatorWord{"<=", Comparator::at_most},
    ComparatorWord{">", Comparator::more_than},     ComparatorWord{"<", Comparator::less_than},
    ComparatorWord{"=", Comparator::equal},         ComparatorWord{"不少于", Comparator::at_least},
    ComparatorWord{"不低于", Comparator::at_least}, ComparatorWord{"不小于", Comparator::at_least},
    ComparatorWord{"至少", Comparator::at_least},   ComparatorWord{"达到", Comparator::at_least},
    ComparatorWord{"达", Comparator::at_least},     ComparatorWord{"不超过", Comparator::at_most},
    ComparatorWord{"不高于", Comparator::at_most},  ComparatorWord{"不多于", Comparator::at_most},
    ComparatorWord{"不大于", Comparator::at_most},  ComparatorWord{"至多", Comparator::at_most},
    ComparatorWord{"超过", Comparator::more_than},  ComparatorWord{"大于", Comparator::more_than},
    ComparatorWord{"高于", Comparator::more_than},  ComparatorWord{"多于", Comparator::more_than},
    ComparatorWord{"小于", Comparator::less_than},  ComparatorWord{"低于", Comparator::less_than},
    ComparatorWord{"少于", Comparator::less_than}};
constexpr std::array words_after{
    ComparatorWord{"及以上", Comparator::at_least}, ComparatorWord{"以上", Comparator::at_least},
    ComparatorWord{"及以下", Comparator::at_most},  ComparatorWord{"以下", Comparator::at_most},
    ComparatorWord{"以内", Comparator::at_most},    ComparatorWord{"之内", Comparator::at_most}};

struct UnitWord {
    std::string_view word;
    TargetUnit unit;
};
constexpr std::array unit_words{
    UnitWord{"万元", TargetUnit::yuan10k}, UnitWord{"元", TargetUnit::yuan},
    UnitWord{"%", TargetUnit::percent},    UnitWord{"分", TargetUnit::points},
    UnitWord{"人次", TargetUnit::count},   UnitWord{"人", TargetUnit::people},
    UnitWord{"名", TargetUnit::people},    UnitWord{"个工作日", TargetUnit::days},
    UnitWord{"工作日", TargetUnit::days},  UnitWord{"天", TargetUnit::days},
    UnitWord{"日", TargetUnit::days},      UnitWord{"次", TargetUnit::times},
    UnitWord{"件", TargetUnit::count},     UnitWord{"家", TargetUnit::count},
    UnitWord{"套", TargetUnit::count},     UnitWord{"个", TargetUnit::count},
    UnitWord{"户", TargetUnit::count},     UnitWord{"项", TargetUnit::count},
    UnitWord{"条", TargetUnit::count},     UnitWord{"份", TargetUnit::count},
    UnitWord{"台", TargetUnit::count},     UnitWord{"处", TargetUnit::count},
    UnitWord{"场", TargetUnit::count},     UnitWord{"期", TargetUnit::count},
    UnitWord{"批", TargetUnit::count}};
constexpr std::array<std::string_view, 5> ranking_words{"全省前", "全市前", "全县前", "前", "第"};

bool is_digit(char letter) { return '0' <= letter && letter <= '9'; }

std::string plain(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const auto found = std::find_if(
            spellings.begin(), spellings.end(),
            [&](const Spelling& spelling) { return text.starts_with(spelling.typed); });
        if (found == spellings.end()) {
            result += text.front();
            text.remove_prefix(1);
        } else {
            result += found->plain;
            text.remove_prefix(found->typed.size());
        }
    }
    return result;
}

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

template <typename Words>
std::optional<Comparator> take_comparator(std::string_view& text, const Words& words) {
    for (const ComparatorWord& word : words)
        if (take(text, word.word)) return word.comparator;
    return std::nullopt;
}

TargetUnit take_unit(std::string_view& text) {
    for (const UnitWord& word : unit_words)
        if (take(text, word.word)) return word.unit;
    return TargetUnit::none;
}

// "120000", "120,000", "366.7"; nullopt when there is no number or one too long to be meant.
std::optional<Rational> take_number(std::string_view& text) {
    Rational number;
    std::size_t digits = 0;
    std::size_t places = 0;
    bool in_fraction = false;
    while (!text.empty()) {
        const bool more = text.size() > 1 && is_digit(text[1]);
        if (is_digit(text.front())) {
            number.numerator = 10 * number.numerator + (text.front() - '0');
            if (in_fraction) number.denominator *= 10;
            if (++(in_fraction ? places : digits) > (in_fraction ? places_max : digits_max))
                return std::nullopt;
        } else if (text.front() == '.' && !in_fraction && digits > 0 && more) {
            in_fraction = true;
        } else if (text.front() != ',' || in_fraction || digits == 0 || !more) {
            break;
        }
        text.remove_prefix(1);
    }
    if (digits == 0) return std::nullopt;
    return number;
}

struct Read {
    std::optional<Comparator> comparator;
    Rational number;
    TargetUnit unit;
    std::string digits;  // the number as it was written
};

std::optional<Read> read_plain(std::string_view text) {
    std::optional<Comparator> comparator = take_comparator(text, words_before);
    const bool is_rank = std::any_of(ranking_words.begin(), ranking_words.end(),
                                     [&](std::string_view word) { return take(text, word); });
    const std::string_view from_number = text;
    const std::optional<Rational> number = take_number(text);
    if (!number) return std::nullopt;
    const std::string digits{from_number.substr(0, from_number.size() - text.size())};

    TargetUnit unit = take_unit(text);
    if (unit == TargetUnit::none && is_rank) take(text, "位");
    if (unit != TargetUnit::none && take(text, "/")) take_unit(text);  // 元/套
    const std::optional<Comparator> after = take_comparator(text, words_after);
    if (!text.empty() || (comparator && after && *comparator != *after)) return std::nullopt;
    if (!comparator) comparator = after;
    // "不低于前5名": a place is the better the smaller it is.
    if (is_rank) return Read{Comparator::at_most, *number, TargetUnit::rank, digits};
    return Read{comparator, *number, unit, digits};
}

// Whether the description writes the same number with another unit: "每套印章不超过480元".
bool says_another_unit(std::string_view description, const Read& read) {
    const std::string text = plain(description);
    for (auto at = text.find(read.digits); at != std::string::npos;
         at = text.find(read.digits, at + 1)) {
        std::string_view rest{text};
        rest.remove_prefix(at + read.digits.size());
        if ((at > 0 && is_digit(text[at - 1])) || (!rest.empty() && is_digit(rest.front())))
            continue;
        const TargetUnit said = take_unit(rest);
        if (said != TargetUnit::none && said != read.unit) return true;
    }
    return false;
}

bool contains(std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
}

}  // namespace

bool Target::is_met_by(const Rational& value) const {
    switch (comparator) {
        case Comparator::at_least: return value >= number;
        case Comparator::at_most: return value <= number;
        case Comparator::equal: return value == number;
        case Comparator::more_than: return value > number;
        case Comparator::less_than: return value < number;
    }
    return false;
}

TargetReading read_target(std::string_view text, const TargetRow& row) {
    TargetReading reading;
    reading.target.text = text;
    const std::string simple = text.size() <= text_bytes_max ? plain(text) : "";
    const std::optional<Read> read = read_plain(simple);
    if (!read) {
        const bool wordy =
            !simple.empty() && std::none_of(simple.begin(), simple.end(), is_digit);
        reading.defects = {wordy ? TargetDefect::qualitative : TargetDefect::unreadable};
        return reading;
    }
    const bool is_cost = contains(row.level1, "成本") || contains(row.level2, "成本");
    reading.comparable = true;
    reading.target.number = read->number;
    reading.target.unit = read->unit;
    reading.target.comparator =
        read->comparator.value_or(is_cost ? Comparator::at_most : Comparator::at_least);

    if (is_cost && !read->comparator) reading.defects.push_back(TargetDefect::comparator_missing);
    if (read->unit == TargetUnit::none) reading.defects.push_back(TargetDefect::unit_missing);
    if (says_another_unit(row.description, *read))
        reading.defects.push_back(TargetDefect::unit_contradicts_wording);
    if (contains(row.level1, "效益") && (reading.target.comparator == Comparator::at_most ||
                                         reading.target.comparator == Comparator::less_than))
        reading.defects.push_back(TargetDefect::benefit_as_ceiling);
    return reading;
}

}  // namespace engine
