"""A year's answers become the self-evaluation's workbook and page, read back cell by cell."""

import html.parser
import json
import unittest
from decimal import Decimal

import openpyxl

from server import Server, Story

CLOCK = ("--clock", "2026-11-30T12:00:00+08:00")
GRADES = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
NAMES = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
# Times each grade is given, best first, and the figure the form must hold.
ANSWERS = {
    "citizens": (60, 12, 3, 1, 0),        # 7170 / 76 = 94.342 points
    "hotline-staff": (20, 5, 1, 1, 0),    # 26 of 27: 96.296 % against 100 %
    "enterprises": (900, 80, 10, 30, 20), # 990 of 1040: 95.192 %
}
FIGURES = {
    "办事群众满意度": (94.34, 10.0, '0.00"分"', None),
    "热线人员满意度": (96.3, 9.63, '0.00"%"', "须填写偏差原因"),
    "企业满意度": (95.19, 10.0, '0.00"%"', None),
}
EVIL_NAME = "=HYPERLINK(\"http://x\",\"y\")"
EVIL_PROJECT = "@SUM(1+1) [a]:b*c?d/e\\f <script>alert(1)</script>"
METHOD = "方法与计数"


class Page(html.parser.HTMLParser):
    """The texts of a page's cells, and the tags there are."""

    def __init__(self, text):
        super().__init__()
        self.cells, self.tags = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag in ("td", "th", "dt", "dd"):
            self.cells.append("")

    def handle_data(self, text):
        if self.cells:
            self.cells[-1] += text.strip()


class Review(Story):
    def setUp(self):
        super().setUp()
        with Server(self.store, *CLOCK):
            pass  # makes the store
        self.command("indicator", "add", self.write("evil.json", json.dumps(self.evil())))
        for survey, times in ANSWERS.items():
            grades = [grade for grade, often in zip(NAMES, times) for _ in range(often)]
            rows = "".join(f"{grade},=1+{number}\n" for number, grade in enumerate(grades))
            file = self.write(f"{survey}.csv", "overall,comment\n" + rows)
            self.command("import", survey, file, *CLOCK)
        self.written = self.review("review")
        self.book = openpyxl.load_workbook(self.written["xlsx"])

    def evil(self):
        return {
            "id": "evil", "name": {"zh-CN": EVIL_NAME, "en": EVIL_NAME},
            "project": {"code": "", "name": EVIL_PROJECT},
            "level1": "+1", "level2": "-1", "survey": "citizens", "question": "overall",
            "measure": "satisfied_share", "grade_values": [100, 80, 60, 30, 0],
            "satisfied": ["very_satisfied", "satisfied"], "target": "≥99.99%", "weight": 7,
            "population": {"size": None, "design": "volunteer", "basis": "=cmd|'/c calc'!A1"},
            "sources": ["coded", "open", "paper", "import"], "evidence": "＝1",
        }

    def review(self, folder):
        out = self.folder / folder
        printed = self.command("review", 2026, "--out", out, *CLOCK).stdout.split()
        files = {ending: out / f"review-2026.{ending}"
                 for ending in ("csv", "json", "xlsx", "html")}
        self.assertEqual(printed, [str(file) for file in files.values()])
        self.assertEqual(sorted(out.iterdir()), sorted(files.values()), "and no half file")
        return files

    def row_of(self, sheet, name):
        rows = [row for row in sheet.iter_rows() if any(cell.value == name for cell in row[3:4])]
        self.assertEqual(len(rows), 1, name)
        return rows[0]

    def test_has_a_sheet_for_every_form(self):
        names = self.book.sheetnames
        self.assertEqual(names[:4], ["管理运行经费", "热线服务费", "优化营商环境工作经费",
                                     "政府购买服务人员工资"])
        self.assertEqual(names[-1], METHOD)
        self.assertEqual(len(names), 7)
        for name in names[:4]:
            sheet = self.book[name]
            self.assertEqual(sheet["A1"].value, "项目支出绩效自评表（2026年度）")
            merged = {str(area) for area in sheet.merged_cells.ranges}
            self.assertLessEqual({"A1:I1", "A5:A9", "A10:A11", "B10:E10", "A12:A19"}, merged)
            self.assertTrue(sheet.print_area, name)
            self.assertEqual(sheet.page_setup.paperSize, 9, "A4")
            self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
        self.assertEqual(self.book["政府购买服务人员工资"]["D6"].value, 366.7)
        self.assertIsNone(self.book["政府购买服务人员工资"]["E6"].value)

    def test_fills_the_satisfaction_rows_with_numbers(self):
        cells = {}
        for sheet in self.book.worksheets[:3]:
            row = self.row_of(sheet, next(name for name in FIGURES
                                          if any(name == cell.value for cell in sheet["D"])))
            _, _, _, name, _, actual, weight, earned, reason = row
            self.assertEqual([cell.data_type for cell in (actual, weight, earned)], ["n"] * 3)
            self.assertEqual(weight.value, 10)
            cells[name.value] = (actual.value, earned.value, actual.number_format, reason.value)
        self.assertEqual(cells, FIGURES)

    def test_leaves_the_other_rows_to_the_officers(self):
        row = self.row_of(self.book["管理运行经费"], "年度办件量")
        self.assertEqual([cell.value for cell in row[4:]], ["≥120000件"] + [None] * 4)

    def test_holds_the_scores_as_numbers(self):
        sheet = self.book[METHOD]
        words = {row[0].value: row for row in sheet.iter_rows(min_row=3) if row[0].value}
        scores = self.scores()
        self.assertEqual(len(scores), 6)
        for column, score in enumerate(scores, start=1):
            def found(label):
                return words[label][column].value
            self.assertEqual(found("指标编号"), score["indicator"])
            for label, name in zip(GRADES, NAMES):
                self.assertEqual(found(label), score["counts"][name])
            self.assertEqual(found("有效答卷n"), score["n"])
            self.assertEqual(found("总体人数N"), score["population"] or "未知")
            self.assert_number(found("实际完成值"), score["value"])
            self.assert_number(found("得分"), score["points"]["earned"])
            for label, part, end in (("区间下限", "interval", "lower"),
                                     ("区间上限", "interval", "upper"),
                                     ("最坏情形下限", "worst_case", "lower"),
                                     ("最坏情形上限", "worst_case", "upper")):
                self.assert_number(found(label), (score[part] or {}).get(end))
            asked = score["questionnaire"]
            self.assertEqual(found("问卷SHA-256"), asked["sha256"])
            self.assertEqual(found("截至日"), "2026-11-30")
            self.assertRegex(found("程序版本"), r"^manyidu \d")

    def scores(self):
        """As the review's JSON has them: looked at once, and otherwise as `score` prints them."""
        scores = json.loads(self.written["json"].read_text(encoding="utf-8"))["scores"]
        live = json.loads(self.command("score", "--json", *CLOCK).stdout)
        for score, now in zip(scores, live, strict=True):
            self.assertEqual(score["assurance"]["looks"], "one")
            for same in ("indicator", "counts", "n", "value", "official", "points", "worst_case"):
                self.assertEqual(score[same], now[same], score["indicator"])
        return scores

    def assert_number(self, cell, shown):
        self.assertEqual(cell, "—" if shown is None else float(shown))
        if shown is not None:
            self.assertIsInstance(cell, (int, float))
            self.assertEqual(Decimal(repr(cell)), Decimal(shown))

    def test_has_no_formula_whatever_was_typed(self):
        texts = []
        for sheet in self.book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertIn(cell.data_type, ("n", "s"), (sheet.title, cell.coordinate))
                    texts.append(cell.value)
        for typed in (EVIL_NAME, EVIL_PROJECT, "+1", "-1", "=cmd|'/c calc'!A1", "＝1"):
            self.assertIn(typed, texts, "as it was typed")
        self.assertFalse([text for text in texts if str(text).startswith("=1+")], "no comments")

    def test_has_a_chart_of_the_grades(self):
        charts = self.book[METHOD]._charts
        self.assertEqual(len(charts), 1)
        self.assertEqual(len(charts[0].series), 5)

    def test_prints_the_same_on_the_page(self):
        page = Page(self.written["html"].read_text(encoding="utf-8"))
        self.assertNotIn("script", page.tags)
        self.assertIn(EVIL_PROJECT, page.cells)
        for score in self.scores():
            unit = "分" if score["measure"] == "mean_score" else "%"
            asked = [score["questionnaire"]["sha256"], str(score["n"])]
            if score["value"]:
                asked += [score["value"] + unit, score["points"]["earned"],
                          score["interval"]["lower"] + unit, score["interval"]["upper"] + unit]
            for text in asked:
                self.assertIn(text, page.cells, score["indicator"])
        self.assertIn("须填写偏差原因", page.cells)

    def test_is_the_same_bytes_again(self):
        again = self.review("again")
        for ending, file in self.written.items():
            self.assertEqual(file.read_bytes(), again[ending].read_bytes(), ending)


if __name__ == "__main__":
    unittest.main()
