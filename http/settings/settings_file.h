// The settings file: TOML in which every key is optional and none may be unknown.
#pragma once

#include <string>
#include <string_view>

#include "http/settings/settings.h"
#include "surveys/questionnaires/problem.h"

namespace http {

// Every problem at once, in the order of the file; each place is "line 12: desk.threads". With
// problems the settings are not to be used.
struct SettingsReading {
    Settings settings;
    surveys::Problems problems;
};
[[nodiscard]] SettingsReading read_settings(std::string_view toml);

// A whole file with what each key is for. Of the defaults it is packaging/manyidu.toml.
std::string settings_file(const Settings& settings);

}  // namespace http
