"""What the desk hands out to be opened by other programs holds no formula, whatever was typed."""

import csv
import html
import io
import json
import re
import unittest
import urllib.parse

import openpyxl

from server import Server, Story

CLOCK = ("--clock", "2026-11-30T12:00:00+08:00")
EVIL = ('=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1", "+1+1", "-1+1", "@SUM(1)", "\t=1",
        "＝1+1", "＋1", "－1", "＠A1", "=1+1\n=2+2")
DANGEROUS = re.compile(r"^[=+\-@\t\r＝＋－＠]")
NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


class DeskDownloads(Story):
    def setUp(self):
        super().setUp()
        with Server(self.store, *CLOCK):
            pass  # makes the store
        names = [quoted(text.strip().splitlines()[0]) for text in EVIL]
        rows = "".join(f"evil{number},{name},,hall\n" for number, name in enumerate(names))
        units = self.write("units.csv", "code,name,parent,kind\n-A1,=1,,hall\n" + rows)
        self.command("units", "import", units)
        self.command("indicator", "add", self.write("evil.json", json.dumps(self.indicator())))
        comments = "".join(f"satisfied,{quoted(text)}\n" for text in EVIL)
        self.command("import", "citizens",
                     self.write("=1+1.csv", "overall,comment\n" + comments), *CLOCK)
        self.server = self.serve(*CLOCK)
        self.cookie = self.log_in()

    def indicator(self):
        return {
            "id": "evil", "name": {"zh-CN": EVIL[0], "en": EVIL[0]},
            "project": {"code": "", "name": EVIL[1]}, "level1": EVIL[2], "level2": EVIL[3],
            "survey": "citizens", "question": "overall", "measure": "satisfied_share",
            "grade_values": [100, 80, 60, 30, 0], "satisfied": ["very_satisfied", "satisfied"],
            "target": "≥95%", "weight": 7,
            "population": {"size": None, "design": "volunteer", "basis": EVIL[4]},
            "sources": ["coded", "open", "paper", "import"], "evidence": EVIL[6],
        }

    def log_in(self):
        added = self.command("user", "add", "zhang", "--role", "officer").stdout
        password = re.search(r"\S{20}", added).group()
        form = urllib.parse.urlencode({"name": "zhang", "password": password})
        reply = self.server.ask("POST", "/desk/login", form, FORM, desk=True)
        self.assertEqual(reply.status, 303, reply)
        return reply.headers["Set-Cookie"].split(";")[0]

    def get(self, path):
        reply = self.server.ask("GET", path, headers={"Cookie": self.cookie}, desk=True)
        self.assertEqual(reply.status, 200, path)
        return reply

    def submit(self, path, **fields):
        page = self.get(path).body.decode()
        fields["form_token"] = re.search(r'name="form_token" value="([^"]+)"', page).group(1)
        headers = dict(FORM, Cookie=self.cookie, Origin=f"http://127.0.0.1:{self.server.desk}")
        return self.server.ask("POST", path, urllib.parse.urlencode(fields), headers, desk=True)

    def assert_harmless(self, table):
        rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
        self.assertGreater(len(rows), 1)
        for row in rows:
            for cell in row:
                if not NUMBER.match(cell):
                    self.assertNotRegex(cell, DANGEROUS)

    def test_hold_no_formula(self):
        book = openpyxl.load_workbook(io.BytesIO(
            self.get("/desk/review/2026/review-2026.xlsx").body))
        texts = []
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertIn(cell.data_type, ("n", "s"), (sheet.title, cell.coordinate))
                    texts.append(str(cell.value))
        self.assertIn(EVIL[0], texts, "as it was typed")
        self.assert_harmless(self.get("/desk/review/2026/review-2026.csv").body)
        page = self.get("/desk/review/2026/review-2026.html").body.decode()
        self.assertNotIn("<script", page)
        self.assertTrue(EVIL[1] in html.unescape(page), "as it was typed")
        codes = self.submit("/desk/codes", survey="enterprises", count=3, unit="-A1", form="csv")
        self.assertEqual(codes.status, 200, codes)
        self.assert_harmless(codes.body)

    def test_are_what_the_commands_write(self):
        out = self.folder / "review"
        self.command("review", 2026, "--out", out, *CLOCK)
        for ending in ("xlsx", "csv", "json", "html"):
            name = f"review-2026.{ending}"
            self.assertEqual(self.get(f"/desk/review/2026/{name}").body,
                             (out / name).read_bytes(), name)

    def test_have_names_a_system_takes(self):
        for ending in ("xlsx", "csv", "json", "html"):
            said = self.get(f"/desk/review/2026/review-2026.{ending}").headers[
                "Content-Disposition"]
            plain, utf8 = re.fullmatch(
                r'attachment; filename="([a-z0-9.-]+)"; filename\*=UTF-8\'\'([A-Za-z0-9%._~-]+)',
                said).groups()
            self.assertEqual(plain, f"review-2026.{ending}")
            self.assertEqual(urllib.parse.unquote(utf8), f"2026年度绩效自评-满意度指标.{ending}")


if __name__ == "__main__":
    unittest.main()
