// The words about a ballot that is held with codes: its list, what went wrong, what it cannot do.
#pragma once

#include "http/desk/pages/filling.h"
#include "surveys/ballots/ballot_standing.h"
#include "surveys/questionnaires/words.h"

namespace http {

// As `ballot` of a survey's pages: `list`, `limits`, and `warning` where there is one.
void put_ballot(Filling& filling, const surveys::BallotStanding& ballot, surveys::Locale locale);

}  // namespace http
