// The ballot's intake: answers on their way into its file, in the one transaction that burns codes.
#pragma once

#include <span>
#include <vector>

#include "surveys/store/definitions.h"
#include "surveys/store/key_file.h"
#include "surveys/store/store.h"

namespace surveys {

class BallotFile;

// What is kept of an answer: its words and nothing of its unit, channel, language or time. The code
// keeps a keyed hash of the key it was used with: the same code and key are told the same again,
// whatever the answers; any other use of a used code hears what an unknown code hears.
class BallotIntake {
public:
    BallotIntake(BallotFile& file, Connection& archive, Definitions& definitions,
                 const Keys& keys, const SurveyRow& survey)
        : file_(file),
          archive_(archive),
          definitions_(definitions),
          keys_(keys),
          survey_(survey) {}

    std::vector<Outcome> take(std::span<const Submission> batch);

private:
    Outcome take(const Submission& submission);
    void keep(const Submission& submission);
    Outcome told(Outcome::Kind kind) const;

    BallotFile& file_;
    Connection& archive_;
    Definitions& definitions_;
    const Keys& keys_;
    const SurveyRow& survey_;
};

}  // namespace surveys
