#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "surveys/library.h"
#include "surveys/store/store.h"

namespace {

constexpr std::int64_t noon = 1'795'406'400'000;  // 2026-11-23T12:00+08:00

TEST(InstalledLibrary, opens_what_anybody_may_answer_and_keeps_ballots_as_drafts) {
    const auto folder = std::filesystem::temp_directory_path() /
                        ("manyidu-library-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    {
        const auto store = surveys::open_store(folder / "manyidu.db", surveys::Access::write);
        surveys::install_library(*store, noon);
        EXPECT_EQ(store->units().size(), 23u);
        std::vector<std::string> indicators;
        for (const auto& indicator : store->indicators()) indicators.push_back(indicator.id);
        const std::vector<std::string> as_in_the_bureaus_document{
            "citizens", "hotline-staff", "enterprises", "contract-workers", "office-staff"};
        EXPECT_EQ(indicators, as_in_the_bureaus_document);
        std::size_t drafts = 0;
        for (const surveys::Survey& survey : store->surveys()) {
            const bool opened = survey.id == "citizens" || survey.id == "enterprises";
            EXPECT_EQ(survey.takes_answers_at(noon), opened) << survey.id;
            EXPECT_FALSE(survey.closes_ms) << survey.id;
            EXPECT_TRUE(store->questionnaire(survey.id, 1)) << survey.id;
            if (survey.state == surveys::SurveyState::draft) ++drafts;
        }
        EXPECT_EQ(drafts, 3u);
    }
    std::filesystem::remove_all(folder);
}

}  // namespace
