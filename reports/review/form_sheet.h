// A form's sheet: one filled form, cell by cell where the printed 自评表 has it.
#pragma once

#include <cstdint>

#include "reports/formats/workbook.h"
#include "reports/review/form.h"

namespace reports {

void put_form(Workbook& workbook, const FilledForm& form, std::int64_t as_of_day);

// What is printed above and below every page of the workbook.
PageMargins margins_of(std::int64_t as_of_day, bool is_demo);

// The height of a row, in points, that shows all of a text in a cell so many characters wide.
double height_of(std::string_view text, double characters);

}  // namespace reports
