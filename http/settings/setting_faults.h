// Setting faults: why a text cannot be an address, an origin … Nothing when it can.
#pragma once

#include <optional>
#include <string>

#include "surveys/questionnaires/words.h"

namespace http {

std::optional<surveys::Words> address_fault(const std::string& text);
std::optional<surveys::Words> origin_fault(const std::string& text);       // may be empty
std::optional<surveys::Words> desk_origin_fault(const std::string& text);  // may be empty

std::optional<surveys::Words> proxy_fault(const std::string& text);

std::optional<surveys::Words> log_level_fault(const std::string& text);
std::optional<surveys::Words> log_format_fault(const std::string& text);

bool is_loopback(const std::string& host);

}  // namespace http
