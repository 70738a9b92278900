#include "tests/property/odd_answers.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "surveys/calendar.h"

namespace property {
namespace {

using engine::Grade;

std::string sha256(int file) {  // any other for any other file
    std::string hex = std::to_string(file);
    return std::string(64 - hex.size(), '0') + hex;
}

}  // namespace

void expect_none(const surveys::Problems& problems) {
    if (!problems.empty())
        throw std::runtime_error(problems.front().place + ": " + problems.front().words.en);
}

void Pourer::pour(const std::string& survey, const Pour& pour) {
    std::vector<Rating> all;
    for (const Grade grade : engine::grades)
        all.insert(all.end(), static_cast<std::size_t>(pour.times.at(engine::index(grade))),
                   surveys::Answer{grade});
    for (std::size_t left = all.size(); left > 1; --left)
        std::swap(all[left - 1], all[index_below(left)]);
    const auto mode = store_.survey(survey).value().mode;
    const std::size_t through_the_door =
        mode == surveys::Mode::ballot ? 0 : index_below(all.size() + 1);
    std::vector forms(all.begin() + static_cast<std::ptrdiff_t>(through_the_door), all.end());
    all.resize(through_the_door);
    take(survey, all);
    forms.insert(forms.end(), static_cast<std::size_t>(pour.blank), std::nullopt);
    forms.insert(forms.end(), static_cast<std::size_t>(pour.not_applicable),
                 surveys::Answer{surveys::NotApplicable{}});
    if (mode == surveys::Mode::ballot)
        expect_none(store_.open(survey, day_in_year(), std::nullopt));
    if (draw_.happens(1, 2) && !forms.empty())
        expect_none(store_.undo_import(import(survey, forms), "录入两次", made_.now_ms));
    import(survey, forms);
    if (mode == surveys::Mode::ballot && draw_.happens(3, 4))
        expect_none(store_.close(survey, made_.now_ms));
}

std::size_t Pourer::index_below(std::size_t end) {
    return static_cast<std::size_t>(draw_.below(static_cast<std::int64_t>(end)));
}

// Within the year that is asked for, and not after the clock.
std::int64_t Pourer::day_in_year() {
    const std::int64_t first = surveys::day_number({made_.year, 1, 1});
    const std::int64_t last = std::min(surveys::day_of(made_.now_ms),
                                       surveys::day_number({made_.year, 12, 31}));
    if (spills && draw_.happens(1, 15))
        return surveys::midnight_ms(draw_.happens(1, 2) ? last + 1 : first) -
               draw_.below(2);  // the last instant inside or the first outside
    return surveys::midnight_ms(first + draw_.below(last - first + 1)) + 60'000;
}

void Pourer::take(const std::string& survey, const std::vector<Rating>& answers) {
    const bool is_coded = store_.survey(survey).value().mode == surveys::Mode::coded;
    std::vector<std::string> codes;
    if (is_coded && !answers.empty())
        codes = store_.make_codes(survey, std::ssize(answers), "", made_.now_ms);
    std::vector<std::vector<surveys::Submission>> batches(1 + index_below(5));
    for (const auto& answer : answers) {
        surveys::Submission submission = any_submission(survey);
        submission.answers["overall"] = answer.value();
        submission.key = "key-" + std::to_string(++keys_);
        if (is_coded) {
            submission.code = codes.back();
            codes.pop_back();
        }
        auto& batch = batches.at(index_below(batches.size()));
        batch.push_back(submission);
        if (draw_.happens(1, 5)) batch.push_back(second_page(survey, submission));
    }
    for (const auto& batch : batches)
        for (const auto& outcome : store_.take(survey, batch, day_in_year()))
            if (outcome.kind != surveys::Outcome::Kind::stored)
                throw std::runtime_error("an odd answer was not stored");
}

surveys::Submission Pourer::any_submission(const std::string& survey) {
    surveys::Submission submission;
    const bool is_second = has_two_versions && survey == "citizens" && draw_.happens(1, 2);
    submission.version = is_second ? 2 : 1;
    constexpr std::array units{"hall", "xz01", "xz02", "xz21", "jd01"};
    if (draw_.happens(3, 4)) submission.unit = draw_.one_of(units);
    constexpr std::array channels{surveys::Channel::web, surveys::Channel::qr,
                                  surveys::Channel::tablet, surveys::Channel::phone};
    submission.channel = draw_.one_of(channels);
    return submission;
}

surveys::Submission Pourer::second_page(const std::string& survey,
                                        const surveys::Submission& first) {
    surveys::Submission more;
    more.version = first.version;
    more.supplements = surveys::id_from_key(survey, *first.key);
    more.answers[survey == "citizens" ? "speed" : "clear"] =
        engine::grades.at(static_cast<std::size_t>(draw_.below(5)));
    return more;
}

std::int64_t Pourer::import(const std::string& survey, const std::vector<Rating>& forms) {
    const auto rows_total = std::ssize(forms);
    const auto batch = store_.begin_import(survey, "forms.csv", sha256(++files_), "{}",
                                           rows_total, made_.now_ms);
    std::vector<surveys::ImportedRow> rows;
    const surveys::Channel channel =
        draw_.happens(1, 2) ? surveys::Channel::paper : surveys::Channel::import;
    for (const auto& form : forms) {
        surveys::ImportedRow row;
        row.row = std::ssize(rows) + 1;
        row.submission = any_submission(survey);
        row.received_ms = day_in_year();
        row.submission.channel = channel;
        if (form) row.submission.answers["overall"] = *form;
        rows.push_back(row);
    }
    if (!rows.empty()) store_.import_rows(batch.number, rows, rows_total);
    store_.finish_import(batch.number);
    return batch.number;
}

}  // namespace property
