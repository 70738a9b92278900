#include "surveys/store/ballot_intake.h"

#include "engine/expects.h"
#include "surveys/ballots/code.h"
#include "surveys/store/ballot_file.h"

namespace surveys {
namespace {

// nullopt without a key: such a use is never repeated.
std::optional<CodeHash> use_of(const Submission& submission, const Keys& keys) {
    if (submission.key) return hash_code("key/" + *submission.key, keys.uses);
    if (submission.issued) return hash_code("page/" + hex(*submission.issued), keys.uses);
    return std::nullopt;
}

bool is_same_use(const BallotFile::Code& code, const std::optional<CodeHash>& use) {
    return code.use && use && *code.use == std::string(use->begin(), use->end());
}

}  // namespace

std::vector<Outcome> BallotIntake::take(std::span<const Submission> batch) {
    std::vector<Outcome> outcomes;
    outcomes.reserve(batch.size());
    file_.write([&] {
        for (const Submission& submission : batch) outcomes.push_back(take(submission));
    });
    return outcomes;
}

Outcome BallotIntake::take(const Submission& submission) {
    if (submission.supplements) return {.kind = Outcome::Kind::no_such_response, .id = {}};
    engine::expects(submission.code.has_value(), "a ballot's answers come with a code");
    const CodeHash hash = hash_code(*submission.code, keys_.codes);
    const auto use = use_of(submission, keys_);
    const auto code = file_.find(hash);
    if (!code) return told(Outcome::Kind::code_refused);
    if (code->is_used)
        return told(is_same_use(*code, use) ? Outcome::Kind::repeated
                                            : Outcome::Kind::code_refused);
    file_.burn(hash, use);
    keep(submission);
    return told(Outcome::Kind::stored);
}

void BallotIntake::keep(const Submission& submission) {
    const Questionnaire& asked =
        definitions_.asked(archive_, survey_.number, submission.version).questionnaire;
    file_.add({.id = random_id(),
               .version = submission.version,
               .answers = encode(submission.answers, asked),
               .texts = write_down(submission.answers, asked, keys_.contacts)});
}

// The same for everybody: neither an id nor a time goes out with a vote.
Outcome BallotIntake::told(Outcome::Kind kind) const {
    const bool is_kept = kind == Outcome::Kind::stored || kind == Outcome::Kind::repeated;
    return {.kind = kind,
            .id = {},
            .received_ms = is_kept ? survey_.survey.opened_ms.value_or(0) : 0};
}

}  // namespace surveys
