"""384 citizens answer; the command, the desk and the annual review print one and the same score."""

import json
import unittest
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from server import Story, today

GIVEN = {"very_satisfied": 300, "satisfied": 60, "fairly_satisfied": 15, "dissatisfied": 6,
         "very_dissatisfied": 3}
NOT_GIVEN = {"not_applicable": 0, "blank": 0, "default": 0}
# 300*100 + 60*80 + 15*60 + 6*30 = 35880 points of 384 answers: 93.4375. The other 119,616 of
# 120,000 people could all have given 0 or 100: 35880/120000 = 0.299, 11997480/120000 = 99.979.
FIGURES = {
    "indicator": "citizens", "counts": GIVEN | NOT_GIVEN, "n": 384, "population": 120000,
    "design": "volunteer", "sources": ["coded", "open", "paper", "import"],
    "measure": "mean_score", "grade_values": [100, 80, 60, 30, 0], "value": "93.44",
    "exact": {"numerator": 35880, "denominator": 384},
    "target": {"text": "≥90分", "comparator": ">=", "value": "90", "unit": "points"},
    "official": "reached", "points": {"full": "10", "earned": "10.00"},
    "worst_case": {"lower": "0.30", "upper": "99.98"},
    "stricter": {"measure": "satisfied_share", "satisfied": ["very_satisfied", "satisfied"],
                 "value": "93.75"},
}
JUDGED = {"as_of", "assurance", "interval", "questionnaire"}


class Score(Story):
    def test_is_the_same_everywhere(self):
        server = self.serve()
        self.give_answers(server)

        day = today()
        score = self.score("citizens")
        from_desk = self.from_desk(server)
        if today() != day:  # midnight fell between the two
            day = today()
            score, from_desk = self.score("citizens"), self.from_desk(server)

        self.assertEqual(set(score), set(FIGURES) | JUDGED)
        self.assert_fields(score, **FIGURES, as_of=day)
        self.assert_judged(score)
        self.assertEqual(from_desk, score)

        in_review = self.from_review(day[:4])
        self.assert_fields(in_review, **FIGURES, questionnaire=score["questionnaire"])
        self.assertEqual(in_review["assurance"]["verdict"], "undecided")
        self.assertEqual(in_review["assurance"]["looks"], "one")

    def test_of_nobody_is_no_figure(self):
        self.serve()
        self.assert_fields(self.score("citizens"), n=0, value=None, official=None,
                           points={"full": "10", "earned": None})
        self.assertEqual(self.score("citizens")["assurance"]["verdict"], "undecided")

    def test_without_a_name_is_every_indicators(self):
        self.serve()
        scores = self.score()
        self.assertEqual(sorted(score["indicator"] for score in scores),
                         ["citizens", "contract-workers", "enterprises", "hotline-staff",
                          "office-staff"])

    def test_of_an_unknown_indicator_is_wrong_use(self):
        self.serve()
        self.assertIn("nobody", self.command("score", "nobody", "--json", expect=2).stderr)

    def test_is_not_shown_to_strangers(self):
        server = self.serve()
        path = "/api/v1/indicators/citizens/score"
        for headers in ({}, {"Authorization": "Bearer " + "0" * 64}):
            self.assertEqual(server.ask("GET", path, headers=headers, desk=True).status, 401)
        self.assertEqual(server.ask("GET", path).status, 404, "the public listener has no figures")

    def give_answers(self, server):
        grades = [grade for grade, times in GIVEN.items() for _ in range(times)]
        with ThreadPoolExecutor(8) as pool:
            replies = list(pool.map(
                lambda grade: server.answer("citizens", {"overall": grade}), grades))
        self.assertEqual([reply for reply in replies if reply.status != 201], [])
        receipts = {reply.json["receipt"] for reply in replies}
        self.assertEqual(len(receipts), 384, "each answer has a receipt of its own")

    def assert_judged(self, score):
        assurance = score["assurance"]
        self.assert_fields(assurance, verdict="undecided", nominal_verdict="proven_reached",
                           certain=False, confidence=0.95)
        self.assertIn(assurance["looks"], ("one", "any"))
        self.assertTrue(assurance["method"])
        interval = score["interval"]
        self.assertTrue(interval["method"])
        self.assertLess(Decimal(interval["lower"]), Decimal("93.4375"))
        self.assertGreater(Decimal(interval["upper"]), Decimal("93.4375"))
        self.assert_fields(score["questionnaire"], id="citizens", version=1)
        self.assertRegex(score["questionnaire"]["sha256"], "^[0-9a-f]{64}$")

    def from_desk(self, server):
        token = self.command("user", "token", "admin").stdout.strip()
        self.assertRegex(token, r"^\S{32,}$", "the token alone")
        reply = server.ask("GET", "/api/v1/indicators/citizens/score",
                           headers={"Authorization": f"Bearer {token}"}, desk=True)
        self.assertEqual(reply.status, 200, reply)
        return reply.json

    def from_review(self, year):
        out = self.folder / "review"
        self.command("review", year, "--out", out)
        for ending in ("json", "csv"):
            self.assertGreater((out / f"review-{year}.{ending}").stat().st_size, 0, ending)
        review = json.loads((out / f"review-{year}.json").read_text(encoding="utf-8"))
        self.assertEqual(review["year"], int(year))
        found = [score for score in review["scores"] if score["indicator"] == "citizens"]
        self.assertEqual(len(found), 1)
        return found[0]


if __name__ == "__main__":
    unittest.main()
