#include "http/public/posted_answers.h"

#include <string>
#include <utility>

#include "http/front/request_grammar.h"
#include "http/public/idempotency_key.h"
#include "http/public/look.h"
#include "http/public/submission_check.h"
#include "http/public/words.h"

namespace http {
namespace {

constexpr std::string_view before_survey = "POST /api/v1/surveys/";
constexpr std::string_view behind_survey = "/responses HTTP/1.1\r\n";

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_';
}

// Takes the request line off the front and leaves the headers.
std::optional<std::string_view> take_survey(std::string_view& request) {
    if (!request.starts_with(before_survey)) return std::nullopt;
    request.remove_prefix(before_survey.size());
    std::size_t length = 0;
    while (length < request.size() && is_plain(request[length])) ++length;
    const std::string_view survey = request.substr(0, length);
    request.remove_prefix(length);
    if (survey.empty() || !request.starts_with(behind_survey)) return std::nullopt;
    request.remove_prefix(behind_survey.size());
    return survey;
}

surveys::Problem key_problem() {
    return {.place = "Idempotency-Key",
            .words = {.zh_cn = std::string(say(Phrase::malformed_key, surveys::Locale::zh_cn)),
                      .en = std::string(say(Phrase::malformed_key, surveys::Locale::en))}};
}

}  // namespace

bool PostedAnswers::is_json() const {
    constexpr std::string_view json = "application/json";
    if (!content_type.starts_with(json)) return false;
    const std::string_view parameters = content_type.substr(json.size());
    return parameters.empty() || parameters.front() == ';' || parameters.front() == ' ';
}

std::optional<PostedAnswers> find_posted_answers(std::string_view request,
                                                 surveys::Locale usual) {
    const auto survey = take_survey(request);
    if (!survey) return std::nullopt;
    PostedAnswers posted{.survey = *survey, .content_type = {}, .key = std::nullopt,
                         .locale = usual, .body = {}};
    std::optional<std::string_view> type;
    std::optional<std::string_view> languages;
    while (!request.starts_with("\r\n")) {
        const std::size_t end = request.find("\r\n");
        const std::size_t colon = request.find(": ");
        if (end == std::string_view::npos || colon > end) return std::nullopt;
        const std::string_view name = request.substr(0, colon);
        const std::string_view value = request.substr(colon + 2, end - colon - 2);
        request.remove_prefix(end + 2);
        std::optional<std::string_view>* place = nullptr;
        if (is_same_name(name, "content-type")) place = &type;
        else if (is_same_name(name, "accept-language")) place = &languages;
        else if (is_same_name(name, "idempotency-key")) place = &posted.key;
        if (place == nullptr) continue;
        if (*place) return std::nullopt;
        *place = value;
    }
    posted.content_type = type.value_or("");
    if (languages) posted.locale = first_spoken(*languages, usual);
    posted.body = request.substr(2);
    return posted;
}

surveys::SubmissionReading read_posted(const PostedAnswers& posted, const AskedSurvey& asked,
                                       const Catalogue& catalogue) {
    auto reading = surveys::read_submission_json(posted.body, asked.questionnaire);
    if (reading.malformed) return reading;
    surveys::Submission submission =
        std::exchange(reading.submission, std::nullopt).value_or(surveys::Submission{});
    if (reading.problems.empty())
        check_submission(submission, asked, catalogue, reading.problems);
    if (posted.key) {
        submission.key = idempotency_key(*posted.key);
        if (!submission.key || posted.keys_differ) reading.problems.push_back(key_problem());
    }
    if (reading.problems.empty()) reading.submission = std::move(submission);
    return reading;
}

}  // namespace http
