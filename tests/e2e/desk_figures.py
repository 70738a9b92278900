"""The figures of the desk's own pages, read back into the names of figures.py."""

import html
import re

from figures import COUNTS, OFFICIAL, PROOF, shown

UNTOLD = ("尚无答卷", "无记名测评，结束后公布")
NUMBER = r"\d+(?:\.\d+)?"


def plain(markup):
    """What people read of a piece of HTML."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", markup))).strip()


def terms(markup):
    """{label: text} of every <dt> and its <dd>."""
    return {plain(label): plain(text) for label, text in re.findall(
        r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", markup, re.DOTALL)}


def rows(markup):
    """The texts of the cells of every row of a table's body and foot."""
    return [[plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
            for row in re.findall(r"<tr>(.*?)</tr>", markup, re.DOTALL)]


def bounds(text):
    found = re.search(f"({NUMBER}) – ({NUMBER})", text or "")
    return found.groups() if found else None


def from_head(markup):
    """The figure and both verdicts, as they stand on a card and on an indicator's own page."""
    said = terms(markup)
    official = said["已收答卷"]
    return {
        "value": shown(plain(re.search(r'class="figure">\s*<strong>(.*?)</strong>', markup)[1])),
        "official": None if official in UNTOLD else OFFICIAL[official],
        "verdict": PROOF[said["全体对象"]]}


def months_of(markup):
    """[(month, n, figure, official)] of the table of months."""
    return [(cells[0][:7], cells[1], shown(cells[2]), OFFICIAL[cells[-1]])
            for cells in rows(markup) if re.match(r"\d{4}-\d\d", cells[0])]


def from_front(text):
    """The cards: {indicator: figures}, {indicator: months}."""
    found, months = {}, {}
    for card in text.split('<section class="panel card"')[1:]:
        if 'class="figure"' not in card:
            continue  # what is waiting
        name = re.search(r'-explain" href="/desk/indicators/([\w-]+)', card)
        figures, said = from_head(card), terms(card)
        points = re.match(rf"(\S+) / (\d+)(?: 未取整 ({NUMBER}))?$", said["得分"])
        figures.update(n=said["有效答卷 n"], N=shown(said["总体 N"]), earned=shown(points[1]),
                       full=points[2], unrounded=points[3])
        reach = bounds(said.get("区间") or said.get("名义区间"))
        if reach:
            figures["lower"], figures["upper"] = reach
        found[name[1]] = figures
        months[name[1]] = months_of(card)
    return found, months


def from_indicator(text):
    """An indicator's own page: its figures and its months."""
    page = text.split("<main", 1)[1]
    figures, said = from_head(page), terms(page)
    stricter = re.search(rf"：({NUMBER})%", said.get("更严口径", ""))
    figures.update(n=said["有效答卷 n"], N=shown(said["总体人数 N"].partition("（")[0]),
                   full=said["分值"], unrounded=said.get("未取整得分"),
                   stricter=stricter and stricter[1])
    for names, label in ((("lower", "upper"), "区间"), (("lower", "upper"), "名义区间"),
                         (("worst_lower", "worst_upper"), "最坏至最好")):
        figures.update(zip(names, bounds(said.get(label)) or ()))
    proof = re.match(r"(\S+?)(?:（(\S+?)：|$)", said["对全体的判定"])
    figures["certain"] = "true" if proof and proof[2] == "确定" else "false"
    earned = re.search(rf"({NUMBER})(?:（|$)", said["得分"])
    figures["earned"] = earned[1] if earned else None
    table = dict((cells[0], cells) for cells in rows(page) if len(cells) > 1)
    for name, label in zip(COUNTS, ("非常满意", "满意", "基本满意", "不满意", "非常不满意",
                                    "不适用（不计入）", "空白（不计入）", "默认评价（不计入）")):
        cells = table[label]
        figures[name] = cells[3] if len(cells) == 5 else cells[1]
    return figures, months_of(page)
