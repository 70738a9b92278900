"""One code, one answer: whoever tries, however often, and at the same moment."""

import csv
import threading
import unittest

from server import Server, Story

CODE = "^[0-9A-HJKMNP-TV-Z]{17}$"
SATISFIED = {"overall": "satisfied"}
UNHAPPY = {"overall": "dissatisfied"}


class Codes(Story):
    def setUp(self):
        super().setUp()
        self.server = self.serve()

    def codes(self, count, name="codes.csv"):
        out = self.folder / name
        self.command("codes", "enterprises", "--count", count, "--out", out)
        with open(out, encoding="utf-8-sig", newline="") as sheet:
            codes = [row["code"] for row in csv.DictReader(sheet)]
        for code in codes:
            self.assertRegex(code.replace("-", ""), CODE)
        self.assertEqual(len(set(codes)), count, "as many different codes as were asked for")
        return codes

    def test_used_by_64_at_once_counts_once(self):
        code, = self.codes(1)
        together = threading.Barrier(64)
        replies = []

        def use(number):
            together.wait()
            replies.append(
                self.server.answer("enterprises", SATISFIED, f"person-{number}", code=code))

        people = [threading.Thread(target=use, args=(number,)) for number in range(64)]
        for each in people:
            each.start()
        for each in people:
            each.join()
        statuses = [reply.status for reply in replies]
        self.assertEqual((statuses.count(201), statuses.count(409)), (1, 63), statuses)
        self.assert_counted(1)

    def test_with_the_same_key_gives_the_same_receipt(self):
        code, = self.codes(1)
        first = self.server.answer("enterprises", SATISFIED, "slip-1", code=code)
        again = self.server.answer("enterprises", SATISFIED, "slip-1", code=code)
        self.assertEqual((first.status, again.status), (201, 201), again)
        self.assertEqual(again.json, first.json)
        self.assertRegex(first.json["receipt"].replace("-", ""), "^[0-9A-HJKMNP-TV-Z]{12}$")
        other = self.server.answer("enterprises", UNHAPPY, "slip-1", code=code)
        self.assertEqual(other.status, 409, "the key was used for another body")
        self.assert_counted(1)

    def test_is_read_however_it_is_typed(self):
        code, = self.codes(1)
        typed = " " + code.replace("-", "").lower() + " "
        self.assertEqual(self.server.answer("enterprises", SATISFIED, code=typed).status, 201)
        self.assertEqual(self.server.answer("enterprises", SATISFIED, code=code).status, 409)
        self.assert_counted(1)

    def test_that_is_none_is_a_problem(self):
        code, = self.codes(1)
        for bad in (None, "", " ", [], {}, 0, True, "1234", code[:-1], code + "0", code + "\0",
                    "０" * 17, "OVERALL"):
            reply = self.server.answer("enterprises", SATISFIED, code=bad)
            self.assertEqual(reply.status, 422, f"{bad!r}: {reply}")
            self.assertEqual([each["question"] for each in reply.json["problems"]], ["code"])
        missing = self.server.answer("enterprises", SATISFIED)
        self.assertEqual(missing.status, 422, missing)
        self.assert_counted(0)
        self.assertEqual(self.server.answer("enterprises", SATISFIED, code=code).status, 201)

    def test_of_another_house_is_refused_like_a_used_one(self):
        own, = self.codes(1)
        self.assertEqual(self.server.answer("enterprises", SATISFIED, code=own).status, 201)
        used = self.server.answer("enterprises", SATISFIED, code=own)
        self.store = self.folder / "other.db"
        with Server(self.store):
            foreign, = self.codes(1, "foreign.csv")
        self.store = self.server.store
        unknown = self.server.answer("enterprises", SATISFIED, code=foreign)
        self.assertEqual((used.status, unknown.status), (409, 409))
        self.assertEqual(unknown.body, used.body, "the reply does not tell used from unknown")
        self.assert_counted(1)

    def test_asked_for_wrongly_is_wrong_use(self):
        for survey, count in (("enterprises", 0), ("enterprises", -1), ("enterprises", 10_001),
                              ("enterprises", "many"), ("nobody", 1)):
            out = self.folder / "none.csv"
            self.command("codes", survey, "--count", count, "--out", out, expect=2)
            self.assertFalse(out.exists(), (survey, count))

    def assert_counted(self, n):
        self.assertEqual(self.score("enterprises")["n"], n)
        self.command("verify")


if __name__ == "__main__":
    unittest.main()
