"""27 people vote in a known order: who has every file, page and log line afterwards learns nothing.

Each attack puts the votes into an order; Kendall's tau compares it with the order of voting. Over
BALLOTS ballots the mean tau of a random order has the deviation tau_deviation(27) / sqrt(BALLOTS),
0.048 for 8. An attack that beats DEVIATIONS of them is found out; by chance one does so in 6e-7 of
the runs (normal approximation, two-sided), and any of 20 attacks in about 1e-5. That the attacks
can find an order at all is shown on the open ballot's file, where root finds it.
"""

import itertools
import json
import math
import os
import pathlib
import random
import re
import sqlite3
import unittest
from collections import defaultdict

import unmask
from documented import DocumentedStory

N = 27
BALLOTS = 8
DEVIATIONS = 5
SEED = int(os.environ.get("SEED", random.SystemRandom().randrange(10**9)))
LIBRARY = pathlib.Path(__file__).resolve().parents[2] / "surveys/library/hotline-staff.json"
GRADES = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied")
OWN_COUNTERS = ("requests_total", "connections_", "turns_total", "turn_seconds", "wal_bytes",
                "resident_bytes", "buffered_bytes", "desk_jobs")  # of the asking itself


class Poll:
    """One ballot's votes in the order in which they are given."""

    def __init__(self, draw, survey, codes):
        self.survey = survey
        self.codes = codes
        self.words = [f"{survey}-{draw.getrandbits(64):016x}" for _ in codes]
        self.tokens = [word.encode() for word in self.words]
        self.grades = [draw.choice(GRADES) for _ in codes]


class Unmasking(DocumentedStory):
    def setUp(self):
        super().setUp()
        print(f"SEED={SEED}")
        self.draw = random.Random(SEED)
        self.start()

    def poll(self, survey):
        definition = json.loads(LIBRARY.read_text(encoding="utf-8"))
        self.command("survey", "add",
                     self.write("survey.json", json.dumps({**definition, "id": survey})))
        made = self.desk("POST", "/api/v1/codes", 201,
                         json.dumps({"survey": survey, "count": N}), "officer").json
        self.command("survey", "open", survey)
        self.draw.shuffle(made["codes"])  # the box in which the slips are shaken
        return Poll(self.draw, survey, made["codes"])

    def vote(self, poll, at, status=201):
        body = {"answers": {"overall": poll.grades[at], "comment": poll.words[at]},
                "code": poll.codes[at]}
        return self.public("POST", f"/api/v1/surveys/{poll.survey}/responses", status,
                           json.dumps(body), **{"Idempotency-Key": f"{poll.survey}-{at}"})

    def ballot_file(self, poll):
        return self.folder / "ballots" / f"{poll.survey}.db"

    def files(self):
        """Every file there is, by name."""
        return {str(file.relative_to(self.folder)): file.read_bytes()
                for file in self.folder.rglob("*") if file.is_file()}

    def page(self, path):
        return self.server.ask("GET", path, headers=self.bearer["officer"], desk=True)

    def assert_chance(self, taus):
        bound = DEVIATIONS * unmask.tau_deviation(N) / math.sqrt(BALLOTS)
        means = {attack: sum(each) / len(each) for attack, each in taus.items()}
        for attack, each in sorted(taus.items()):
            print(f"tau {means[attack]:+.3f} of {len(each)} ballots, bound {bound:.3f}: {attack}")
            self.assertEqual(len(each), BALLOTS, attack)
        self.assertEqual({attack: mean for attack, mean in means.items() if abs(mean) > bound},
                         {}, f"SEED={SEED}")

    # By files: after the closing, while the server runs and after it ended.
    def test_of_a_closed_ballot_by_its_files_is_chance(self):
        taus = defaultdict(list)
        polls = []
        for number in range(BALLOTS):
            poll = self.poll(f"ballot-{number}")
            polls.append(poll)
            for at in range(N):
                self.vote(poll, at)
            self.command("backup", self.folder / f"open-{number}.bak")
            self.command("survey", "close", poll.survey)
            self.command("backup", self.folder / f"closed-{number}.bak")
            self.attack_bytes(poll, taus, "just closed", f"closed-{number}.bak")
        self.server.stop()
        for number, poll in enumerate(polls):
            self.attack_bytes(poll, taus, "at the end", f"closed-{number}.bak")
            self.attack_rows(poll, taus)
            self.assertNotIn(poll.tokens[0], (self.folder / f"open-{number}.bak").read_bytes())
        self.assert_chance(taus)
        self.assert_no_code_left(polls)

    def attack_bytes(self, poll, taus, when, own_backup):
        """Physical order, first and last copy, in every file that holds all the votes."""
        for name, data in self.files().items():
            if name.endswith(".bak") and name != own_backup:
                continue  # the store itself shows the same
            for last in (False, True):
                order = unmask.order_in(data, poll.tokens, last)
                if order is None:
                    continue
                name = "closed.bak" if name == own_backup else name
                place = "last" if last else "first"
                taus[f"{place} copy in {name}, {when}"].append(unmask.kendall(order))

    def attack_rows(self, poll, taus):
        """Every order that a query can ask for."""
        rows = {"by response id": "select t.body from response_text t join survey s "
                                  "on s.number = t.survey where s.id = ? order by t.id",
                "as stored": "select t.body from response_text t join survey s "
                             "on s.number = t.survey where s.id = ?",
                "by journal": "select t.body from journal j join survey s on s.number = j.survey "
                              "join response_text t on t.survey = j.survey and t.id = j.id "
                              "where s.id = ? order by j.position",
                "by salt": "select t.body from response_text t join survey s "
                           "on s.number = t.survey where s.id = ? order by t.salt",
                "by text hash": "select t.body from response_text t join survey s "
                                "on s.number = t.survey where s.id = ? order by t.hash",
                "by link": "select t.body from journal j join survey s on s.number = j.survey "
                           "join response_text t on t.survey = j.survey and t.id = j.id "
                           "where s.id = ? order by j.link"}
        with sqlite3.connect(self.store) as database:
            for attack, sql in rows.items():
                found = [bytes(row[0]) for row in database.execute(sql, (poll.survey,))]
                self.assertEqual(sorted(found), sorted(poll.tokens))
                taus[attack].append(unmask.kendall([poll.tokens.index(each) for each in found]))
            times = {row[0] for row in database.execute(
                "select received_ms from response r join survey s on s.number = r.survey "
                "where s.id = ?", (poll.survey,))}
            self.assertEqual(len(times), 1, "no time tells one vote from another")
        database.close()

    def assert_no_code_left(self, polls):
        self.assertEqual(list((self.folder / "ballots").iterdir()), [])
        for name, data in self.files().items():
            for poll in polls:
                for code in poll.codes:
                    self.assertNotIn(code.encode(), data, name)
                    self.assertNotIn(unmask.code_hash(self.store.with_suffix(".key"), code), data,
                                     name)

    # By watching while it is open: one vote more, and everything looks as it did.
    def test_by_one_vote_more_shows_nothing(self):
        poll = self.poll("watched")
        for at in range(6):
            self.vote(poll, at)
        before = self.everything_shown("before")
        log = self.server.log.read_bytes()
        for at in (6, 7):
            self.vote(poll, at)
        self.vote(poll, 7)  # told again
        other = json.dumps({"answers": {"overall": "satisfied"}, "code": poll.codes[7]})
        self.public("POST", "/api/v1/surveys/watched/responses", 409, other)
        after = self.everything_shown("after")
        for place in before:
            self.assertEqual(after[place], before[place], place)
        self.assertEqual(self.server.log.read_bytes(), log, "no line was written")
        for at in range(8, 10):
            self.vote(poll, at)
        self.assertNotEqual(self.everything_shown("at ten"), before, "the next five are told")

    def everything_shown(self, name):
        """Pages with their ETags, scores, counters, and what a backup holds."""
        shown = {}
        for path in ("/desk/", "/desk/surveys", "/desk/surveys/watched", "/desk/imports",
                     "/desk/codes?survey=watched", "/api/v1/surveys", "/api/v1/surveys/watched",
                     "/api/v1/codes?survey=watched", "/api/v1/indicators/hotline-staff/score"):
            reply = self.page(path)
            self.assertEqual(reply.status, 200, path)
            body = re.sub(rb'name="form_token" value="[^"]*"', b"", reply.body)
            shown[path] = body, reply.headers.get("ETag"), reply.headers.get("Last-Modified")
        for path in ("/s/watched", "/s/watched/received", "/api/v1/surveys/watched"):
            reply = self.server.ask("GET", path)
            shown["public " + path] = reply.body, reply.headers.get("ETag")
        metrics = self.page("/metrics").body.decode()
        shown["metrics"] = [line for line in metrics.splitlines() if line.startswith("manyidu_")
                            and not any(own in line for own in OWN_COUNTERS)]
        backup = self.folder / f"{name}.bak"
        self.command("backup", backup)
        with sqlite3.connect(backup) as database:
            shown["backup"] = [line for line in database.iterdump() if '"audit' not in line]
        database.close()
        return shown

    # By asking: filters, complements and ranges that differ by a day.
    def test_by_subtracting_figures_is_all_or_nothing(self):
        poll = self.poll("hotline-staff-2026")
        for at in range(N):
            self.vote(poll, at)
        self.command("survey", "close", poll.survey)
        base = "/api/v1/indicators/hotline-staff/score"
        days = ["2025-12-31", "2026-01-01", *self.days_around_today(), "2027-12-31"]
        seen = set()
        for first, last in itertools.combinations_with_replacement(sorted(set(days)), 2):
            seen.add(self.page(f"{base}?from={first}&to={last}").json["n"])
        self.assertEqual(seen, {0, N})
        for by in ("unit", "month", "channel"):
            score = self.page(f"{base}?by={by}").json
            self.assertEqual((score["n"], score["groups"]), (N, []), by)
        pages = {self.page(f"/desk/surveys/{poll.survey}?{query}").body.partition(b"<main")[2]
                 for query in ("", "unit=xz01", "unit=hall", "year=2025")}
        self.assertEqual(len(pages), 1, "no filter shows a part")

    def days_around_today(self):
        closed = self.page("/api/v1/surveys/hotline-staff-2026").json["closed_at"][:10]
        number = int(closed[8:])
        return [f"{closed[:8]}{day:02d}" for day in (number - 1, number, number + 1)
                if 1 <= day <= 28 or day == number]

    # What root can see before the closing: measured, and written down in docs/secret-ballot.md.
    def test_of_an_open_ballot_by_root_finds_everything(self):
        poll = self.poll("open")
        for at in range(N):
            self.vote(poll, at)
        file = self.ballot_file(poll)
        log = pathlib.Path(f"{file}-wal").read_bytes()
        tau = unmask.kendall(unmask.order_in(log, poll.tokens))
        links = unmask.links_in_log(file)
        key = self.store.with_suffix(".key")
        words = self.words_by_id(file)
        told = sum(words.get(links.get(unmask.code_hash(key, code))) == word
                   for code, word in zip(poll.codes, poll.tokens))
        print(f"open, its log: order tau {tau:+.3f}, code tied to vote {told} of {N}")
        self.assertGreater(tau, 0.9, "else the attacks on the closed ballot prove nothing")
        self.assertEqual(told, N)

        self.server.stop()  # the log goes into the file
        data = file.read_bytes()
        order = unmask.order_in(data, poll.tokens, last=True)
        codes = unmask.by_place(data, [unmask.code_hash(key, code) for code in poll.codes])
        votes = unmask.by_place(data, poll.tokens)
        pairs = sum(codes[at] == unmask.code_hash(key, poll.codes[poll.tokens.index(votes[at])])
                    for at in range(N))
        print(f"open, stopped, its pages: order tau {unmask.kendall(order):+.3f}, "
              f"code tied to vote by place {pairs} of {N}")

    @staticmethod
    def words_by_id(file):
        database = sqlite3.connect(file)
        words = {row[0]: bytes(row[1])
                 for row in database.execute("select id, body from answer_text")}
        database.close()
        return words


if __name__ == "__main__":
    unittest.main()
