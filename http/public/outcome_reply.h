// The outcome reply: what the store decided about an answer, as the bytes its sender gets.
#pragma once

#include <string>

#include "http/public/catalogue.h"
#include "http/public/intake.h"
#include "http/public/pages.h"
#include "http/public/receipt_reply.h"

namespace http {

class OutcomeReply final : public Teller {
public:
    OutcomeReply(const Pages& pages, const Catalogue& catalogue)
        : pages_(pages), catalogue_(catalogue) {}

    std::string tell(const std::string& survey, const Asker& asker,
                     const surveys::Outcome& outcome) const override;
    std::string tell_failure(const Asker& asker, int status) const override;

private:
    const Pages& pages_;
    const Catalogue& catalogue_;
    ReceiptReply receipts_;
};

// "本次调查已于 12月31日 结束。", or that it has not opened yet.
std::string not_open_in_words(const surveys::Survey& survey, surveys::Locale locale);

}  // namespace http
