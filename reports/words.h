// The words of a score: what its states are called when people read them.
#pragma once

#include <string>

#include "engine/verdict.h"
#include "surveys/questionnaires/indicator.h"
#include "surveys/questionnaires/words.h"
#include "surveys/survey.h"

namespace reports {

using surveys::Words;

const Words& words(engine::Grade grade);
const Words& words(engine::Official official);
const Words& words(engine::Proof proof);
const Words& words(engine::Method method);
Words method_of_interval(const engine::Judgement& judgement);  // with what a live mean adds
const Words& words(engine::Looks looks);
const Words& words(surveys::Design design);
const Words& words(surveys::Measure measure);
const Words& words(surveys::Source source);
const Words& words(surveys::Channel channel);
const Words& words(surveys::Mode mode);
const Words& words(surveys::SurveyState state);
const Words& unit_of(surveys::Measure measure);  // "分", "%"

// What stands on everything that comes out of a demo store: short, and as a sentence.
const Words& demo_mark();
const Words& demo_sentence();

}  // namespace reports
