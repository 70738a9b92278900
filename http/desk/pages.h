// The desk's pages: the login, and today's figure of each indicator with what it proves.
#pragma once

#include <string>
#include <vector>

#include "reports/score.h"

namespace http {

class AssetShelf;
struct Visitor;

// Whole pages; `problem` is empty at the first visit.
std::string login_page(const AssetShelf& assets, const std::string& problem = {});
std::string front_page(const AssetShelf& assets, const std::vector<reports::Score>& scores,
                       const Visitor& visitor);

}  // namespace http
