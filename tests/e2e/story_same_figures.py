"""200 odd stores: every place shows the same figures, and they are those of a recount."""

import json
import multiprocessing
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from fractions import Fraction

import openpyxl

import desk_figures
import figures
from recount import expected

PROGRAM = os.environ.get("ODD_STORES", "build/release/tests/property/odd_stores")
SEEDS = range(1, 201)
SEEDS_AT_ONCE = 10
# What each place must show of an indicator with answers; more may be there, and is compared, too.
FORM = {"value", "full", "earned"}
FRONT = {"value", "n", "N", "official", "verdict"}
WHOLE = FRONT | {"certain", "earned", "unrounded", *figures.COUNTS}


def read(folder, name):
    return (folder / name).read_text(encoding="utf-8")


def read_json(folder, name):
    return json.loads(read(folder, name))


def places(folder):
    """(place, figures, what must be among them) for every place that shows this store's figures."""
    asked = read_json(folder, "asked.json")
    names = {definition["name"]["zh-CN"]: name
             for name, definition in figures.indicators(folder)}
    review = f"review-{asked['year']}"
    for name in ("api-scores.json", "by-unit.json", "by-month.json"):
        yield name, figures.from_scores(read_json(folder, name)), WHOLE
    for name in (f"{review}.json", "api-review.json"):
        document = read_json(folder, name)
        yield name, figures.from_scores(document["scores"]), WHOLE
        yield f"{name} rows", figures.from_review_rows(document), FORM
    yield "scores.txt", figures.from_text(read(folder, "scores.txt")), WHOLE
    yield "scores.csv", figures.from_csv(folder / "scores.csv"), WHOLE
    yield f"{review}.csv", figures.from_csv(folder / f"{review}.csv"), WHOLE
    methods, forms = figures.from_workbook(folder / f"{review}.xlsx", names)
    yield f"{review}.xlsx", methods, WHOLE
    yield f"{review}.xlsx form", forms, FORM
    methods, forms = figures.from_review_page(read(folder, f"{review}.html"), names)
    yield f"{review}.html", methods, WHOLE
    yield f"{review}.html form", forms, FORM
    methods, forms = figures.from_review_page(read(folder, "page-review.html"), names)
    yield "page-review.html", methods, WHOLE
    yield "page-review.html form", forms, FORM
    front = read(folder, "page-front.html")
    yield "page-front.html", desk_figures.from_front(front)[0], FRONT | FORM


BY_LOOKS = ("verdict", "nominal", "lower", "upper")


def differences(folder):
    """One sentence for each figure that is another one somewhere; names the seed."""
    asked = read_json(folder, "asked.json")
    scores = read_json(folder, "scores.json")
    live = figures.from_scores(scores)
    # The review is looked at once, the rest daily: only what that changes may be another figure.
    review = read_json(folder, f"review-{asked['year']}.json")["scores"]
    once = {name: {**shown, **{figure: figures.from_scores(review)[name][figure]
                               for figure in BY_LOOKS}} for name, shown in live.items()}
    found = []

    def compare(place, shown, needed=frozenset()):
        truth = once if "review" in place else live
        if set(shown) != set(truth):
            found.append(f"{place}: shows {sorted(shown)}, not {sorted(truth)}")
        for name in set(shown) & set(truth):
            missing = needed - set(shown[name])
            if missing and truth[name]["value"] is not None:
                found.append(f"{place}: {name} lacks {sorted(missing)}")
            found.extend(f"{place}: {name}: {figure} is {text}, but {truth[name][figure]}"
                         for figure, text in shown[name].items() if text != truth[name][figure])

    for place, shown, needed in places(folder):
        compare(place, shown, needed)
    compare("recount", recounted(folder, asked, scores))
    for name, text in indicator_pages(folder):
        if name in live:
            compare(f"page-indicator-{name}.html",
                    {**live, name: desk_figures.from_indicator(text)[0]}, WHOLE)
    for place, name, months in months_shown(folder):
        if name in live and months != months_of(folder, name):
            found.append(f"{place}: {name}: has other months")
    for score in scores:
        if read_json(folder, f"api-{score['indicator']}.json") != score:
            found.append(f"api-{score['indicator']}.json: is another score")
    for file in folder.glob("desk-review-*"):
        if file.read_bytes() != (folder / file.name.removeprefix("desk-")).read_bytes():
            found.append(f"{file.name}: is another file than the command writes")
    for by in ("unit", "month"):
        groups = read_json(folder, f"by-{by}.json")
        if read_json(folder, f"api-by-{by}.json") != groups:
            found.append(f"api-by-{by}.json: has other groups")
        found.extend(f"by-{by}.json: {score['indicator']}: the groups are not the whole"
                     for score in groups if score["groups"] and not adds_up(score))
    return [f"seed {folder.name} ({asked['oddity']}): {each}" for each in found]


def indicator_pages(folder):
    for file in sorted(folder.glob("page-indicator-*.html")):
        yield file.stem.removeprefix("page-indicator-"), file.read_text(encoding="utf-8")


def months_shown(folder):
    for name, months in desk_figures.from_front(read(folder, "page-front.html"))[1].items():
        yield "page-front.html", name, months
    for name, text in indicator_pages(folder):
        yield f"page-indicator-{name}.html", name, desk_figures.from_indicator(text)[1]


def months_of(folder, name):
    """As desk_figures reads them from a page."""
    score = next(each for each in read_json(folder, "by-month.json") if each["indicator"] == name)
    return [(group["key"], str(group["score"]["n"]), group["score"]["value"],
             group["score"]["official"]) for group in score["groups"]]


def adds_up(score):
    return all(sum(group["score"]["counts"][name] for group in score["groups"]) == count
               for name, count in score["counts"].items())


def recounted(folder, asked, scores):
    definitions = dict(figures.indicators(folder))
    first_day = f"{asked['year']}-01-01"
    result = {}
    for score in scores:
        target = score["target"]["comparator"], Fraction(score["target"]["value"])
        result[score["indicator"]] = expected(
            folder / "odd.db", definitions[score["indicator"]], target, first_day, asked["as_of"])
    return result


def make(first, last, folder):
    subprocess.run([PROGRAM, str(first), str(last), str(folder)], check=True, timeout=120)


def look_at(job):
    """Makes some stores and reads them: (differences, the states that were seen)."""
    first, last, folder = job
    make(first, last, folder)
    found, seen = [], set()
    for seed in range(first, last + 1):
        place = folder / str(seed)
        found += differences(place)
        for score in read_json(place, "scores.json"):
            seen |= states(score)
        shutil.rmtree(place)
    return found, seen


def states(score):
    figure = figures.from_score(score)
    seen = {f"{name} {figure[name]}" for name in ("official", "verdict", "certain")}
    seen |= {f"{name} {'absent' if figure[name] is None else 'there'}"
             for name in ("N", "value", "unrounded", "worst_lower", "stricter")}
    if figure["nominal"] != figure["verdict"]:
        seen.add("nominal")
    if figure["n"] == figure["N"]:
        seen.add("everybody")
    if figure["N"] and int(figure["n"]) > int(figure["N"]):
        seen.add("more than everybody")
    return seen | {score["assurance"]["method"].partition(",")[0]}


def quick_folder():
    """A folder in memory where there is room: these stores need no disk."""
    memory = pathlib.Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > 1 << 30
    return pathlib.Path(tempfile.mkdtemp(prefix="manyidu-", dir=memory if has_room else None))


class Figures(unittest.TestCase):
    def setUp(self):
        self.folder = quick_folder()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def test_are_the_same_wherever_200_odd_stores_are_shown(self):
        jobs = [(first, first + SEEDS_AT_ONCE - 1, self.folder)
                for first in range(SEEDS.start, SEEDS.stop, SEEDS_AT_ONCE)]
        with multiprocessing.Pool(2) as pool:
            done = pool.map(look_at, jobs, chunksize=1)
        found = [each for differing, _ in done for each in differing]
        self.assertEqual(found[:20], [], f"{len(found)} differences")
        seen = set().union(*(states for _, states in done))
        for state in (
                "official reached", "official missed", "official None", "verdict proven_reached",
                "verdict undecided", "verdict proven_missed", "certain true", "nominal",
                "everybody", "more than everybody", "N absent", "unrounded there",
                "stricter absent", "worst_lower absent", "no answers",
                "everybody answered: no sampling error"):
            self.assertIn(state, seen, "the stores are not odd enough")
        self.assertGreater(len(seen), 20)

    def test_are_noticed_when_one_of_them_is_another(self):
        seed = 14  # every indicator has answers
        make(seed, seed, self.folder)
        sound = self.folder / str(seed)
        self.assertEqual(differences(sound), [])
        asked, scores = read_json(sound, "asked.json"), read_json(sound, "scores.json")
        value = next(score for score in scores if score["indicator"] == "citizens")["value"]
        review = f"review-{asked['year']}"
        pages = [file.name for file in sound.glob("page-*.html")
                 if file.name == "page-front.html" or "citizens" in file.name]
        for name in (*pages, "scores.json", "scores.txt", "scores.csv", "by-unit.json",
                     "api-by-month.json", "api-scores.json", "api-review.json",
                     "api-citizens.json", f"{review}.json", f"{review}.csv", f"{review}.html",
                     f"{review}.xlsx", "odd.db"):
            doctored = self.folder / "doctored" / str(seed)
            shutil.copytree(sound, doctored)
            doctor(doctored / name, value)
            told = differences(doctored)
            self.assertTrue(told, name)
            self.assertIn(f"seed {seed} ", told[0])
            shutil.rmtree(doctored)


def doctor(file, value):
    """Makes one figure of a file another one, by a hundredth; takes one row from a store."""
    other = f"{float(value) - 0.01:.2f}"
    if file.suffix == ".db":
        with sqlite3.connect(file) as database:
            database.execute("delete from response where id = (select id from response limit 1)")
    elif file.suffix == ".xlsx":
        book = openpyxl.load_workbook(file)
        cells = [cell for sheet in book for row in sheet for cell in row
                 if cell.value == float(value)]
        cells[0].value = float(other)
        book.save(file)
    else:
        text = file.read_text(encoding="utf-8-sig")
        assert value in text, file
        file.write_text(text.replace(value, other, 1), encoding="utf-8")


if __name__ == "__main__":
    unittest.main()
