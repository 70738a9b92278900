"""Stuffing that is no guessing: codes that ended, codes at the last moment, answers nobody could
have given, forms with doubled fields, and a server that is killed between two uses of one code."""

import concurrent.futures
import json
import subprocess
import unittest
import urllib.parse

from attacked import ANSWERS, Attacked, against_both
from codes import CODED, CodeStory
from server import PROGRAM
from story_bad_input import BAD_ANSWERS, BAD_BODIES, BAD_FIELDS, GOOD, WALK

LAST_MOMENT = "2026-12-31T23:59:59.999+08:00"
TOO_LATE = "2027-01-01T00:00:00.000+08:00"
WALK_ANSWERS = ANSWERS.replace("citizens", "walk")
FORM = "application/x-www-form-urlencoded"


class Stuffing(CodeStory):
    def command(self, attacked, *words):
        subprocess.run([PROGRAM, *map(str, words), "--store", attacked.server.store], check=True,
                       capture_output=True, timeout=60)

    def counted(self, attacked):
        done = subprocess.run([PROGRAM, "score", "enterprises", "--json", "--store",
                               attacked.server.store], check=True, capture_output=True,
                              timeout=60)
        return json.loads(done.stdout)["n"]

    def form(self, attacked, survey, fields, headers=None):
        body = fields.encode()
        head = (f"POST /s/{survey} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n")
        for name, value in (headers or {}).items():
            head += f"{name}: {value}\r\n"
        return attacked.say(head.encode() + b"\r\n" + body)

    @against_both("--rate", "off")
    def test_revoked_codes_count_nothing_and_get_the_reply_of_unknown_ones(self, attacked):
        codes = self.made(attacked, "enterprises", 3)
        self.assertEqual(self.answer(attacked, codes[0]).status, 201)
        revoking = attacked.as_owner("POST", "/api/v1/codes/enterprises/1/revoke")
        self.assertEqual(revoking[0], 200, revoking)
        used, revoked = self.answer(attacked, codes[0]), self.answer(attacked, codes[1])
        self.assertEqual((used.status, revoked.status), (409, 409))
        self.assertEqual(used.body, revoked.body)
        self.assertEqual(self.counted(attacked), 1)

    def test_a_code_is_good_up_to_the_last_moment_and_not_behind_it(self):
        for name in ("bare", "behind nginx"):
            with self.subTest(name), Attacked(name, "--rate", "off", "--clock",
                                              LAST_MOMENT) as attacked:
                codes = self.made(attacked, "enterprises", 2)
                self.command(attacked, "survey", "close", "enterprises")
                self.command(attacked, "survey", "open", "enterprises", "--closes", "2026-12-31")
                self.assertEqual(self.answer(attacked, codes[0]).status, 201)
                attacked.server.stop()
                options = attacked.server.options
                attacked.server.options = tuple(
                    TOO_LATE if option == LAST_MOMENT else option for option in options)
                attacked.server.start()
                self.assertEqual(self.answer(attacked, codes[1]).status, 410)
                self.assertIn(self.answer(attacked, codes[0]).status, (409, 410), "a replay")

    @against_both("--rate", "off")
    def test_codes_used_while_the_survey_closes_count_as_often_as_they_were_taken(self, attacked):
        codes = self.made(attacked, "enterprises", 60)
        with concurrent.futures.ThreadPoolExecutor(16) as together:
            answers = [together.submit(self.answer, attacked, code) for code in codes]
            closing = together.submit(self.command, attacked, "survey", "close", "enterprises")
            statuses = [answer.result().status for answer in answers]
            closing.result()
        self.assertLessEqual(set(statuses), {201, 410})
        self.assertEqual(self.counted(attacked), statuses.count(201))
        for code in codes[:5]:
            self.assertIn(self.answer(attacked, code).status, (409, 410), "a replay")
        self.assertEqual(self.counted(attacked), statuses.count(201))

    @against_both("--rate", "off")
    def test_a_server_that_is_killed_between_two_uses_remembers_the_first(self, attacked):
        code, other = self.made(attacked, "enterprises", 2)
        self.assertEqual(self.answer(attacked, code).status, 201)
        attacked.server.kill()
        attacked.server.start()
        self.assertEqual(self.answer(attacked, code).status, 409)
        with concurrent.futures.ThreadPoolExecutor(32) as together:
            uses = [together.submit(self.answer_or_none, attacked, other) for _ in range(64)]
            attacked.server.kill()
            told = [use.result() for use in uses]
        attacked.server.start()
        self.assertLessEqual(told.count(201), 1)
        again = self.answer(attacked, other).status
        self.assertIn(again, (409,) if 201 in told else (201, 409))
        self.assertEqual(self.counted(attacked), 2, "once each, whoever was told so")

    def answer_or_none(self, attacked, code):
        try:
            return self.answer(attacked, code).status
        except OSError:
            return None

    @against_both("--rate", "off")
    def test_one_key_gets_one_receipt_and_refuses_another_answer(self, attacked):
        key = {"Idempotency-Key": "slip-7"}
        good = json.dumps({"answers": GOOD}).encode()
        bad = json.dumps({"answers": {"overall": "dissatisfied"}}).encode()
        first = attacked.ask("POST", ANSWERS, good, key)
        again = attacked.ask("POST", ANSWERS, good, key)
        self.assertEqual((first.status, again.status), (201, 201))
        self.assertEqual(json.loads(first.body)["receipt"], json.loads(again.body)["receipt"])
        self.assertEqual(attacked.ask("POST", ANSWERS, bad, key).status, 409)
        self.assertEqual(attacked.metric("manyidu_answers_stored_total"), 1)

    @against_both("--rate", "off")
    def test_answers_nobody_could_have_given_are_refused_by_name(self, attacked):
        file = attacked.folder / "walk.json"
        file.write_text(json.dumps(WALK), encoding="utf-8")
        self.command(attacked, "survey", "add", file)
        self.command(attacked, "survey", "open", "walk")
        for answers, names in [*BAD_ANSWERS, ({"reasons": ["dirt"] * 1000, **GOOD}, {"reasons"})]:
            reply = attacked.ask("POST", WALK_ANSWERS, json.dumps({"answers": answers}).encode())
            self.assertEqual(reply.status, 422, answers)
            named = {problem["question"] for problem in json.loads(reply.body)["problems"]}
            self.assertLessEqual(names, named, answers)
        for fields, name in BAD_FIELDS:
            reply = attacked.ask("POST", WALK_ANSWERS,
                                 json.dumps({"answers": GOOD, **fields}).encode())
            self.assertEqual(reply.status, 422, fields)
            self.assertIn(name, reply.body.decode(), fields)
        for body, allowed in BAD_BODIES:
            sent = body if isinstance(body, bytes) else body.encode()
            self.assertIn(attacked.ask("POST", WALK_ANSWERS, sent).status, allowed, body[:60])
        self.assertEqual(attacked.metric("manyidu_answers_stored_total"), 0)

    @against_both("--rate", "off")
    def test_forms_with_doubled_fields_and_disguised_methods_count_nothing(self, attacked):
        code, = self.made(attacked, "enterprises", 1)
        spelt = urllib.parse.quote(code)
        for fields in (f"overall=satisfied&code={spelt}&code=b", "overall=satisfied&code=",
                       f"overall=satisfied&overall=dissatisfied&code={spelt}",
                       "overall=satisfied&code=a&code=b"):
            self.assertIn(self.form(attacked, "enterprises", fields).status, (400, 409, 422),
                          fields)
        self.assertEqual(self.counted(attacked), 0)
        disguised = attacked.ask("GET", ANSWERS, None, {"X-HTTP-Method-Override": "POST"})
        self.assertIn(disguised.status, (404, 405))
        for kind in ("text/plain", "application/xml", "multipart/form-data; boundary=x", FORM):
            body = json.dumps({"answers": GOOD}).encode()
            head = (f"POST {ANSWERS} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                    f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n")
            self.assertEqual(attacked.say(head.encode() + body).status, 415, kind)
        self.assertEqual(attacked.metric("manyidu_answers_stored_total"), 0)
        self.assertEqual(self.answer(attacked, code).status, 201, "the code itself is still good")


if __name__ == "__main__":
    unittest.main()
