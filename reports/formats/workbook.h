// A workbook: sheets of texts and numbers for Excel, WPS and LibreOffice. It holds no formulas.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

struct lxw_chart;
struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace reports {

enum class Align { left, centre, right };

// How a cell looks. Colours are 0xRRGGBB; a number format is Excel's own, `0.00"%"`.
struct Style {
    Align align = Align::left;
    double points = 11;  // size of the letters
    bool bold = false;
    bool border = true;
    std::uint32_t ink = 0x1C1C1C;
    std::uint32_t fill = 0xFFFFFF;
    std::string number_format{};

    friend auto operator<=>(const Style&, const Style&) = default;
};

// Rows and columns from `first` to `last`, both included, counted from 0.
struct Area {
    std::uint32_t first_row = 0;
    std::uint16_t first_column = 0;
    std::uint32_t last_row = 0;
    std::uint16_t last_column = 0;
};
Area cell(std::uint32_t row, std::uint16_t column);
Area across(std::uint32_t row, std::uint16_t first_column, std::uint16_t last_column);

// Bars of one sheet's own cells, each divided among the series as shares of the whole. The names
// of the bars stand in `bars`; each series' values stand below or above them in the same columns.
struct BarSeries {
    std::string name;
    std::uint32_t values_row = 0;
    std::uint32_t fill = 0;
    std::uint32_t ink = 0;
};
struct StackedBars {
    std::string title;
    std::string sheet;
    Area bars;
    std::vector<BarSeries> series;
};

enum class Paper { portrait, landscape };

// In Excel's own codes, "&L…&C…&R&P / &N"; an empty one is not printed.
struct PageMargins {
    std::string header;
    std::string footer;
};

// One sheet of an open workbook. An area of several cells is merged.
class Sheet {
public:
    // A text stays a text, however much it looks like a formula; `cell_text` cleans it.
    void text(const Area& area, std::string_view text, const Style& style);
    // A number of our own making, "93.44"; one that is none breaks `expects`.
    void number(const Area& area, std::string_view decimal, const Style& style);
    void width(std::uint16_t column, double characters);
    void height(std::uint32_t row, double points);
    void print(const Area& area, Paper paper, const PageMargins& margins);  // A4, one page wide
    void repeat(std::uint32_t rows);  // the first rows, on top of every printed page
    void freeze(std::uint32_t rows, std::uint16_t columns);
    void chart(std::uint32_t row, std::uint16_t column, const StackedBars& bars,
               std::uint32_t width_pixels, std::uint32_t height_pixels);
    const std::string& name() const { return name_; }

private:
    friend class Workbook;
    Sheet(class Workbook& workbook, lxw_worksheet* sheet, std::string name);

    Workbook& workbook_;
    lxw_worksheet* sheet_;
    std::string name_;
};

struct WorkbookHead {
    std::string title;
    std::string author;
    std::int64_t created_ms = 0;
};

// Written by `close`, nothing of it before; without `close` no file is made. The same content
// makes the same bytes. A failing disk throws std::runtime_error.
class Workbook {
public:
    Workbook(const std::filesystem::path& file, const WorkbookHead& head);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    Sheet add(std::string_view name);  // as `sheet_name` has it
    void close();

private:
    friend class Sheet;
    lxw_format* format(const Style& style);

    lxw_workbook* workbook_;
    std::vector<std::string> names_;
    std::map<Style, lxw_format*> formats_;
};

}  // namespace reports
