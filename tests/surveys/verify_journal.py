"""Checks a store's journal from docs/journal.md alone: python3 verify_journal.py FILE

Prints one line for each survey, "ID COUNT HEAD", one for the audit log, "audit COUNT HEAD", and
one for each disagreement. Exit code 1 when there is any.
"""
import hashlib
import sqlite3
import struct
import sys


def varying(value):
    data = value.encode() if isinstance(value, str) else value
    return struct.pack(">I", len(data)) + data


def optional(layout, value):
    return b"\0" if value is None else b"\1" + struct.pack(layout, value)


def texts_of(database, survey, response):
    return database.execute("select question, salt, body, hash from response_text "
                            "where survey = ? and id = ? order by question",
                            (survey, response)).fetchall()


def link(previous, survey_id, position, row, sha256, unit, texts):
    (ident, version, channel, source, locale, received_ms, answers, weight, stratum, batch,
     supplements) = row
    data = previous + b"\1" + varying(survey_id) + struct.pack(">q", position) + ident
    data += struct.pack(">I", version) + sha256 + varying(unit)
    data += struct.pack(">BBBq", channel, source, locale, received_ms) + varying(answers)
    data += optional(">q", weight) + varying(stratum) + optional(">q", batch)
    data += b"\0" if supplements is None else b"\1" + supplements
    data += struct.pack(">H", len(texts))
    for question, _, _, digest in texts:
        data += struct.pack(">H", question) + digest
    return hashlib.sha256(data).digest()


def check_survey(database, number, survey_id, head, count):
    definitions = {version: definition.encode() for version, definition in database.execute(
        "select version, definition from questionnaire where survey = ?", (number,))}
    units = dict(database.execute("select number, code from unit"))
    units[0] = ""
    previous, position, problems = bytes(32), 0, []
    for place, ident, stored in database.execute(
            "select position, id, link from journal where survey = ? order by position", (number,)):
        position += 1
        row = database.execute(
            "select id, version, channel, source, locale, received_ms, answers, weight_micros, "
            "stratum, batch, supplements, unit from response where survey = ? and id = ?",
            (number, ident)).fetchone()
        if place != position or row is None:
            problems.append(f"{survey_id}: position {position}: a link or its response is missing")
            position = place
        if row is not None:
            texts = texts_of(database, number, ident)
            sha256 = hashlib.sha256(definitions[row[1]]).digest()
            if link(previous, survey_id, place, row[:11], sha256, units[row[11]], texts) != stored:
                problems.append(f"{survey_id}: response {ident.hex()}: link {place} does not match")
            types = question_types(definitions[row[1]])
            for question, salt, body, digest in texts:
                if types[question] == "text" and salt is not None \
                        and hashlib.sha256(salt + body).digest() != digest:
                    problems.append(f"{survey_id}: response {ident.hex()}: text {question} differs")
        previous = stored
    if (previous, position) != (head, count):
        problems.append(f"{survey_id}: the journal does not end as the survey says")
    return problems


def question_types(definition):
    import json
    return [question["type"] for question in json.loads(definition)["questions"]]


def check_audit(database, head, count):
    previous, position, problems = bytes(32), 0, []
    for number, at_ms, who, act, item, result, stored in database.execute(
            "select number, at_ms, who, act, object, result, link from audit order by number"):
        data = previous + b"\1" + struct.pack(">qq", number, at_ms)
        data += varying(who) + varying(act) + varying(item) + struct.pack(">B", result)
        if number != position + 1 or hashlib.sha256(data).digest() != stored:
            problems.append(f"audit: entry {number} does not follow entry {position}")
        previous, position = stored, number
    if (previous, position) != (head, count):
        problems.append("audit: the log does not end as its own record says")
    return problems


def main(file):
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    problems = []
    for number, survey_id, head, count in database.execute(
            "select number, id, journal_head, journal_count from survey order by number"):
        print(survey_id, count, head.hex())
        problems += check_survey(database, number, survey_id, head, count)
    (head, count), = database.execute("select head, length from audit_end").fetchall()
    print("audit", count, head.hex())
    problems += check_audit(database, head, count)
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
