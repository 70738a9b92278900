// The words of the public pages: every sentence of ours a citizen can read, in one table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "surveys/questionnaires/words.h"

namespace http {

enum class Phrase {
    // the page
    large_letters,
    normal_letters,
    other_language,
    submit,
    sending,
    waiting,
    waiting_unkept,
    sent_later,
    privacy,
    ballot_promise,
    ballot_limits,
    place,
    phone,
    yes,
    no,
    // something must change
    choose_one,
    one_problem,
    many_problems,
    no_such_unit,
    without_unit,
    needs_code,
    malformed_code,
    malformed_key,
    channel_not_public,
    no_unit_in_ballot,
    // after
    received,
    receipt,
    keep_receipt,
    more,
    more_hint,
    send_more,
    more_received,
    rate_again,
    // codes
    code_title,
    code_label,
    code_hint,
    code_survey,
    code_go,
    no_coded_survey,
    // answers of the server
    code_refused,
    too_many_codes,
    already_rated,
    already_rated_hint,
    not_yet_open,
    closed,
    closed_on,
    on_paper,
    on_paper_hint,
    ballot_lost,
    no_such_survey,
    no_such_page,
    no_such_response,
    malformed,
    not_json,
    not_a_form,
    too_large,
    key_reused,
    try_later,
    our_fault,
    has_problems,
};

std::string_view say(Phrase phrase, surveys::Locale locale);
// The same with `value` in the place of "{}".
std::string say(Phrase phrase, surveys::Locale locale, std::string_view value);

// "12月31日", "31 December": a day of Asia/Shanghai, counted from 1970-01-01.
std::string day_in_words(std::int64_t day, surveys::Locale locale);

}  // namespace http
