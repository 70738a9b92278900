// The form of an import: what an officer chose, and the file that comes with it.
#pragma once

#include <string>

#include "http/desk/uploads.h"
#include "surveys/questionnaires/problem.h"

namespace http {

struct Asked;

// As it was entered. `kept` is the ticket of a file that came before and need not come again.
struct ImportForm {
    std::string survey;
    std::string map_of;  // the batch whose map is used again; "" for none
    std::string encoding = "auto";
    std::string kept;
    std::string kept_name;
};

// Either the upload or the problems, by field. The file goes along with problems, too: so that it
// can be kept.
struct ImportFormReading {
    ImportForm form;
    Upload upload;
    surveys::Problems problems;
};

[[nodiscard]] ImportFormReading read_import_form(const Asked& asked, Uploads& uploads);

// The same problems by the fields of the form. Others name a line, a column or a place in the map.
[[nodiscard]] surveys::Problems by_field(const surveys::Problems& problems, bool has_map);

}  // namespace http
