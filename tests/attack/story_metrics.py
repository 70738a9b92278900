"""/metrics after some traffic: well formed, and true."""

import json
import unittest

from attacked import ANSWERS, Attacked
from exposition import Exposition

TOLD = ("turn_seconds", "commit_seconds", "commit_answers", "import_chunk_seconds")


class Metrics(unittest.TestCase):
    def test_are_well_formed_and_true(self):
        with Attacked("bare", "--rate", "off") as attacked:
            self.assertEqual(Exposition(attacked.metrics()).number("manyidu_answers_stored_total"),
                             0)
            body = json.dumps({"answers": {"overall": "satisfied"}}).encode()
            for _ in range(20):
                self.assertEqual(attacked.ask("POST", ANSWERS, body).status, 201)
            attacked.ask("POST", ANSWERS, b"{")
            attacked.ask("POST", ANSWERS, b'{"answers":{}}')
            attacked.say(b"GET / HTTP/1.1\r\n\r\n")
            seen = Exposition(attacked.metrics())
            for name in TOLD:
                self.assertEqual(seen.families["manyidu_" + name], "histogram")
            self.assertEqual(seen.number("manyidu_answers_stored_total"), 20)
            self.assertEqual(seen.number("manyidu_commit_answers_sum"), 20)
            self.assertEqual(seen.number("manyidu_commit_seconds_count"),
                             seen.number("manyidu_commit_answers_count"))
            self.assertGreaterEqual(seen.number("manyidu_turn_seconds_count"), 20)
            self.assertEqual(seen.number("manyidu_rejected_total", reason="malformed"), 1)
            self.assertEqual(seen.number("manyidu_rejected_total", reason="problems"), 1)
            self.assertEqual(seen.number("manyidu_store_ready"), 1)
            self.assertGreater(seen.number("manyidu_wal_bytes"), 0)
            self.assertGreater(seen.number("manyidu_resident_bytes"), 2 ** 20)
            self.assertLess(seen.number("manyidu_resident_bytes"), 64 * 2 ** 20)
            self.assertGreaterEqual(seen.number("manyidu_connections_open"), 1)

    def test_a_reader_as_strict_as_this_one_refuses_what_is_wrong(self):
        good = "# HELP a_total A.\n# TYPE a_total counter\na_total 1\n"
        Exposition(good)
        for bad in (good[:-1], good + "a_total 2\n", good.replace("counter", "kounter"),
                    good.replace("a_total 1", "a_total"), good.replace(" 1", " one"),
                    good.replace("a_total", "a"), good + "b_total 1\n",
                    good.replace("a_total 1", 'a_total{x=1} 1'), good.replace("1", "NaN")):
            with self.assertRaises(ValueError, msg=bad):
                Exposition(bad)


if __name__ == "__main__":
    unittest.main()
