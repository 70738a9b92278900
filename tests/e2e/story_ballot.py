"""A secret ballot by slip: from the codes to the count, through kills, with and without a form."""

import csv
import json
import os
import pathlib
import random
import re
import socket
import sqlite3
import unittest

from documented import DocumentedStory

SURVEY = "hotline-staff"
FORM = "application/x-www-form-urlencoded"
LIBRARY = pathlib.Path(__file__).resolve().parents[2] / "surveys/library/hotline-staff.json"
UNKNOWN = "0" * 16 + "0"
N = 27


class Ballot(DocumentedStory):
    def setUp(self):
        super().setUp()
        self.start()

    def make_codes(self, count=N, name="codes.csv"):
        out = self.folder / name
        said = self.command("codes", SURVEY, "--count", count, "--out", out).stdout
        with open(out, encoding="utf-8-sig", newline="") as sheet:
            rows = list(csv.DictReader(sheet))
        self.list_hash = rows[0]["list_hash"]
        self.assertIn(self.list_hash, said)
        self.assertEqual(len(rows), count)
        return [row["code"] for row in rows]

    def opened(self, count=N):
        codes = self.make_codes(count)
        self.command("survey", "open", SURVEY)
        return codes

    def vote(self, code, grade="satisfied", key=None, status=201):
        body = json.dumps({"answers": {"overall": grade}, "code": code})
        headers = {"Idempotency-Key": key} if key else {}
        return self.ask("public", "POST", f"/api/v1/surveys/{SURVEY}/responses", status, body,
                        headers=headers)

    def desk(self, method, path, status, role="officer", body=None):
        return self.ask("desk", method, path, status, body, headers=self.bearer[role])

    def standing(self):
        return self.desk("GET", f"/api/v1/surveys/{SURVEY}", 200, "viewer").json["ballot"]

    def ballot_file(self):
        return self.folder / "ballots" / f"{SURVEY}.db"

    def test_from_slips_to_its_results(self):
        codes = self.opened()
        self.assertEqual(self.ask("public", "GET", f"/s/{SURVEY}", 303).headers["Location"],
                         f"/c?s={SURVEY}")
        for at, code in enumerate(codes):
            if at % 2:
                self.vote(code, "satisfied" if at > 1 else "dissatisfied", f"key-{at}")
                continue
            page = self.ask("public", "GET", f"/c/{code}?s={SURVEY}", 200).body.decode()
            key = re.search(r'name="key" value="([^"]+)"', page)[1]
            form = f"key={key}&code={code}&channel=qr&overall=very_satisfied"
            for _ in range(2):  # a doubled tap
                sent = self.ask("public", "POST", f"/s/{SURVEY}", 303, form, FORM)
                self.assertEqual(sent.headers["Location"], f"/s/{SURVEY}/received")
            self.assertEqual(self.standing()["received"], (at + 1) // 5 * 5)
            self.assert_tells_nothing()
        self.ask("public", "GET", f"/s/{SURVEY}/received", 200)
        self.command("verify")
        closed = self.command("survey", "close", SURVEY).stdout
        self.assertIn(f"{N} / {N}", closed)
        self.assertIn(self.list_hash, closed)
        self.assertEqual(self.standing(), {"roster": N, "list_hash": self.list_hash, "received": N,
                                           "lost": False, "finding": None})
        score = self.score(SURVEY)
        self.assert_fields(score, n=N, value="96.30", official="missed")
        self.assertNotIn("sealed", score)
        self.command("verify")
        self.assertEqual(list(self.ballot_file().parent.iterdir()), [])
        self.vote(codes[0], key="key-0", status=410)

    def assert_tells_nothing(self):
        score = self.desk("GET", f"/api/v1/indicators/{SURVEY}/score", 200).json
        self.assert_fields(score, n=0, value=None, sealed=True)
        for path in ("/desk/", f"/desk/surveys/{SURVEY}", f"/desk/indicators/{SURVEY}"):
            page = self.server.ask("GET", path, headers=self.bearer["officer"], desk=True)
            self.assertNotIn("96.", page.body.decode())

    def test_writes_its_list_and_its_count_into_the_audit_log(self):
        codes = self.opened(5)
        for code in codes:
            self.vote(code)
        self.command("survey", "close", SURVEY)
        entries = self.desk("GET", "/api/v1/audit", 200, "administrator").json["entries"]
        said = {entry["act"]: entry["object"] for entry in entries}
        self.assertEqual(said["ballot.list"], f"{SURVEY} {self.list_hash}")
        self.assertEqual(said["ballot.count"], f"{SURVEY} {self.list_hash} 5/5 agrees")

    def test_takes_no_code_once_it_is_open(self):
        first = self.make_codes()
        self.make_codes(name="again.csv")
        self.command("survey", "open", SURVEY)
        self.vote(first[0], status=409)
        body = json.dumps({"survey": SURVEY, "count": 1})
        refused = self.desk("POST", "/api/v1/codes", 422, body=body)
        self.assertEqual(refused.json["problems"][0]["question"], "survey")
        self.command("codes", SURVEY, "--count", 1, "--out", self.folder / "more.csv", expect=2)

    def test_tells_a_used_code_from_an_unknown_one_by_nothing(self):
        codes = self.opened()
        receipt = self.vote(codes[0], key="mine").json
        self.assertEqual(receipt["receipt"], "已收到")
        self.assertEqual(self.vote(codes[1], "dissatisfied", "other").json, receipt)
        self.assertEqual(self.vote(codes[0], "dissatisfied", "mine").json, receipt)
        used = self.vote(codes[0], key="another", status=409)
        unknown = self.vote(UNKNOWN, key="third", status=409)
        self.assertEqual(used.body, unknown.body)
        self.assertEqual(sorted(used.headers), sorted(unknown.headers))

    def test_loses_no_vote_and_doubles_none_through_kills(self):
        codes = self.opened()
        for at, code in enumerate(codes):
            self.vote(code, key=f"key-{at}")
            if at % 9 == 4:
                self.server.kill()
                self.server.start()
            self.vote(codes[at // 2], key=f"key-{at // 2}")
        self.server.kill()
        self.server.start()
        for at, code in enumerate(codes):
            self.vote(code, "dissatisfied", f"key-{at}")
        self.command("survey", "close", SURVEY)
        self.server.kill()
        self.server.start()
        self.assert_fields(self.score(SURVEY), n=N, value="100.00")
        self.command("verify")
        self.assertEqual(list(self.ballot_file().parent.iterdir()), [])

    def test_killed_while_it_closes_is_open_or_closed_and_whole(self):
        seed = int(os.environ.get("SEED", random.SystemRandom().randrange(10**9)))
        print(f"SEED={seed}")
        draw, ends = random.Random(seed), []
        definition = json.loads(LIBRARY.read_text(encoding="utf-8"))
        for number in range(12):
            survey = f"{SURVEY}-{2030 + number}"
            self.desk("POST", "/api/v1/surveys", 201, "administrator",
                      json.dumps({**definition, "id": survey}))
            order = json.dumps({"survey": survey, "count": 10})
            codes = self.desk("POST", "/api/v1/codes", 201, body=order).json["codes"]
            self.desk("POST", f"/api/v1/surveys/{survey}/open", 200, body="{}")
            for code in codes:
                self.ask("public", "POST", f"/api/v1/surveys/{survey}/responses", 201,
                         json.dumps({"answers": {"overall": "satisfied"}, "code": code}))
            self.close_and_kill(survey, draw.randrange(1_500))
            state = self.desk("GET", f"/api/v1/surveys/{survey}", 200).json["state"]
            ends.append(state)
            if state == "open":
                self.command("survey", "close", survey)
            ballot = self.desk("GET", f"/api/v1/surveys/{survey}", 200).json["ballot"]
            self.assert_fields(ballot, received=10, finding=None)
            self.assertEqual(list(self.ballot_file().parent.iterdir()), [], f"SEED={seed}")
        self.command("verify")
        print(f"killed while closing: {ends.count('open')} not begun, {ends.count('closed')} done")

    def close_and_kill(self, survey, moments):
        """Asks for the closing, and kills the server a number of moments later, unanswered."""
        token = self.bearer["officer"]["Authorization"]
        with socket.create_connection(("127.0.0.1", self.server.desk)) as sent:
            sent.sendall((f"POST /api/v1/surveys/{survey}/close HTTP/1.1\r\nHost: h\r\n"
                          f"Authorization: {token}\r\nContent-Type: application/json\r\n"
                          "Content-Length: 2\r\n\r\n{}").encode())
            for _ in range(moments):
                self.ballot_file().exists()
            self.server.kill()
        self.server.start()

    def test_stuffed_behind_its_back_is_closed_with_a_finding(self):
        codes = self.opened()
        for code in codes[:6]:
            self.vote(code)
        self.server.stop()
        with sqlite3.connect(self.ballot_file()) as database:
            database.execute("insert into code (hash, used) values (randomblob(32), 0)")
        database.close()
        self.server.start()
        said = self.command("verify", expect=1)
        self.assertIn("list of codes", said.stdout + said.stderr)
        closed = self.command("survey", "close", SURVEY, expect=1)
        self.assertIn("不可信", closed.stderr)
        self.assertEqual(self.standing()["finding"], "list_changed")
        page = self.server.ask("GET", f"/desk/surveys/{SURVEY}", headers=self.bearer["viewer"],
                               desk=True).body.decode()
        self.assertIn("不可信", page)
        self.command("verify", expect=1)

    def test_restored_must_be_held_again(self):
        codes = self.opened()
        for code in codes[:6]:
            self.vote(code)
        backup = self.folder / "backup.db"
        self.command("backup", backup)
        self.server.stop()
        for file in self.ballot_file().parent.iterdir():
            file.unlink()
        self.command("restore", backup, "--replace")
        self.server.start()
        self.vote(codes[6], status=410)
        self.assertIn("须重新投票", self.ask("public", "GET", f"/c/{codes[6]}?s={SURVEY}",
                                        410).body.decode())
        self.command("verify", expect=1)
        self.command("survey", "close", SURVEY, expect=1)
        self.assertEqual(self.standing()["finding"], "file_missing")


if __name__ == "__main__":
    unittest.main()
