// A submission: answers on their way to the store, checked but not yet kept.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "surveys/questionnaires/answers.h"
#include "surveys/store/response_id.h"

namespace surveys {

enum class Channel { web, qr, tablet, hall, phone, sms, paper, import };
enum class Source { coded, open, paper, import };

inline constexpr std::array channels{Channel::web,  Channel::qr,    Channel::tablet,
                                     Channel::hall, Channel::phone, Channel::sms,
                                     Channel::paper, Channel::import};
inline constexpr std::array sources{Source::coded, Source::open, Source::paper, Source::import};

std::string_view name(Channel channel);
std::string_view name(Source source);
std::optional<Channel> channel_named(std::string_view name);
std::optional<Source> source_named(std::string_view name);

// coded if a code was burned, paper or import by channel, else open.
Source source_of(Channel channel, bool has_code);

struct Submission {
    int version = 1;                 // of the questionnaire the answers were checked against
    std::optional<std::string> key;  // the Idempotency-Key, when the client chose one
    std::optional<ResponseId> issued;  // the id our own page carried as its key
    Answers answers;
    std::optional<std::string> unit;
    std::optional<std::string> code;  // normalised: 17 Crockford characters, no dashes
    Channel channel = Channel::web;
    Locale locale = Locale::zh_cn;
    std::optional<ResponseId> supplements;  // the second page of this earlier response
};

// Either a submission and no problem; or `malformed`, when the body is no JSON object or form at
// all (400, one problem); or every problem (422).
struct SubmissionReading {
    std::optional<Submission> submission;
    bool malformed = false;
    Problems problems;
};

// JSON {answers:{question:value}, unit?, code?, channel?, locale?}: strict. Unknown fields, doubled
// keys, U+0000, invalid UTF-8, depth over the limit, wrong types are named problems.
// Neither reader knows which units or codes exist: the caller checks the unit, the store the code.
[[nodiscard]] SubmissionReading read_submission_json(std::string_view body,
                                                     const Questionnaire& questionnaire);

// One field of an application/x-www-form-urlencoded body, in the order it came.
using FormFields = std::vector<std::pair<std::string, std::string>>;
// nullopt when the body is not well-formed UTF-8 form data.
[[nodiscard]] std::optional<FormFields> parse_form(std::string_view body);

// A page's form. Question fields are named by question id; a contact is `ID.consent=yes` and
// `ID.phone`; `unit`, `code`, `key`, `channel`, `locale` and `first` (the response that a second
// page adds to) are the page's own. An empty field is no answer; a doubled field is a problem.
// With `earlier` (the answers of the first page) branching is judged on both together, and only
// questions not answered there may be answered.
[[nodiscard]] SubmissionReading read_submission_form(const FormFields& fields,
                                                     const Questionnaire& questionnaire,
                                                     const Answers* earlier = nullptr);

}  // namespace surveys
