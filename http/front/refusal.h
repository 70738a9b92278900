// A refusal: why the front turns a request away before any handler sees it, and the bytes that
// say so (RFC 9457 problem+json; in both languages while the reader's is not known).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "surveys/questionnaires/words.h"

namespace http {

class Metrics;

enum class Refusal {
    malformed_request_line,
    malformed_target,
    malformed_header,
    missing_host,
    ambiguous_length,
    length_required,
    body_too_large,
    target_too_long,
    headers_too_large,
    encoded_body,
    unknown_expectation,
    method_not_allowed,
    method_unknown,
    version_not_supported,
    too_slow,
    too_many_requests,
    too_many_connections,
    busy,
    failed,
};

int status_of(Refusal refusal);

// Who hears it, as far as the request was understood: a browser gets a page of one sentence,
// anybody else a problem; nobody who asked with HEAD gets a body. Without a language both speak.
struct Hearer {
    std::optional<surveys::Locale> locale;
    bool wants_page = false;
    bool head_only = false;
};
Hearer hearer_of(std::string_view request);  // a whole one, as the loop lets it through

// The whole response. `retry_after` is printed where a later try may succeed.
enum class After { keep_alive, close };
std::string refuse(Refusal refusal, After after,
                   std::optional<std::chrono::seconds> retry_after = std::nullopt,
                   const Hearer& hearer = {});

void count(Refusal refusal, Metrics& metrics);

// "Not Found"; "Unknown" for a status without a phrase.
const char* phrase_of(int status);

}  // namespace http
