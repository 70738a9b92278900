"""A newcomer's demo: a year of made-up answers, and 演示数据 on whatever comes out of it."""

import html.parser
import io
import json
import sqlite3
import unittest
import urllib.parse

import openpyxl

from recount import day
from server import Server, Story

CLOCK = ("--clock", "2026-11-24T09:30:00+08:00")
MARK = "演示数据"
PAGES_MAX = 400
ORIGIN = "https://pj.example.gov.cn"
ODD_DAYS = ("2027-01-01T08:00:00+08:00", "2027-01-02T00:30:00+08:00", "2028-02-29T12:00:00+08:00")


class Links(html.parser.HTMLParser):
    """Where a page leads to on its own site."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        link = dict(attributes).get("href")
        if tag == "a" and link and link.startswith("/"):
            self.found.append(link.partition("#")[0])


class Demo(Story):
    def setUp(self):
        super().setUp()
        self.store = self.folder / "demo.db"

    def make(self, clock=CLOCK):
        return self.command("demo", *clock)

    def test_is_made_through_the_stores_own_doors(self):
        said = self.make().stdout
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()),
                         ["demo.db", "demo.db.lock", "demo.key"], "nothing else is left")
        self.assertIn(MARK, said)
        self.assertIn("serve --store", said, "where the password comes from")
        self.assertIn("全部一致", self.command("verify").stdout)
        with sqlite3.connect(self.store) as database:
            last, = database.execute("select max(received_ms) from response").fetchone()
            channels = {row for row in database.execute("select distinct channel from response")}
            undone = database.execute("select reason from import_batch where state = 'undone'")
            self.assertEqual(day(last), "2026-11-23", "until yesterday")
            self.assertGreaterEqual(len(channels), 6)
            self.assertEqual(len(undone.fetchall()), 1)

    def test_shows_every_state_of_a_verdict(self):
        self.make()
        year = self.score(*CLOCK)
        last_year = self.score("--as-of", "2025-12-31", *CLOCK)
        self.assertTrue(all(score["n"] > 20 for score in year + last_year))
        self.assertEqual({score["official"] for score in year}, {"reached", "missed"})
        proofs = [score["assurance"] for score in year + last_year]
        self.assertEqual({proof["verdict"] for proof in proofs},
                         {"proven_reached", "undecided", "proven_missed"})
        self.assertEqual({proof["certain"] for proof in proofs}, {True, False})
        citizens, hotline = year[0], year[1]
        self.assertEqual(citizens["assurance"]["nominal_verdict"], "proven_reached")
        self.assert_fields(hotline, n=26, population=27, value="100.00")
        self.assertTrue(3500 < citizens["n"] < 4500, citizens["n"])
        months = self.score("citizens", "--by", "month", *CLOCK)["groups"]
        self.assertEqual(len(months), 11)
        units = self.score("citizens", "--by", "unit", *CLOCK)["groups"]
        self.assertEqual(len(units), 24, "23 counters and those who named none")

    def test_is_the_same_for_the_same_clock(self):
        told = []
        for name in ("one.db", "two.db"):
            self.store = self.folder / name
            self.make()
            told.append([self.score("--by", by, "--as-of", as_of) for by in ("unit", "month")
                         for as_of in ("2025-12-31", "2026-11-24")])
        self.assertEqual(told[0], told[1])

    def test_can_be_made_on_any_day(self):
        for clock in ODD_DAYS:
            with self.subTest(clock):
                self.store = self.folder / f"{clock[:10]}.db"
                self.make(("--clock", clock))
                last_year = str(int(clock[:4]) - 1)
                self.assertGreater(self.score("citizens", "--as-of", f"{last_year}-12-31")["n"],
                                   1500)

    def test_leaves_every_other_store_alone(self):
        with Server(self.store):
            pass  # a real store
        before = self.store.read_bytes()
        told = self.command("demo", expect=2).stderr
        self.assertIn(str(self.store), told)
        self.assertIn("不是演示库", told)
        self.assertEqual(self.store.read_bytes(), before)
        self.assertNotIn("demo", self.score()[0])
        self.store.unlink()
        self.assertIn("密钥", self.command("demo", expect=2).stderr, "the key of a lost store")
        self.store = self.folder / "new.db"
        self.make()
        before = self.store.read_bytes()
        self.assertIn("已有一个演示库", self.command("demo", expect=2).stderr)
        self.assertEqual(self.store.read_bytes(), before)

    def test_says_so_wherever_it_is_shown(self):
        self.make()
        pages = self.everything()
        self.assertGreater(len(pages), 15)
        for place, said in pages.items():
            for part in said:
                self.assertIn(MARK, part, place)
        for score in self.score(*CLOCK):
            self.assertIs(score["demo"], True)
        self.assertLess(len(pages["/s/citizens"][0].encode()), 30 * 1024)

    def test_is_not_said_of_a_real_store(self):
        with Server(self.store, *CLOCK):
            pass
        for place, said in self.everything().items():
            for part in said:
                self.assertNotIn(MARK, part, place)
        for score in self.score(*CLOCK):
            self.assertNotIn("demo", score)

    def test_takes_answers_too(self):
        self.make()
        before = self.score("citizens", *CLOCK)["n"]
        server = self.serve(*CLOCK)
        self.assertEqual(server.answer("citizens", {"overall": "satisfied"}).status, 201)
        self.assert_fields(self.score("citizens", *CLOCK), n=before + 1, demo=True)

    def everything(self):
        """{place: texts} of all pages that links lead to, and of every command that writes."""
        server = self.serve(*CLOCK)
        self.assertEqual(MARK in server.said(), self.score(*CLOCK)[0].get("demo", False))
        said = {}
        self.walk(server, "/s/citizens", said)
        self.walk(server, "/c", said)
        self.walk(server, "/s/nothing", said)
        self.walk(server, "/desk/login", said, desk=True)
        secret = self.secret_of(server)
        self.walk(server, "/desk/", said, desk=True, headers={"Cookie": secret})
        for language in ("", "&lang=en"):
            reply = server.ask("GET", f"/s/citizens?size=large{language}")
            said[f"large{language}"] = [reply.body.decode()]
        self.commands(said)
        for path in ("/api/v1/scores", "/api/v1/reviews/2026"):
            reply = server.ask("GET", path, desk=True, headers={"Cookie": secret}).json
            marks = [reply] if isinstance(reply, dict) else reply
            said[path] = [MARK if mark.get("demo") is True else "" for mark in marks]
        return said

    def secret_of(self, server):
        [file] = self.folder.glob("*first-password")
        login = urllib.parse.urlencode({"name": "admin", "password": file.read_text().strip()})
        reply = server.ask("POST", "/desk/login", login, desk=True,
                           headers={"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(reply.status, 303, reply)
        return reply.headers["Set-Cookie"].partition(";")[0]

    def walk(self, server, start, said, **options):
        """Follows every link from `start`, but for the ways out."""
        waiting, seen = [start], set()
        while waiting:
            path = waiting.pop(0)
            is_way_out = path.startswith(("/desk/language", "/desk/logout"))
            is_of_this_site = path.startswith(("/desk", "/api")) == bool(options.get("desk"))
            if path in seen or is_way_out or not is_of_this_site:
                continue
            seen.add(path)
            self.assertLess(len(seen), PAGES_MAX, path)
            reply = server.ask("GET", path, **options)
            if reply.status in (301, 302, 303):
                waiting.append(reply.headers["Location"])
                continue
            said[path] = self.texts(reply.headers["Content-Type"], reply.body)
            if reply.headers["Content-Type"].startswith("text/html"):
                waiting += Links(reply.body.decode()).found

    def texts(self, kind, body):
        """The parts of a document that must each say it."""
        if "spreadsheet" in kind:
            return self.sheets(io.BytesIO(body))
        if "problem" in kind:
            return []  # nothing is shown
        if "json" in kind:
            document = json.loads(body)
            marks = document if isinstance(document, list) else [document]
            return [MARK if mark.get("demo") is True else "" for mark in marks]
        return [body.decode("utf-8-sig")]

    def sheets(self, file):
        return [part for sheet in openpyxl.load_workbook(file).worksheets
                for part in (sheet["A1"].value, str(sheet.oddHeader.center.text),
                             str(sheet.oddFooter.center.text))]

    def commands(self, said):
        said["score"] = self.command("score", *CLOCK).stdout.strip().split("\n\n")
        said["score en"] = self.command("score", "--lang", "en", *CLOCK).stdout.split("\n\n")
        out = self.folder / "out"
        self.command("review", 2026, "--out", out, *CLOCK)
        rows = (out / "review-2026.csv").read_text(encoding="utf-8-sig").splitlines()
        said["review csv"] = rows[1:]
        page = (out / "review-2026.html").read_text(encoding="utf-8")
        said["review page"] = page.split("<section>")
        review = json.loads((out / "review-2026.json").read_text(encoding="utf-8"))
        said["review json"] = [MARK if review.get("demo") is True else ""]
        said["review workbook"] = self.sheets(out / "review-2026.xlsx")
        self.command("poster", "citizens", "--unit", "xz01", "--origin", ORIGIN, "--out",
                     out / "poster.html")
        said["poster"] = [(out / "poster.html").read_text(encoding="utf-8")]
        self.command("codes", "enterprises", "--count", 3, "--origin", ORIGIN, "--out",
                     out / "slips.html")
        slips = (out / "slips.html").read_text(encoding="utf-8")
        said["slips"] = slips.split('<article class="slip">')[1:]
        self.command("codes", "enterprises", "--count", 2, "--out", out / "codes.csv")
        said["codes"] = (out / "codes.csv").read_text(encoding="utf-8").splitlines()[1:]


if __name__ == "__main__":
    unittest.main()
