"""Reads Prometheus' text format 0.0.4 as strictly as Prometheus does, and a little more."""

import math
import re

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
SAMPLE = re.compile(rf"^({NAME})(?:\{{(.*)\}})? (\S+)$")
LABEL = re.compile(rf'^({NAME})="((?:[^"\\\n]|\\["\\n])*)"$')
TYPES = ("counter", "gauge", "histogram")


class Exposition:
    """`families` has each family's type; `samples` each (name, labels) with its number."""

    def __init__(self, text):
        self.families = {}
        self.samples = {}
        self.helps = set()
        self.current = None
        if not text.endswith("\n"):
            raise ValueError("no end of line at the end")
        for line in text[:-1].split("\n"):
            self.read(line)
        for name, kind in self.families.items():
            self.check(name, kind)

    def read(self, line):
        if line.startswith("# HELP "):
            name, _, words = line[7:].partition(" ")
            if name in self.helps or not words:
                raise ValueError(f"helped twice or not at all: {line}")
            self.helps.add(name)
            self.current = name
        elif line.startswith("# TYPE "):
            name, _, kind = line[7:].partition(" ")
            if name != self.current or name in self.families or kind not in TYPES:
                raise ValueError(f"a type out of its place: {line}")
            self.families[name] = kind
        else:
            self.read_sample(line)

    def read_sample(self, line):
        found = SAMPLE.match(line)
        if not found:
            raise ValueError(f"no sample: {line!r}")
        name, labels, number = found.groups()
        key = (name, self.labels_of(labels))
        if self.family_of(name) != self.current:
            raise ValueError(f"outside its family: {line}")
        if key in self.samples:
            raise ValueError(f"told twice: {line}")
        self.samples[key] = float(number)

    @staticmethod
    def labels_of(text):
        if text is None:
            return ()
        found = [LABEL.match(part) for part in text.split(",")]
        if not all(found):
            raise ValueError(f"labels {text!r}")
        return tuple(sorted(label.groups() for label in found))

    def family_of(self, name):
        for ending in ("_bucket", "_sum", "_count"):
            base = name.removesuffix(ending)
            if base != name and self.families.get(base) == "histogram":
                return base
        return name

    def check(self, name, kind):
        numbers = [number for (sample, _), number in self.samples.items()
                   if self.family_of(sample) == name]
        if not numbers or any(math.isnan(number) for number in numbers):
            raise ValueError(f"{name} has no numbers")
        if kind == "counter" and not name.endswith("_total"):
            raise ValueError(f"{name} is a counter and does not end in _total")
        if kind != "gauge" and min(numbers) < 0:
            raise ValueError(f"{name} is below nothing")
        if kind == "histogram":
            self.check_histogram(name)

    def check_histogram(self, name):
        buckets = sorted((float(dict(labels)["le"]), number)
                         for (sample, labels), number in self.samples.items()
                         if sample == name + "_bucket")
        counts = [number for _, number in buckets]
        if counts != sorted(counts) or buckets[-1][0] != math.inf:
            raise ValueError(f"{name}'s buckets do not add up")
        whole = self.samples[name + "_count", ()]
        if whole != counts[-1] or (name + "_sum", ()) not in self.samples:
            raise ValueError(f"{name}'s count is not its last bucket's")

    def number(self, name, **labels):
        return self.samples[name, tuple(sorted(labels.items()))]
