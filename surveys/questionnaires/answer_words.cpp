#include "surveys/questionnaires/answer_words.h"

#include "engine/expects.h"
#include "surveys/limits.h"

namespace surveys {

Words expected(QuestionType type) {
    switch (type) {
        case QuestionType::grade:
            return {"请从五个等级中选择一项", "Choose one of the five grades"};
        case QuestionType::choice: return {"请选择一项", "Choose one"};
        case QuestionType::choices: return {"请从所列各项中选择", "Choose from what is listed"};
        case QuestionType::score:
            return {"请给出 0 到 10 的整数", "Give a whole number from 0 to 10"};
        case QuestionType::yes_no: return {"请选择是或否", "Choose yes or no"};
        case QuestionType::number: {
            const std::string most = std::to_string(limits.number_characters_max);
            return {"请填写数字（最多 " + most + " 位）",
                    "Give a number (at most " + most + " characters)"};
        }
        case QuestionType::text: return {"请填写文字", "Write some text"};
        case QuestionType::date:
            return {"请填写日期，例如 2026-11-23", "Give a date, such as 2026-11-23"};
        case QuestionType::contact:
            return {"请填写有效的电话号码", "Give a valid telephone number"};
    }
    engine::expects(false, "a question has one of nine types");
    return {};
}

Words not_offered() { return {"没有这个选项", "There is no such option"}; }

Words chosen_twice() { return {"同一个选项选了两次", "The same option was chosen twice"}; }

Words too_long() {
    const std::string most = std::to_string(limits.text_characters_max);
    return {"文字太长（最多 " + most + " 个字）",
            "The text is too long (at most " + most + " characters)"};
}

Words not_text() { return {"文字中含有空字符(U+0000)", "The text contains U+0000"}; }

Words phone_without_consent() {
    return {"请先勾选愿意接受回访，或删去电话",
            "Tick that you may be called back, or remove the telephone number"};
}

Words consent_without_phone() {
    return {"请填写接受回访的电话，或取消勾选",
            "Give the telephone number to call, or remove the tick"};
}

Words no_such_question() { return {"问卷中没有这个问题", "There is no such question"}; }

}  // namespace surveys
