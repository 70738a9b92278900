// The settings check: what each setting allows and all of them together do not.
#pragma once

#include "http/settings/settings.h"
#include "surveys/questionnaires/problem.h"

namespace http {

// Requires each to be right by itself.
[[nodiscard]] surveys::Problems check(const Settings& settings);

}  // namespace http
