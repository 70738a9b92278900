// The pages: every page of the public site, put together from the templates of http/pages.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/public/asset_shelf.h"
#include "http/public/look.h"
#include "http/public/page_order.h"
#include "http/public/stencil.h"
#include "surveys/questionnaires/problem.h"
#include "surveys/questionnaires/questionnaire.h"
#include "surveys/questionnaires/submission.h"

namespace http {

// The questions as a form. `entered` and `problems` are what came back with a mistake in it.
struct FormPage {
    const surveys::Questionnaire& questionnaire;
    QuestionList questions;
    Look look;
    Visit visit;
    std::string first;  // the response, in hex, that a second page adds to
    const surveys::FormFields* entered = nullptr;
    const surveys::Problems* problems = nullptr;
};

struct ThanksPage {
    Look look;
    std::string here;           // as in Visit
    std::string receipt;        // XXXX-XXXX-XXXX; empty for a ballot
    const FormPage* more = nullptr;  // the second page, when there is one
    bool more_received = false;
    std::string again;  // the address of a fresh page; empty when one person answers once
};

// A few words and perhaps a way on.
struct MessagePage {
    Look look;
    std::string here;
    std::string heading;
    std::string text;
    std::string link;
    std::string link_word;
};

// Where a code is typed, for `survey` or for one of `surveys`.
struct CodePage {
    struct Choice {
        std::string id;
        std::string title;
    };
    Look look;
    std::string code;  // as it was typed
    std::string problem;
    std::string problem_place = "code";
    std::string survey;
    std::string survey_title;
    std::vector<Choice> surveys;
};

class Pages {
public:
    // With a folder, templates are read from it at every use (--dev). The pages of a demo say so.
    Pages(const AssetShelf& assets, surveys::Words bureau, bool is_demo,
          std::optional<std::filesystem::path> folder = std::nullopt);

    std::string form(const FormPage& page) const;
    std::string thanks(const ThanksPage& page) const;
    std::string message(const MessagePage& page) const;
    std::string code(const CodePage& page) const;

private:
    std::string read(std::string_view name) const;
    std::string questions(const FormPage& page) const;
    std::string lay_out(const Look& look, const std::string& here, const std::string& title,
                        const std::string& body) const;

    const AssetShelf& assets_;
    surveys::Words bureau_;
    bool is_demo_;
    std::optional<std::filesystem::path> folder_;
};

}  // namespace http
