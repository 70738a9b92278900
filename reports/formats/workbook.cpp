#include "reports/formats/workbook.h"

#include <charconv>
#include <stdexcept>
#include <utility>

#include "engine/expects.h"
#include "reports/formats/cell_text.h"

#include <xlsxwriter.h>

namespace reports {
namespace {

constexpr double inch_per_cm = 1 / 2.54;

void check(lxw_error error) {
    if (error != LXW_NO_ERROR)
        throw std::runtime_error(std::string{"cannot write the workbook: "} + lxw_strerror(error));
}

bool is_one_cell(const Area& area) {
    return area.first_row == area.last_row && area.first_column == area.last_column;
}

double value_of(std::string_view decimal) {
    double value = 0;
    const char* const end = decimal.data() + decimal.size();
    const auto read = std::from_chars(decimal.data(), end, value);
    engine::expects(read.ec == std::errc{} && read.ptr == end, "a number cell holds a number");
    return value;
}

std::uint8_t code_of(Align align) {
    switch (align) {
        case Align::left: return LXW_ALIGN_LEFT;
        case Align::centre: return LXW_ALIGN_CENTER;
        case Align::right: return LXW_ALIGN_RIGHT;
    }
    return LXW_ALIGN_LEFT;
}

// The library takes what it only reads as char*, and copies it.
char* lent(const std::string& text) { return const_cast<char*>(text.c_str()); }

}  // namespace

Area cell(std::uint32_t row, std::uint16_t column) { return {row, column, row, column}; }

Area across(std::uint32_t row, std::uint16_t first_column, std::uint16_t last_column) {
    return {row, first_column, row, last_column};
}

Sheet::Sheet(Workbook& workbook, lxw_worksheet* sheet, std::string name)
    : workbook_(workbook), sheet_(sheet), name_(std::move(name)) {
    worksheet_gridlines(sheet_, LXW_HIDE_ALL_GRIDLINES);
}

void Sheet::text(const Area& area, std::string_view text, const Style& style) {
    lxw_format* const format = workbook_.format(style);
    const std::string clean = cell_text(text);
    if (!is_one_cell(area))
        check(worksheet_merge_range(sheet_, area.first_row, area.first_column, area.last_row,
                                    area.last_column, "", format));
    if (clean.empty())
        check(worksheet_write_blank(sheet_, area.first_row, area.first_column, format));
    else
        check(worksheet_write_string(sheet_, area.first_row, area.first_column, clean.c_str(),
                                     format));
}

void Sheet::number(const Area& area, std::string_view decimal, const Style& style) {
    const double value = value_of(decimal);
    text(area, "", style);
    check(worksheet_write_number(sheet_, area.first_row, area.first_column, value,
                                 workbook_.format(style)));
}

void Sheet::width(std::uint16_t column, double characters) {
    check(worksheet_set_column(sheet_, column, column, characters, nullptr));
}

void Sheet::height(std::uint32_t row, double points) {
    check(worksheet_set_row(sheet_, row, points, nullptr));
}

void Sheet::print(const Area& area, Paper paper, const PageMargins& margins) {
    constexpr std::uint8_t a4 = 9;
    worksheet_set_paper(sheet_, a4);
    if (paper == Paper::landscape)
        worksheet_set_landscape(sheet_);
    else
        worksheet_set_portrait(sheet_);
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_set_margins(sheet_, 1.5 * inch_per_cm, 1.5 * inch_per_cm, 1.6 * inch_per_cm,
                          1.8 * inch_per_cm);
    worksheet_center_horizontally(sheet_);
    check(worksheet_print_area(sheet_, area.first_row, area.first_column, area.last_row,
                               area.last_column));
    if (!margins.header.empty()) check(worksheet_set_header(sheet_, margins.header.c_str()));
    if (!margins.footer.empty()) check(worksheet_set_footer(sheet_, margins.footer.c_str()));
}

void Sheet::repeat(std::uint32_t rows) { check(worksheet_repeat_rows(sheet_, 0, rows - 1)); }

void Sheet::freeze(std::uint32_t rows, std::uint16_t columns) {
    worksheet_freeze_panes(sheet_, rows, columns);
}

void Sheet::chart(std::uint32_t row, std::uint16_t column, const StackedBars& bars,
                  std::uint32_t width_pixels, std::uint32_t height_pixels) {
    lxw_chart* const chart =
        workbook_add_chart(workbook_.workbook_, LXW_CHART_BAR_STACKED_PERCENT);
    if (!chart) throw std::runtime_error("cannot add a chart to the workbook");
    chart_title_set_name(chart, cell_text(bars.title).c_str());
    lxw_chart_font title{};
    title.size = 12;
    chart_title_set_name_font(chart, &title);
    for (const BarSeries& each : bars.series) {
        lxw_chart_series* const series = chart_add_series(chart, nullptr, nullptr);
        if (!series) throw std::runtime_error("cannot add bars to the workbook");
        chart_series_set_name(series, each.name.c_str());
        chart_series_set_categories(series, bars.sheet.c_str(), bars.bars.first_row,
                                    bars.bars.first_column, bars.bars.last_row,
                                    bars.bars.last_column);
        chart_series_set_values(series, bars.sheet.c_str(), each.values_row,
                                bars.bars.first_column, each.values_row, bars.bars.last_column);
        lxw_chart_fill fill{};
        fill.color = each.fill;
        chart_series_set_fill(series, &fill);
        chart_series_set_labels(series);
        chart_series_set_labels_num_format(series, "0;;;");  // nobody's grade needs no label
        lxw_chart_font ink{};
        ink.color = each.ink;
        chart_series_set_labels_font(series, &ink);
    }
    // Of bars that lie, the library calls the upright axis y.
    chart_axis_set_reverse(chart->y_axis);  // the first bar on top
    chart_axis_set_num_format(chart->x_axis, "0%");
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    lxw_chart_options size{};
    constexpr double default_width = 480;
    constexpr double default_height = 288;
    size.x_scale = width_pixels / default_width;
    size.y_scale = height_pixels / default_height;
    check(worksheet_insert_chart_opt(sheet_, row, column, chart, &size));
}

Workbook::Workbook(const std::filesystem::path& file, const WorkbookHead& head)
    : workbook_(workbook_new(file.c_str())) {
    if (!workbook_) throw std::runtime_error("cannot make a workbook");
    const std::string title = cell_text(head.title);
    const std::string author = cell_text(head.author);
    lxw_doc_properties properties{};
    properties.title = lent(title);
    properties.author = lent(author);
    properties.created = static_cast<time_t>(head.created_ms / 1000);
    const lxw_error error = workbook_set_properties(workbook_, &properties);
    if (error != LXW_NO_ERROR) lxw_workbook_free(std::exchange(workbook_, nullptr));
    check(error);
}

Workbook::~Workbook() { lxw_workbook_free(workbook_); }

Sheet Workbook::add(std::string_view name) {
    const std::string valid = sheet_name(name, names_);
    lxw_worksheet* const sheet = workbook_add_worksheet(workbook_, valid.c_str());
    if (!sheet) throw std::runtime_error("cannot add a sheet to the workbook");
    names_.push_back(valid);
    return {*this, sheet, valid};
}

void Workbook::close() {
    engine::expects(workbook_ != nullptr, "a workbook is closed once");
    check(workbook_close(std::exchange(workbook_, nullptr)));
}

lxw_format* Workbook::format(const Style& style) {
    const auto found = formats_.find(style);
    if (found != formats_.end()) return found->second;
    lxw_format* const format = workbook_add_format(workbook_);
    if (!format) throw std::runtime_error("cannot add a format to the workbook");
    format_set_font_name(format, "宋体");
    format_set_font_size(format, style.points);
    if (style.bold) format_set_bold(format);
    format_set_font_color(format, style.ink);
    if (style.fill != 0xFFFFFF) format_set_bg_color(format, style.fill);
    format_set_align(format, code_of(style.align));
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (style.border && style.align != Align::centre) format_set_indent(format, 1);
    if (style.number_format.empty()) format_set_text_wrap(format);
    if (style.border) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, 0x6B7078);
    }
    if (!style.number_format.empty())
        format_set_num_format(format, style.number_format.c_str());
    formats_.emplace(style, format);
    return format;
}

}  // namespace reports
