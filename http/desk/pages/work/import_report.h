// The report of an import as a page: what was or would be taken of a file, and what not.
#pragma once

#include <string>

#include "surveys/import/importer.h"

namespace httplib {
struct Response;
}

namespace http {

struct Asked;

// Of a dry run with the ticket that confirms it; of an import without.
void reply_import_report(const Asked& asked, httplib::Response& response,
                         const surveys::ImportOrder& order, const surveys::ImportReport& report,
                         const std::string& ticket = {});

}  // namespace http
