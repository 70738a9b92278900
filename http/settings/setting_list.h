// The list of settings: each with its key in the file, what it may be and what it is for. The
// reader, the shipped file and the table in docs/configuration.md are made from this one list.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "http/settings/settings.h"
#include "surveys/questionnaires/words.h"

namespace http {

// Where a setting's value lies, in the Settings the list was made for.
using SettingPlace = std::variant<std::size_t*, std::int64_t*, std::chrono::milliseconds*, double*,
                                  bool*, std::string*, std::vector<std::string>*>;

struct Setting {
    std::string key;  // "public.limits.body_bytes_max"
    SettingPlace place;
    surveys::Words words;
    std::int64_t least = 0;  // of a number, both inclusive
    std::int64_t most = 0;
    // Why a text is none of this kind; of a list, asked for each of its texts.
    std::function<std::optional<surveys::Words>(const std::string&)> fault = {};
};

std::vector<Setting> list_settings(Settings& settings);

// The key's last part and what stands before it: "body_bytes_max" in "public.limits".
std::string name_of(const Setting& setting);
std::string table_of(const Setting& setting);

// As TOML writes it: 65536, 0.5, true, "0.0.0.0:8080", ["10.0.0.0/8"].
std::string value_in_toml(const Setting& setting);
// "整数 1–65536" and "an integer 1–65536": what a person may write.
surveys::Words kind_in_words(const Setting& setting);

}  // namespace http
