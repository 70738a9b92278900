"""Whatever people and programs get wrong is refused in words, and nothing of it is kept."""

import contextlib
import json
import socket
import sqlite3
import unittest

from server import Story

# One required grade, reasons only after a bad one.
WALK = {
    "id": "walk", "version": 1, "title": {"zh-CN": "步行街", "en": "The walk"}, "mode": "open",
    "scale": {"points": [100, 80, 60, 30, 0], "last_satisfied": "fairly_satisfied"},
    "questions": [
        {"id": "overall", "type": "grade", "text": {"zh-CN": "满意吗", "en": "Satisfied?"},
         "required": True},
        {"id": "reasons", "type": "choices", "text": {"zh-CN": "原因", "en": "Why?"},
         "required": False,
         "options": [{"code": "dirt", "text": {"zh-CN": "脏", "en": "Dirt"}},
                     {"code": "noise", "text": {"zh-CN": "吵", "en": "Noise"}}],
         "show_if": {"question": "overall", "any_of": ["dissatisfied", "very_dissatisfied"]}},
        {"id": "age", "type": "number", "text": {"zh-CN": "年龄", "en": "Age"},
         "required": False},
    ],
}
GOOD = {"overall": "satisfied"}
# Fields beside a good answer, and what the reply must name.
BAD_FIELDS = [
    ({"unit": "nowhere"}, "unit"),
    ({"unit": 7}, "unit"),
    ({"channel": "paper"}, "channel"),
    ({"channel": "import"}, "channel"),
    ({"locale": "xx"}, "locale"),
    ({"state": "closed"}, "state"),
]
# Answers, and the questions the reply must name, all at once.
BAD_ANSWERS = [
    ({}, {"overall"}),
    ({"weather": "fine", **GOOD}, {"weather"}),
    ({"overall": "splendid"}, {"overall"}),
    ({"overall": "满意"}, {"overall"}),
    ({"overall": 6}, {"overall"}),
    ({"overall": 5.7}, {"overall"}),
    ({"overall": "5"}, {"overall"}),
    ({"overall": True}, {"overall"}),
    ({"overall": None}, {"overall"}),
    ({"overall": [5]}, {"overall"}),
    ({"overall": 10 ** 30}, {"overall"}),
    ({"reasons": ["dirt"], **GOOD}, {"reasons"}),
    ({"overall": "dissatisfied", "reasons": ["dirt", "dirt"]}, {"reasons"}),
    ({"overall": "dissatisfied", "reasons": ["rain"]}, {"reasons"}),
    ({"overall": "dissatisfied", "reasons": "dirt"}, {"reasons"}),
    ({"age": "1e400", **GOOD}, {"age"}),
    ({"overall": "splendid", "weather": 1, "age": "old"}, {"overall", "weather", "age"}),
]
# Bodies that are no set of answers, and what may be said to them.
BAD_BODIES = [
    ('{"answers":{"overall":"satisfied","overall":"dissatisfied"}}', (400, 422)),
    ('{"answers":{"overall":"satisfied"},"answers":{"overall":"satisfied"}}', (400, 422)),
    ('{"answers":{"overall":1e400}}', (400, 422)),
    ('{"answers":[]}', (400, 422)),
    ("[]", (400, 422)),
    ("{}", (400, 422)),
    ("", (400,)),
    ("{", (400,)),
    ("null", (400, 422)),
    ('{"answers":{"overall":"satisfied"}} again', (400,)),
    (b'{"answers":{"overall":"\xff"}}', (400, 422)),
    ("[" * 30_000, (400, 422)),
    ('{"answers":' + '{"a":' * 17 + "1" + "}" * 18, (400, 422)),
]


class BadInput(Story):
    def setUp(self):
        super().setUp()
        self.server = self.serve()
        self.command("survey", "add", self.write("walk.json", json.dumps(WALK)))

    def assert_refused(self, reply, *statuses):
        self.assertIn(reply.status, statuses, reply)
        self.assertTrue(reply.headers["Content-Type"].startswith("application/problem+json"))
        self.assertEqual(reply.json["status"], reply.status)

    def assert_nothing_kept(self):
        """Neither a row nor a count, and the store agrees with itself."""
        self.assertEqual([score["n"] for score in self.score()], [0] * 5)
        self.server.stop()
        self.assertEqual(self.rows_kept(), {"response": 0, "response_text": 0, "journal": 0,
                                            "tally": 0, "import_batch": 0})
        self.command("verify")

    def rows_kept(self):
        tables = ("response", "response_text", "journal", "tally", "import_batch")
        with contextlib.closing(sqlite3.connect(self.store)) as database:
            return {table: database.execute(f"select count(*) from {table}").fetchone()[0]
                    for table in tables}

    def test_answers_are_refused_with_every_problem_named(self):
        self.command("survey", "open", "walk")
        for answers, questions in BAD_ANSWERS:
            with self.subTest(answers=answers):
                reply = self.server.answer("walk", answers)
                self.assert_refused(reply, 422)
                self.assertEqual({each["question"] for each in reply.json["problems"]}, questions)
                self.assertTrue(all(each["problem"] for each in reply.json["problems"]))
        for fields, place in BAD_FIELDS:
            with self.subTest(fields=fields):
                reply = self.server.answer("walk", GOOD, **fields)
                self.assert_refused(reply, 422)
                self.assertEqual([each["question"] for each in reply.json["problems"]], [place])
        self.assert_nothing_kept()

    def test_bodies_that_are_no_answers_are_refused(self):
        self.command("survey", "open", "walk")
        for body, statuses in BAD_BODIES:
            with self.subTest(body=body[:60]):
                self.assert_refused(self.server.post("walk", body), *statuses)
        good = json.dumps({"answers": GOOD})
        for kind in ("text/plain", "application/xml", "application/octet-stream"):
            with self.subTest(content_type=kind):
                self.assert_refused(self.server.post("walk", good, content_type=kind), 415)
        for key in ("k" * 65, "two words", "schlüssel".encode()):
            with self.subTest(key=key):
                self.assert_refused(self.server.post("walk", good, key), 400, 422)
        self.assert_nothing_kept()

    def test_too_large_a_body_is_refused(self):
        self.command("survey", "open", "walk")
        body = json.dumps({"answers": GOOD, "pad": "x" * 65_536})
        status = self.status_before_body("/api/v1/surveys/walk/responses", body)
        self.assertEqual(status, 413)
        self.assert_nothing_kept()

    def status_before_body(self, path, body):
        """Waits for a reply to the headers alone, as a refusal may close before the body came."""
        with socket.create_connection(("127.0.0.1", self.server.public), timeout=10) as client:
            client.sendall((f"POST {path} HTTP/1.1\r\nHost: localhost\r\n"
                            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
                            "\r\n").encode())
            client.settimeout(2)
            try:
                start = client.recv(4096)
            except TimeoutError:
                client.settimeout(10)
                client.sendall(body.encode())
                start = client.recv(4096)
        return int(start.split()[1])

    def test_surveys_that_take_no_answers_say_so(self):
        self.assert_refused(self.server.answer("nobody", GOOD), 404)
        self.assert_refused(self.server.answer("walk", GOOD), 410)
        self.command("survey", "open", "walk")
        self.command("survey", "close", "walk")
        self.assert_refused(self.server.answer("walk", GOOD), 410)
        self.assert_nothing_kept()

    def test_files_that_make_no_sense_are_wrong_use(self):
        twice = WALK | {"id": "twice", "questions": WALK["questions"] + [WALK["questions"][2]]}
        forward = WALK | {"id": "forward", "questions": WALK["questions"][::-1]}
        for questionnaire, place in ((twice, "age"), (forward, "show_if")):
            file = self.write("bad.json", json.dumps(questionnaire))
            for verb in ("check", "add"):
                done = self.command("survey", verb, file, expect=2)
                self.assertIn(place, done.stdout + done.stderr)
            self.command("survey", "show", questionnaire["id"], expect=2)

        no_column = self.write("no_column.csv", "name,age\nLi,30\n")
        self.assertIn("name", self.command("import", "citizens", no_column, expect=2).stderr)
        plan = {"survey": "citizens", "unit": None, "time": None, "channel": "paper",
                "weight": None, "stratum": None,
                "questions": {"overall": {"column": "Q7ALL", "codes": {"5": "very_satisfied"},
                                          "not_applicable": [], "blank": [""]}}}
        plan_file = self.write("map.json", json.dumps(plan))
        done = self.command("import", "citizens", no_column, "--map", plan_file, expect=2)
        self.assertIn("Q7ALL", done.stderr)
        self.command("import", "citizens", self.folder / "absent.csv", expect=(2, 3))
        self.assert_nothing_kept()

    def test_what_is_good_is_still_taken(self):
        self.command("survey", "open", "walk")
        reply = self.server.answer("walk", {"overall": "dissatisfied", "reasons": ["noise"]})
        self.assertEqual(reply.status, 201, reply)
        self.server.stop()
        kept = self.rows_kept()
        self.assertEqual((kept["response"], kept["journal"]), (1, 1))
        self.command("verify")


if __name__ == "__main__":
    unittest.main()
