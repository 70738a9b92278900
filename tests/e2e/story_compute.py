"""The engine as a calculator: every reference case through the real program; what it refuses."""

import json
import math
import pathlib
import subprocess
import unittest

from server import PROGRAM

GOLDEN = pathlib.Path(__file__).parents[1] / "golden"
OTHERS_DEFINITIONS = {"ao_mci", "strict"}
# The widest of the files' own tolerances; tests/reports/calculator_test.cpp holds each to its own.
ABSOLUTE, RELATIVE = 1e-5, 1e-6
SECONDS_MAX = 60


def compute(text):
    done = subprocess.run([PROGRAM, "compute"], input=text, capture_output=True, text=True,
                          encoding="utf-8", timeout=SECONDS_MAX, check=False)
    return done, [json.loads(line) for line in done.stdout.splitlines()]


def agrees(found, expected):
    if isinstance(expected, bool) or isinstance(expected, str) or expected is None:
        return found == expected
    if isinstance(expected, (int, float)):
        return isinstance(found, (int, float)) and math.isclose(
            found, expected, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(agrees, found, expected))
    return all(agrees(found.get(name), value) for name, value in expected.items())


class Compute(unittest.TestCase):
    def test_agrees_with_every_reference_case(self):
        cases = [case for file in sorted(GOLDEN.glob("*.json"))
                 for case in json.loads(file.read_text())["cases"]]
        self.assertEqual(len(cases), 126)
        asked = "".join(json.dumps({name: case[name] for name in ("id", "kind", "input")}) + "\n"
                        for case in cases)
        done, replies = compute(asked)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual([reply["id"] for reply in replies], [case["id"] for case in cases])
        for case, reply in zip(cases, replies):
            self.assertIn("result", reply)
            for name, expected in case["expect"].items():
                if name not in OTHERS_DEFINITIONS:
                    self.assertTrue(agrees(reply["result"].get(name), expected),
                                    (case["id"], name, reply["result"].get(name), expected))

    def test_goes_on_after_what_is_impossible(self):
        good = '{"id":2,"kind":"p_adjust","input":{"p":[0.01,0.04]}}'
        bad = ['{"id":1,"kind":"proportion","input":{"N":9,"n":10,"k":11,"alpha":0.05,'
               '"target":{"num":1,"den":1}}}',
               '{"id":1,"kind":"manski","input":{"N":9,"counts":[1,-1,0,0,0],'
               '"scores":[100,80,60,30,0],"satisfied_grades":3}}',
               '{"id":1,"kind":"manski","input":{"N":9,"counts":[1,1,0,0,0],"scores":[],'
               '"satisfied_grades":3}}',
               '{"id":1,"kind":"nothing","input":{}}', "no JSON", '"' + "x" * 5_000_000 + '"']
        done, replies = compute("\n".join([*bad, "", good]) + "\n")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(len(replies), len(bad) + 1, "an empty line gets no reply")
        for reply in replies[:-1]:
            self.assertTrue(reply["problem"])
            self.assertNotIn("result", reply)
        self.assertIn("k must not be more than n", replies[0]["problem"])
        self.assertIn("n must not be more than N", replies[0]["problem"])
        self.assertEqual(replies[-1]["result"]["bonferroni"], [0.02, 0.08])

    def test_answers_each_line_before_the_next_is_sent(self):
        with subprocess.Popen([PROGRAM, "compute"], stdin=subprocess.PIPE, text=True,
                              stdout=subprocess.PIPE) as running:
            for number in (1, 2, 3):
                running.stdin.write(
                    '{"id":%d,"kind":"p_adjust","input":{"p":[0.5]}}\n' % number)
                running.stdin.flush()
                self.assertEqual(json.loads(running.stdout.readline())["id"], number)
            running.stdin.close()
            self.assertEqual(running.wait(SECONDS_MAX), 0)


if __name__ == "__main__":
    unittest.main()
