#include "http/public/reception.h"

#include <utility>

#include "surveys/store/response_id.h"
#include "surveys/store/store.h"

namespace http {
namespace {

std::optional<std::filesystem::path> inside(const PublicOptions& options, const char* folder) {
    if (!options.dev_folder) return std::nullopt;
    return *options.dev_folder / folder;
}

}  // namespace

Reception::Reception(surveys::Store& store_lent, Metrics& metrics_lent, PublicOptions wanted,
                     std::function<std::int64_t()> clock)
    : store(store_lent),
      metrics(metrics_lent),
      options(std::move(wanted)),
      now_ms(std::move(clock)),
      assets(inside(options, "assets")),
      pages(assets, options.bureau, store.is_demo(), inside(options, "pages")),
      forms(pages, !options.dev_folder),
      catalogue(store),
      teller(pages, catalogue),
      door(options.door, metrics, options.steady_clock),
      intake(store, metrics, door, teller, now_ms, options.answers_per_commit_max) {}

void Reception::hold(const std::string& survey, surveys::Submission submission, Asker asker) {
    asker.ticket = ticket;
    asker.keep_alive = keep_alive;
    const AskedSurvey* asked = catalogue.find(survey);
    asker.tried = {.client = client,
                   .with_code = submission.code.has_value(),
                   .is_secret = asked && asked->survey.mode == surveys::Mode::ballot};
    intake.hold(survey, std::move(submission), std::move(asker), request_bytes);
    held = true;
}

std::optional<std::chrono::seconds> Reception::code_wait(const surveys::Submission& submission) {
    return submission.code ? door.admit(client) : std::nullopt;
}

std::string Reception::fresh_key() const {
    return surveys::hex(surveys::time_ordered_id(now_ms()));
}

}  // namespace http
