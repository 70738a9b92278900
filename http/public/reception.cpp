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
      intake(store, metrics, teller, now_ms) {}

void Reception::hold(const std::string& survey, surveys::Submission submission, Asker asker) {
    asker.ticket = ticket;
    asker.keep_alive = keep_alive;
    const AskedSurvey* const asked = catalogue.find(survey);
    asker.is_secret = asked && asked->survey.mode == surveys::Mode::ballot;
    intake.hold(survey, std::move(submission), std::move(asker));
    held = true;
}

std::string Reception::fresh_key() const {
    return surveys::hex(surveys::time_ordered_id(now_ms()));
}

}  // namespace http
