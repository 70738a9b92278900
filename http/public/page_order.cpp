#include "http/public/page_order.h"

#include <algorithm>

namespace http {
namespace {

bool branches_from(const surveys::Question& question, const surveys::Question& lead) {
    return question.show_if && question.show_if->question == lead.id;
}

bool is_free_text(const surveys::Question& question) {
    return question.id == "comment" && question.type == surveys::QuestionType::text;
}

}  // namespace

const surveys::Question* lead_of(const surveys::Questionnaire& questionnaire) {
    if (questionnaire.mode != surveys::Mode::open) return nullptr;
    for (const surveys::Question& question : questionnaire.questions) {
        if (question.required && question.type == surveys::QuestionType::grade) return &question;
    }
    return nullptr;
}

QuestionList first_page(const surveys::Questionnaire& questionnaire) {
    const surveys::Question* lead = lead_of(questionnaire);
    QuestionList page;
    for (const surveys::Question& question : questionnaire.questions) {
        if (!lead || question.required || branches_from(question, *lead) ||
            is_free_text(question)) {
            page.push_back(&question);
        }
    }
    if (lead) {
        std::stable_partition(page.begin(), page.end(), [](const surveys::Question* question) {
            return !is_free_text(*question);
        });
    }
    return page;
}

QuestionList second_page(const surveys::Questionnaire& questionnaire,
                         const surveys::Answers& earlier) {
    const surveys::Question* lead = lead_of(questionnaire);
    if (!lead) return {};
    QuestionList page;
    for (const surveys::Question& question : questionnaire.questions) {
        const bool hangs_on_this_page =
            question.show_if && std::any_of(page.begin(), page.end(), [&](const auto* before) {
                return before->id == question.show_if->question;
            });
        const bool may_be_shown = surveys::is_shown(question, earlier) || hangs_on_this_page;
        if (may_be_shown && !earlier.contains(question.id)) page.push_back(&question);
    }
    const auto rank = [&](const surveys::Question& question) {
        if (branches_from(question, *lead)) return 0;
        const bool is_written = question.type == surveys::QuestionType::text ||
                                question.type == surveys::QuestionType::contact;
        return is_written ? 2 : 1;
    };
    std::stable_sort(page.begin(), page.end(), [&](const auto* one, const auto* other) {
        return rank(*one) < rank(*other);
    });
    return page;
}

}  // namespace http
