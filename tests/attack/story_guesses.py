"""Stuffing and guessing: a code counts once, and whoever guesses codes gets nowhere."""

import concurrent.futures
import json
import os
import unittest

from attacked import ANSWERS, against_both
from codes import CODED, CodeStory, a_guess

GUESSES_OF_ONE = int(os.environ.get("GUESSES", "300"))  # tests/long: 10,000
ADDRESSES = 150


class Codes(CodeStory):
    @against_both("--rate", "off")
    def test_a_code_counts_once(self, attacked):
        codes = self.made(attacked, "enterprises", 40)
        code = codes.pop()
        statuses = [self.answer(attacked, code).status for _ in range(3)]
        self.assertEqual(statuses, [201, 409, 409])

    @against_both("--rate", "off")
    def test_a_code_counts_once_when_64_use_it_at_once(self, attacked):
        codes = self.made(attacked, "enterprises", 40)
        code = codes.pop()
        with concurrent.futures.ThreadPoolExecutor(64) as together:
            statuses = list(together.map(lambda _: self.answer(attacked, code).status,
                                         range(64)))
        self.assertEqual(sorted(statuses), [201] + [409] * 63)

    @against_both("--rate", "off")
    def test_no_odd_code_is_taken_as_if_none_were_needed(self, attacked):
        odd = (None, "", " ", [], {}, 0, True, "\0", "ＡＢＣ", "a" * 17, ["x"], {"code": 1}, 1e300)
        codes = self.made(attacked, "enterprises", 40)
        for code in odd:
            self.assertIn(self.answer(attacked, code).status, (400, 422), repr(code))
        body = json.dumps({"answers": {"overall": "satisfied"}}).encode()
        self.assertEqual(attacked.ask("POST", CODED, body).status, 422)
        twice = b'{"answers":{"overall":"satisfied"},"code":"a","code":"b"}'
        self.assertIn(attacked.ask("POST", CODED, twice).status, (400, 422))

    @against_both("--rate", "off")
    def test_unknown_used_and_foreign_codes_get_one_reply(self, attacked):
        codes = self.made(attacked, "enterprises", 40)
        used = codes.pop()
        self.assertEqual(self.answer(attacked, used).status, 201)
        foreign, = self.made(attacked, "citizens", 1)
        bodies = {self.answer(attacked, code).body
                  for code in (a_guess(), used, foreign, a_guess())}
        self.assertEqual(len(bodies), 1, bodies)

    @against_both("--rate", "1000/s")
    def test_guessing_from_one_address_ends_in_429(self, attacked):
        codes = self.made(attacked, "enterprises", 40)
        with self.healthy(attacked):
            heard = [self.answer(attacked, a_guess(), client="127.0.0.5")
                     for _ in range(GUESSES_OF_ONE)]
            statuses = [reply.status for reply in heard]
            self.assertEqual(set(statuses), {409, 429})
            self.assertLessEqual(statuses.count(409), 130)
            refused = [reply for reply in heard if reply.status == 429]
            self.assertIn("Retry-After: ", refused[-1].head)
            good = self.answer(attacked, codes.pop(), client="127.0.0.6")
            self.assertEqual(good.status, 201, "from another address")
        refused_by_us = 'manyidu_rejected_total{reason="code_guesses"}'
        self.assertEqual(attacked.metric(refused_by_us), statuses.count(429))

    @against_both()
    def test_guessing_from_many_addresses_raises_an_alarm_and_good_codes_count(self, attacked):
        codes = self.made(attacked, "enterprises", 40)
        with self.healthy(attacked):
            for at in range(ADDRESSES * 2):
                client = f"127.0.1.{1 + at % ADDRESSES}"
                guess = self.answer(attacked, a_guess(), client=client)
                self.assertEqual(guess.status, 409)
                if at % 30 == 0:
                    good = self.answer(attacked, codes.pop(), client="127.0.2.1")
                    self.assertEqual(good.status, 201)
        self.assertEqual(attacked.metric("manyidu_code_alarm"), 1)
        self.assertEqual(attacked.metric('manyidu_rejected_total{reason="codes"}'),
                         ADDRESSES * 2)
        self.assertIn("event=code_alarm", attacked.server.log.read_text())

    @against_both("--rate", "1000/s")
    def test_an_address_that_answers_200_times_is_told_of_and_counted(self, attacked):
        body = json.dumps({"answers": {"overall": "very_satisfied"}}).encode()
        for _ in range(205):
            reply = attacked.ask("POST", ANSWERS, body, client="127.0.0.5")
            self.assertEqual(reply.status, 201)
        self.assertEqual(attacked.metric("manyidu_answers_stored_total"), 205)
        self.assertEqual(attacked.metric("manyidu_addresses_flagged_total"), 1)
        self.assertIn("event=address_answers_often", attacked.server.log.read_text())


if __name__ == "__main__":
    unittest.main()
