#include "reports/review/review_workbook.h"

#include <stdlib.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "reports/review/form_sheet.h"
#include "reports/review/method.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

constexpr double label_width = 28;
constexpr double score_width = 26;

// The five grades, best first: they survive colour blindness and grey print.
struct GradeColours {
    std::uint32_t fill;
    std::uint32_t ink;
};
constexpr std::array<GradeColours, 5> grade_colours{{{0x0B6B57, 0xFFFFFF},
                                                     {0x5FA58F, 0x1C1C1C},
                                                     {0xC9CDD2, 0x1C1C1C},
                                                     {0xE39A6B, 0x1C1C1C},
                                                     {0xA8321B, 0xFFFFFF}}};

std::string format_of(const Figure& figure) {
    const bool has_places = figure.shown.find('.') != std::string::npos;
    if (!has_places) return figure.unit.empty() ? "0" : "0\"" + figure.unit + "\"";
    const std::size_t places = figure.shown.size() - figure.shown.find('.') - 1;
    const std::string decimal = "0." + std::string(places, '0');
    return figure.unit.empty() ? decimal : decimal + "\"" + figure.unit + "\"";
}

void put_figure(Sheet& sheet, const Area& area, const Figure& figure) {
    Style style{.align = Align::right};
    if (!figure.is_number) {
        style.align = figure.shown == "—" ? Align::right : Align::left;
        return sheet.text(area, figure.shown, style);
    }
    style.number_format = format_of(figure);
    sheet.number(area, figure.shown, style);
}

// One row a word, one column a score. Returns the row below.
std::uint32_t put_methods(Sheet& sheet, const std::vector<Score>& scores, StackedBars& bars) {
    std::uint32_t row = bars.bars.first_row + 1;
    if (scores.empty()) return row;
    std::vector<std::vector<MethodLine>> methods;
    for (const Score& score : scores) methods.push_back(method_of(score));
    for (std::size_t line = 0; line < methods.front().size(); ++line, ++row) {
        const std::string& label = methods.front()[line].label;
        sheet.text(cell(row, 0), label, {.bold = true, .fill = 0xEEF2F7});
        double height = 18;
        for (std::size_t at = 0; at < methods.size(); ++at) {
            const Figure& figure = methods[at][line].figure;
            put_figure(sheet, cell(row, static_cast<std::uint16_t>(at + 1)), figure);
            height = std::max(height, height_of(figure.shown, score_width));
        }
        sheet.height(row, height);
        for (const engine::Grade grade : engine::grades)
            if (label == words(grade).zh_cn)
                bars.series.push_back({.name = label,
                                       .values_row = row,
                                       .fill = grade_colours.at(engine::index(grade)).fill,
                                       .ink = grade_colours.at(engine::index(grade)).ink});
    }
    return row;
}

void put_method_sheet(Workbook& workbook, const Review& review) {
    Sheet sheet = workbook.add("方法与计数");
    const auto last = static_cast<std::uint16_t>(std::max<std::size_t>(2, review.scores.size()));
    const auto last_score = static_cast<std::uint16_t>(review.scores.size());
    sheet.width(0, label_width);
    for (std::uint16_t column = 1; column <= last; ++column) sheet.width(column, score_width);
    sheet.text(across(0, 0, last),
               title_mark(review) + std::to_string(review.year) + "年度满意度指标：方法与计数",
               {.align = Align::centre, .points = 16, .bold = true, .border = false});
    sheet.height(0, 30);
    const Style head{.align = Align::centre, .bold = true, .fill = 0xEEF2F7};
    sheet.text(cell(1, 0), "指标", head);
    for (std::uint16_t column = 1; column <= last_score; ++column)
        sheet.text(cell(1, column), review.scores.at(column - 1u).indicator.name.zh_cn, head);
    sheet.height(1, 24);
    sheet.freeze(2, 1);
    sheet.repeat(2);

    StackedBars bars{.title = "各等级人数（占有效答卷）",
                     .sheet = sheet.name(),
                     .bars = {1, 1, 1, last_score},
                     .series = {}};
    std::uint32_t row = put_methods(sheet, review.scores, bars);
    for (const std::string& note : method_notes()) {
        sheet.text(across(row, 0, last), note, {.border = false, .ink = 0x5B6470});
        sheet.height(row++, height_of(note, label_width + score_width * last));
    }
    constexpr std::uint32_t chart_rows = 18;
    if (!review.scores.empty()) sheet.chart(++row, 0, bars, 900, 340);
    sheet.print({0, 0, row + chart_rows, last}, Paper::landscape,
                margins_of(review.as_of_day, review.is_demo));
}

// A folder of this process alone, gone with everything in it at the end.
class PrivateFolder {
public:
    PrivateFolder() {
        std::string name = std::filesystem::temp_directory_path() / "manyidu-XXXXXX";
        if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder can be made");
        path_ = name;
    }
    ~PrivateFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

void write_workbook(const Review& review, const std::vector<FilledForm>& forms,
                    const std::filesystem::path& file) {
    Workbook workbook{file,
                      {.title = title_mark(review) + std::to_string(review.year) +
                                "年度绩效自评：满意度指标",
                       .author = program_version(),
                       .created_ms = surveys::midnight_ms(review.as_of_day)}};
    for (const FilledForm& form : forms) put_form(workbook, form, review.as_of_day);
    put_method_sheet(workbook, review);
    workbook.close();
}

std::string workbook_bytes(const Review& review, const std::vector<FilledForm>& forms) {
    const PrivateFolder folder;
    const std::filesystem::path file = folder.path() / "review.xlsx";
    write_workbook(review, forms, file);
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in || !bytes) throw std::runtime_error("the workbook cannot be read back");
    return std::move(bytes).str();
}

}  // namespace reports
