"""The 27 of the hotline answer on paper: one unhappy person settles it, one missing does not."""

import unittest

from server import Server, Story


class Paper(Story):
    def test_with_one_unhappy_person_misses_for_certain(self):
        self.serve()
        score = self.scored(["满意"] * 26 + ["不满意"])
        self.assert_fields(
            score, n=27, population=27, design="census", measure="satisfied_share",
            value="96.30", exact={"numerator": 26, "denominator": 27}, official="missed",
            points={"full": "10", "earned": "9.63"},
            worst_case={"lower": "96.30", "upper": "96.30"})
        self.assert_fields(score["assurance"], verdict="proven_missed", certain=True)
        self.assert_fields(score["counts"], satisfied=26, dissatisfied=1, blank=0)

    def test_with_one_missing_stays_undecided(self):
        with Server(self.store):
            pass  # makes the store; the import then finds nobody serving it
        score = self.scored(["满意"] * 26)
        self.assert_fields(
            score, n=26, population=27, value="100.00", official="reached",
            exact={"numerator": 26, "denominator": 26},
            worst_case={"lower": "96.30", "upper": "100.00"})
        self.assert_fields(score["assurance"], verdict="undecided", certain=False)

    def test_of_everybody_satisfied_is_proven(self):
        self.serve()
        score = self.scored(["非常满意"] * 20 + ["满意"] * 6 + ["基本满意"])
        self.assert_fields(score, n=27, value="100.00", official="reached",
                           points={"full": "10", "earned": "10.00"},
                           worst_case={"lower": "100.00", "upper": "100.00"})
        self.assert_fields(score["assurance"], verdict="proven_reached", certain=True)

    def scored(self, cells):
        paper = self.write("paper.csv", "\n".join(["overall", *cells]) + "\n")
        self.command("import", "hotline-staff", paper)
        self.command("verify")
        return self.score("hotline-staff")


if __name__ == "__main__":
    unittest.main()
