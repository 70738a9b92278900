"""Every place that shows an indicator's figures, read back into the same names.

Each reader gives {indicator: {name: text}}; a name that a place does not show is absent, a figure
that it says is not there is None.
"""

import csv
import html.parser
import json
import re
import sqlite3
from decimal import Decimal

import openpyxl

GRADES = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
COUNTS = GRADES + ("not_applicable", "blank", "default")
COUNT_WORDS = ("非常满意", "满意", "基本满意", "不满意", "非常不满意", "不适用", "空白", "默认评价")
OFFICIAL = {"达标": "reached", "未达标": "missed", "": None, "—": None}
PROOF = {"已证实达标": "proven_reached", "不能判定": "undecided", "已证实未达标": "proven_missed"}
YES = {"是": "true", "否": "false"}
METHOD_SHEET = "方法与计数"
NOTHING = {"", "—", "未知", "无数据", "尚无答卷", None}


def shown(text):
    """A figure without its unit; None when there is none."""
    text = text.strip() if isinstance(text, str) else text
    return None if text in NOTHING else re.sub(r"[分%]$", "", str(text))


def indicators(folder):
    """[(id, definition)] in the order of the store."""
    with sqlite3.connect(folder / "odd.db") as database:
        rows = database.execute("select id, definition from indicator order by position")
        return [(name, json.loads(definition)) for name, definition in rows]


def from_score(score):
    interval, worst = score["interval"] or {}, score["worst_case"] or {}
    proof, stricter = score["assurance"], score["stricter"] or {}
    figures = {name: str(score["counts"][name]) for name in COUNTS}
    figures.update(
        value=score["value"], n=str(score["n"]),
        N=None if score["population"] is None else str(score["population"]),
        official=score["official"], verdict=proof["verdict"], nominal=proof["nominal_verdict"],
        certain=str(proof["certain"]).lower(), lower=interval.get("lower"),
        upper=interval.get("upper"), worst_lower=worst.get("lower"),
        worst_upper=worst.get("upper"), full=score["points"]["full"],
        earned=score["points"]["earned"], unrounded=score["points"].get("unrounded"),
        stricter=stricter.get("value"))
    return figures


def from_scores(scores):
    return {score["indicator"]: from_score(score) for score in scores}


def from_review_rows(review):
    return {row["indicator"]: {
        "value": shown(row["actual"]), "full": row["weight"], "earned": row["earned"],
        "unrounded": row["unrounded"], "official": row["official"]}
        for project in review["projects"] for row in project["rows"]}


def from_text(text):
    """What `score` prints on a terminal."""
    found = {}
    for block in text.strip().split("\n\n"):
        head, *lines = block.split("\n")
        said = dict(line.strip().split("：", 1) for line in lines)
        figure = re.match(r"(\S+)  目标 \S+(?:  (达标|未达标))?(?:  得分 (\S+) / (\d+))?"
                          r"(?:（未取整 (\S+)）)?$", said["实际值"])
        proof = re.match(r"(已证实达标|不能判定|已证实未达标)(（确定)?"
                         r"(?:（名义：若为随机样本则(\S+?)）)?", said["证明"])
        figures = {
            "value": shown(figure[1]), "official": figure[2] and OFFICIAL[figure[2]],
            "earned": figure[3], "unrounded": figure[5], "verdict": PROOF[proof[1]],
            "certain": "true" if proof[2] else "false"}
        if figure[4]:
            figures["full"] = figure[4]
        if proof[3]:
            figures["nominal"] = PROOF[proof[3]]
        for label, lower, upper in (("区间", "lower", "upper"), ("名义区间", "lower", "upper"),
                                    ("最坏至最好", "worst_lower", "worst_upper")):
            bounds = re.match(r"(\S+) – ([\d.]+)", said.get(label, ""))
            if bounds:
                figures[lower], figures[upper] = bounds[1], bounds[2]
        if "更严口径" in said:
            figures["stricter"] = shown(said["更严口径"].split()[-1])
        people = re.match(r"n=(\d+)  N=(\S+)", said["答卷"])
        figures["n"], figures["N"] = people[1], shown(people[2])
        for name, word, count in zip(COUNTS, COUNT_WORDS, said["分布"].split(" · ")):
            assert count.startswith(word), count
            figures[name] = count.split()[-1]
        found[re.search(r"\((\S+)\)  截至", head)[1]] = figures
    return found


CSV_NAMES = dict(zip(COUNT_WORDS[:-1], COUNTS)) | {
    "默认评价（不计入）": "default", "实际值": "value", "实际完成值": "value", "有效答卷n": "n",
    "总体N": "N", "区间下限": "lower", "区间上限": "upper", "最坏情形下限": "worst_lower",
    "最坏情形上限": "worst_upper", "分值": "full", "得分": "earned", "未取整得分": "unrounded",
    "前两级满意率%": "stricter"}
METHOD_NAMES = CSV_NAMES | {
    "不适用（不计入）": "not_applicable", "空白（不计入）": "blank", "总体人数N": "N",
    "更严口径：前两级满意率": "stricter"}
PROOF_NAMES = {"判定": "verdict", "若为随机样本": "nominal", "对全体的判定": "verdict",
               "名义判定（若为随机样本）": "nominal"}


def from_labels(said, names):
    figures = {names[label]: shown(text) for label, text in said.items() if label in names}
    figures.update((PROOF_NAMES[label], PROOF[text]) for label, text in said.items()
                   if label in PROOF_NAMES)
    figures["official"] = OFFICIAL[said["是否达标"]]
    figures["certain"] = YES[said.get("确定", said.get("确定（与未作答者无关）"))]
    return figures


def from_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {row["指标编号"]: from_labels(row, CSV_NAMES) for row in csv.DictReader(file)
                if not row.get("分组")}


def cell_text(cell):
    """A cell as a spreadsheet shows it. A number must be the shown one and no finer."""
    if cell.data_type != "n" or cell.value is None:
        return cell.value
    places = re.match(r"0(?:\.(0+))?", cell.number_format)
    text = format(Decimal(repr(cell.value)), f".{len(places[1] or '') if places else 0}f")
    return text if Decimal(text) == Decimal(repr(cell.value)) else repr(cell.value)


def from_workbook(path, names):
    """The method sheet's columns, and the rows of the forms."""
    book = openpyxl.load_workbook(path)
    sheet = book[METHOD_SHEET]
    methods, forms = {}, {}
    for column in range(2, sheet.max_column + 1):
        said = {row[0].value: cell_text(row[column - 1]) for row in sheet.iter_rows(min_row=3)
                if row[0].value and row[column - 1].value is not None}
        if "指标编号" in said:
            methods[said["指标编号"]] = from_labels(said, METHOD_NAMES)
    for sheet in book.worksheets[:-1]:
        for row in sheet.iter_rows():
            if row[3].value in names and row[6].value is not None:
                forms[names[row[3].value]] = form_figures(*map(cell_text, row[5:8]))
    return methods, forms


def form_figures(value, full, earned):
    return {"value": shown(value), "full": str(full), "earned": shown(earned)}


class Page(html.parser.HTMLParser):
    """A page's table rows and definition lists: [(heading, [(tag, class, text)])]."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.heading, self.open = [], "", None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag in ("tr", "dl"):
            self.rows.append((self.heading, []))
        if tag in ("td", "th", "dt", "dd", "h1", "h2"):
            self.open = [tag, dict(attributes).get("class") or "", ""]

    def handle_endtag(self, tag):
        if self.open is None or tag != self.open[0]:
            return
        if tag in ("h1", "h2"):
            self.heading = self.open[2].strip()
        elif self.rows:
            self.rows[-1][1].append(tuple(text.strip() for text in self.open))
        self.open = None

    def handle_data(self, text):
        if self.open is not None:
            self.open[2] += text


def from_review_page(text, names):
    methods, forms = {}, {}
    for heading, cells in Page(text).rows:
        figures = [text for _, kind, text in cells if kind == "figure"]
        words = [text for _, _, text in cells]
        if cells and cells[0][0] == "dt":
            said = dict(zip(words[0::2], words[1::2]))
            methods[said["指标编号"]] = from_labels(said, METHOD_NAMES)
        elif figures:
            name = next(text for text in words if text in names)
            forms[names[name]] = form_figures(*figures)
    return methods, forms
