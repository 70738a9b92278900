// The rules of passwords: long enough, and none that somebody who knows the bureau tries first.
#pragma once

#include <string_view>

#include "surveys/questionnaires/problem.h"

namespace http {

// Every problem of `password` for the account `name`; none when it will do.
surveys::Problems check_password(std::string_view password, std::string_view name);

}  // namespace http
