#include "http/desk/pages/surveys/ballot_words.h"

#include <kainjow/mustache.hpp>

namespace http {
namespace {

using surveys::Words;

const Words limits{
    "防不住：投票期间掌握服务器最高权限的人、在纸条上做记号的人、摄像头、大家答得都一样的结果、"
    "各人的文风。开放期间的票不在备份里：磁盘损坏须重新投票。",
    "Not protected against: whoever has full rights on the server during the ballot, whoever marks "
    "slips, cameras, a result in which all answer alike, one's own way of writing. Votes of an "
    "open ballot are in no backup: if the disk is lost, vote again."};
const Words lost{
    "选票文件不在（磁盘损坏，或从备份恢复）：已投的票没有了，须关闭本次测评并重新投票。",
    "The ballot's file is not there (a lost disk, or a restored backup): what was voted is gone. "
    "Close this ballot and hold it again."};

}  // namespace

void put_ballot(Filling& filling, const surveys::BallotStanding& ballot, surveys::Locale locale) {
    const std::string roster = std::to_string(ballot.roster);
    const Words list{"发码 " + roster + " 个，一人一码；码表校验值 " + ballot.list_hash,
                     roster + " codes, one a person; hash of the list " + ballot.list_hash};
    Filling into;
    into.set("list", list.in(locale));
    into.set("limits", limits.in(locale));
    if (ballot.is_lost) into.set("warning", lost.in(locale));
    if (ballot.finding) into.set("warning", words(*ballot.finding).in(locale));
    filling.set("ballot", into);
}

}  // namespace http
