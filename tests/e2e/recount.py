"""A recount from the rows alone: no line of our program, only its documented formats.

docs/answers-format.md says how a row keeps its answers, the design how a figure is rounded.
"""

import json
import sqlite3
from datetime import datetime, timedelta, timezone
from fractions import Fraction

from figures import COUNTS, GRADES

SHANGHAI = timezone(timedelta(hours=8))
SOURCES = ("coded", "open", "paper", "import")
NOT_APPLICABLE = 5
BALLOT_ANSWERS_MIN = 5
BYTE_TYPES = ("grade", "score", "yes_no")


def varint(data, at):
    value, shift = 0, 0
    while True:
        byte = data[at]
        value, shift, at = value | (byte & 0x7F) << shift, shift + 7, at + 1
        if byte < 0x80:
            return value, at


def grade_of(answers, questions, wanted):
    """The byte of the wanted question, or None; every answer before it is stepped over."""
    at = 0
    while at < len(answers):
        position, at = varint(answers, at)
        question = questions[position]
        if question["id"] == wanted:
            return answers[at]
        if question["type"] in BYTE_TYPES:
            at += 1
            continue
        value, at = varint(answers, at)
        if question["type"] == "number":
            at += value
        for _ in range(value if question["type"] == "choices" else 0):
            _, at = varint(answers, at)
    return None


def day(milliseconds):
    return datetime.fromtimestamp(milliseconds / 1000, SHANGHAI).date().isoformat()


def series_of(survey):
    head, _, year = survey.rpartition("-")
    return head if len(year) == 4 and year.isdigit() and year.startswith("20") else survey


def may_speak(ballot, rows, sources, first_day, last_day):
    """Whether a ballot counts: whole or not at all, so that no two figures differ by a few.

    Each row is (source, day, is a first page). A draft is a box of paper forms.
    """
    state, closed_ms = ballot
    days = [day(closed_ms)] if state == "closed" else [each for _, each, _ in rows]
    if state == "open" or not all(first_day <= each <= last_day for each in days):
        return False
    answers = [source in sources for source, _, is_first in rows if is_first]
    return (sum(answers) >= BALLOT_ANSWERS_MIN
            and answers.count(False) not in range(1, BALLOT_ANSWERS_MIN))


def recount(file, indicator, first_day, last_day):
    """The counts of one indicator, row by row."""
    counts = dict.fromkeys(COUNTS, 0)
    with sqlite3.connect(file) as database:
        questions = {(survey, version): json.loads(definition)["questions"]
                     for survey, version, definition in database.execute(
                         "select survey, version, definition from questionnaire")}
        undone = {number for number, in database.execute(
            "select number from import_batch where state = 'undone'")}
        surveys = [row for row in database.execute(
            "select number, id, mode, state, closed_ms from survey")
            if indicator["survey"] in (row[1], series_of(row[1]))]
        for survey, _, mode, *ballot in surveys:
            rows = database.execute("select version, source, received_ms, answers, batch, "
                                    "supplements from response where survey = ?",
                                    (survey,)).fetchall()
            if mode == "ballot" and not may_speak(
                    ballot, [(SOURCES[row[1]], day(row[2]), row[5] is None) for row in rows
                             if row[4] not in undone],
                    indicator["sources"], first_day, last_day):
                continue
            for version, source, received, answers, batch, supplements in rows:
                if batch in undone or SOURCES[source] not in indicator["sources"]:
                    continue
                if mode != "ballot" and not first_day <= day(received) <= last_day:
                    continue
                given = grade_of(answers, questions[survey, version], indicator["question"])
                if given is not None:
                    counts["not_applicable" if given == NOT_APPLICABLE else GRADES[given]] += 1
                if supplements is None and given is None:
                    counts["blank"] += 1
                if supplements is not None and given is not None:
                    counts["blank"] -= 1
    return counts


def meets(value, target):
    return {">=": value >= target[1], "<=": value <= target[1], ">": value > target[1],
            "<": value < target[1], "=": value == target[1]}[target[0]]


def on_grid(number, places, toward):
    scaled = number * 10 ** places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    half = 2 * rest >= scaled.denominator
    up = {"below": False, "above": rest > 0, "nearest": half}[toward]
    return Fraction(whole + up, 10 ** places)


def honest(number, target=None, best=None, places=2):
    shown = on_grid(number, places, "nearest")
    if target and meets(shown, target) != meets(number, target):
        shown = on_grid(number, places, "below" if shown > number else "above")
    if best is not None and number < best <= shown:
        shown = on_grid(number, places, "below")
    whole = shown.numerator * 10 ** places // shown.denominator
    return f"{whole // 10 ** places}.{whole % 10 ** places:0{places}d}"


def expected(file, indicator, target, first_day, last_day):
    """What must be shown, by exact fractions; names as in figures.py."""
    counts = recount(file, indicator, first_day, last_day)
    n = sum(counts[grade] for grade in GRADES)
    values, satisfied = indicator["grade_values"], indicator["satisfied"]
    is_mean = indicator["measure"] == "mean_score"
    share_of = lambda grades: sum(counts[grade] for grade in grades) * 100  # noqa: E731
    total = (sum(counts[grade] * value for grade, value in zip(GRADES, values)) if is_mean
             else share_of(satisfied))
    best, worst = (values[0], values[-1]) if is_mean else (100, 0)
    figures = {name: str(count) for name, count in counts.items()}
    figures.update(n=str(n), full=str(indicator["weight"]), value=None, official=None,
                   earned=None, unrounded=None, worst_lower=None, worst_upper=None, stricter=None)
    people = indicator["population"]["size"]
    if people is not None and people >= n:
        silent = people - n
        figures["worst_lower"] = honest(Fraction(total + worst * silent, people), target, best)
        figures["worst_upper"] = honest(Fraction(total + best * silent, people), target, best)
    if n == 0:
        return figures
    value, weight = Fraction(total, n), indicator["weight"]
    figures["value"] = honest(value, target, best)
    figures["official"] = "reached" if meets(value, target) else "missed"
    points = Fraction(weight) if meets(value, target) else value / target[1] * weight
    earned = on_grid(points, 2, "nearest")
    figures["earned"] = honest(points)
    if points < weight <= earned:
        places = 3
        while places < 9 and on_grid(points, places, "nearest") >= weight:
            places += 1
        figures["unrounded"] = honest(points, best=weight, places=places)
    if is_mean or len(satisfied) > 2:
        figures["stricter"] = honest(Fraction(share_of(GRADES[:2]), n),
                                     None if is_mean else target, 100)
    return figures
