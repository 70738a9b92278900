"""200 answers of a real survey are imported; Python counts the file again and agrees."""

import csv
import json
import pathlib
import unittest
from collections import Counter
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from server import Server, Story

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILE = ROOT / "tests/data/sfo-2017-cut.csv"
EXAMPLE = ROOT / "examples/sfo-2017"
MAP = EXAMPLE / "map.json"
NAMES = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
SATISFIED = NAMES[:3]
TARGET = Decimal(90)


def recount():
    """Counter of grades by unit code, straight from the file and the map."""
    plan = json.loads(MAP.read_text(encoding="utf-8"))
    overall, unit = plan["questions"]["overall"], plan["unit"]
    counts = {}
    with open(FILE, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            cell = row[overall["column"]].strip()
            grade = overall["codes"].get(cell)
            if cell in overall["not_applicable"]:
                grade = "not_applicable"
            elif cell in overall["blank"]:
                grade = "blank"
            if grade is None:
                raise ValueError(f"no grade: {cell!r}")
            counts.setdefault(unit["codes"][row[unit["column"]].strip()], Counter())[grade] += 1
    return counts


def shown(satisfied, n):
    """Two decimals, half away from zero, but never onto or across the target."""
    exact = Decimal(satisfied) * 100 / Decimal(n)
    near = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if exact < TARGET <= near:
        near = exact.quantize(Decimal("0.01"), ROUND_FLOOR)
    if near <= TARGET < exact:
        near = exact.quantize(Decimal("0.01"), ROUND_CEILING)
    return str(near)


class Import(Story):
    def setUp(self):
        super().setUp()
        with Server(self.store):
            pass  # makes the store
        self.command("units", "import", EXAMPLE / "units.csv")
        self.command("survey", "add", EXAMPLE / "questionnaire.json")
        self.command("indicator", "add", EXAMPLE / "indicator.json")
        self.command("survey", "open", "sfo-2017")

    def test_counts_what_the_file_says(self):
        expected = recount()
        self.assertEqual(sum(map(Counter.total, expected.values())), 200, "rows of the cut")
        self.import_file("--dry-run")
        self.assertEqual(self.score("sfo-2017")["n"], 0, "a dry run keeps nothing")

        self.import_file()
        score = self.score("sfo-2017", "--by", "unit")
        self.assert_score(score, sum(expected.values(), Counter()))
        self.assertEqual(score["by"], "unit")
        groups = {group["key"]: group["score"] for group in score["groups"]}
        for unit, counts in expected.items():
            with self.subTest(unit=unit):
                self.assert_score(groups[unit], counts)
        others = [groups[unit]["n"] for unit in groups if unit not in expected]
        self.assertEqual(sum(others), 0, "nobody else answered")
        self.command("verify")

    def test_takes_a_file_once(self):
        self.import_file()
        n = self.score("sfo-2017")["n"]
        again = self.command("import", "sfo-2017", FILE, "--map", MAP, expect=(1, 2))
        self.assertIn(FILE.name, again.stdout + again.stderr, "refused by name")
        self.assertEqual(self.score("sfo-2017")["n"], n)

    def test_can_be_taken_back(self):
        self.import_file()
        self.command("import", "--undo", 1, expect=2)  # not without a reason
        self.command("import", "--undo", 1, "--reason", "两次录入")
        score = self.score("sfo-2017")
        self.assert_fields(score, n=0, value=None, official=None)
        self.assertEqual(set(score["counts"].values()), {0})
        self.command("verify")
        batch = self.command("import", "--list").stdout.rstrip("\n").split("\t")
        self.assertEqual(batch, ["1", "sfo-2017", FILE.name, "200/200", "undone", "两次录入"])

    def import_file(self, *options):
        return self.command("import", "sfo-2017", FILE, "--map", MAP, *options)

    def assert_score(self, score, counts):
        wanted = {name: counts[name] for name in (*NAMES, "not_applicable", "blank")}
        self.assertEqual(score["counts"], wanted | {"default": 0})
        n = sum(counts[name] for name in NAMES)
        satisfied = sum(counts[name] for name in SATISFIED)
        self.assert_fields(score, n=n, value=shown(satisfied, n),
                           exact={"numerator": satisfied, "denominator": n},
                           official="reached" if satisfied * 100 >= TARGET * n else "missed")


if __name__ == "__main__":
    unittest.main()
