"""openapi.json names every route of the program and every field of a score, and nothing else."""

import json
import re
import unittest

import openapi

# The fields of a score, as the design fixes them for every program that reads one.
SCORE = {
    "": {"indicator", "as_of", "counts", "n", "population", "design", "sources", "measure",
         "grade_values", "value", "exact", "target", "official", "points", "assurance",
         "interval", "worst_case", "stricter", "questionnaire"},
    "counts": {"very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied",
               "very_dissatisfied", "not_applicable", "blank", "default"},
    "exact": {"numerator", "denominator"},
    "target": {"text", "comparator", "value", "unit"},
    "points": {"full", "earned"},
    "assurance": {"verdict", "nominal_verdict", "certain", "looks", "confidence", "method"},
    "interval": {"lower", "upper", "method"},
    "worst_case": {"lower", "upper"},
    "stricter": {"measure", "satisfied", "value"},
    "questionnaire": {"id", "version", "sha256"},
}


class OpenApi(unittest.TestCase):
    def setUp(self):
        self.document = openapi.Document()

    def test_is_read_by_a_judge_who_finds_faults(self):
        receipt = {"receipt": "0123456789AB", "received_at": "2026-11-23T12:00:00.000+08:00"}
        self.assertEqual(self.misfits("Receipt", receipt), [])
        for broken in ({}, [], None, dict(receipt, receipt="0123456789AU"),
                       dict(receipt, received_at="noon"), dict(receipt, extra=1)):
            self.assertNotEqual(self.misfits("Receipt", broken), [], broken)
        unit = {"code": "hall", "name": "大厅", "parent": "", "kind": "hall"}
        batch = {"number": 1, "unit": "", "made_at": "2026-11-23T12:00:00.000+08:00", "made": 2,
                 "used": 1, "revoked": 0}
        for schema, good, field, bad in (
                ("Unit", unit, "code", 7), ("CodeBatch", batch, "made", True),
                ("CodeBatch", batch, "used", -1), ("CodeBatch", batch, "used", 1.5),
                ("CodeBatch", batch, "revoked", None)):
            self.assertEqual(self.misfits(schema, good), [])
            self.assertNotEqual(self.misfits(schema, dict(good, **{field: bad})), [], field)
        self.assertRaises(LookupError, self.document.operation_of, "GET", "/nowhere")
        self.assertRaises(LookupError, self.document.operation_of, "POST", "/healthz")

    def misfits(self, schema, value):
        return list(self.document.misfits(value, self.document.schemas[schema]))

    def test_names_every_route_of_the_program_and_no_other(self):
        for room, listener in (("public", "public"), ("desk", "desk")):
            told = {(method, re.sub(r"{\w+}", "{}", path))
                    for (method, path), operation in self.document.operations().items()
                    if listener in operation["tags"]}
            found, pages = openapi.routes(room)
            self.assertEqual(found - told, set(), f"not told of {listener}")
            self.assertEqual(told - found - pages, set(), f"told, but not there: {listener}")

    def test_names_every_field_of_a_score(self):
        score = self.document.schemas["Score"]
        for part, fields in SCORE.items():
            schema = score["properties"][part] if part else score
            choices = schema.get("oneOf", [schema])
            full = next(each for each in choices if each.get("type") == "object")
            self.assertEqual(set(full["required"]), fields, part or "the whole")
            self.assertIs(full["additionalProperties"], False, part or "the whole")

    def test_refers_to_what_it_holds(self):
        text = json.dumps(self.document.whole)
        for reference in set(re.findall(r'"\$ref": "([^"]+)"', text)):
            self.document.resolve({"$ref": reference})
        for kind, held in self.document.whole["components"].items():
            if kind == "securitySchemes":
                continue
            for name in held:
                self.assertIn(f'"#/components/{kind}/{name}"', text, "nobody uses it")
        for (method, path), operation in self.document.operations().items():
            named = {each["name"] for each in operation.get("parameters", [])
                     if each["in"] == "path"}
            self.assertEqual(named, set(re.findall(r"{(\w+)}", path)), f"{method} {path}")
        ids = [each["operationId"] for each in self.document.operations().values()]
        self.assertEqual(len(ids), len(set(ids)))


if __name__ == "__main__":
    unittest.main()
