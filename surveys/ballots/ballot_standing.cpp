#include "surveys/ballots/ballot_standing.h"

#include <array>

#include "engine/expects.h"

namespace surveys {
namespace {

constexpr std::int64_t step = 5;

}  // namespace

std::string_view name(BallotFinding finding) {
    switch (finding) {
        case BallotFinding::file_missing: return "file_missing";
        case BallotFinding::list_changed: return "list_changed";
        case BallotFinding::counts_differ: return "counts_differ";
    }
    engine::expects(false, "a finding is one of three");
    return {};
}

std::optional<BallotFinding> ballot_finding_named(std::string_view name) {
    for (const BallotFinding finding : {BallotFinding::file_missing, BallotFinding::list_changed,
                                        BallotFinding::counts_differ})
        if (surveys::name(finding) == name) return finding;
    return std::nullopt;
}

Words words(BallotFinding finding) {
    switch (finding) {
        case BallotFinding::file_missing:
            return {"选票文件在关闭前已丢失，凭码交的票一张也没有保住：须重新投票。",
                    "The ballot's file was lost before the closing and no vote given by code was "
                    "kept: it must be held again."};
        case BallotFinding::list_changed:
            return {"码表与发码时不一致：有码被增加、删除或更换，结果不可信，须查明并重新投票。",
                    "The list of codes is not the one that was made: codes were added, taken away "
                    "or exchanged. The results cannot be trusted: find out why and vote again."};
        case BallotFinding::counts_differ:
            return {"已用的码数与票数不一致，结果不可信，须查明并重新投票。",
                    "Used codes and votes do not agree in number. The results cannot be trusted: "
                    "find out why and vote again."};
    }
    engine::expects(false, "a finding is one of three");
    return {};
}

std::int64_t in_steps(std::int64_t received) { return received / step * step; }

}  // namespace surveys
