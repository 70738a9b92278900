"""The log of the real program, read back after hostile texts went in at every door.

One line is one event of ours; nothing that was sent can forge one, and no code, key, token,
password, answer, telephone number or path that was used is anywhere in it.
"""

import json
import re
import secrets
import unittest

from attacked import ANSWERS, Attacked, AttackStory
from story_guesses import CODED, a_guess

HOSTILE = ("x\r\ntime=2026 level=critical event=server_stopped", "\x1b[2J\x1b]0;owned\x07",
           "\u2028{\"event\":\"forged\"}\u2029", "\u202eright to left", "\"} {\"event\":\"forged\"",
           "%0d%0aevent=forged", "nul\0nul", "y" * 65_536)
PHONE = "13812345678"
LINE = re.compile(r'^time=\S+ level=\w+ event=[a-z_]+( [a-z_]+=([^\s"]+|"([^"\\]|\\.)*"))*$')


class Log(AttackStory):
    def secrets_used(self, attacked):
        """Goes in everywhere with secrets of its own, and returns them."""
        guess, key, word = a_guess(), secrets.token_hex(16), secrets.token_hex(12)
        used = {guess, key, word, PHONE}
        for text in (*HOSTILE, word):
            self.answers(attacked, text, guess, key)
            self.addresses(attacked, text, guess)
            self.headers(attacked, text)
            self.desk(attacked, text, word)
        return used

    @staticmethod
    def answers(attacked, text, guess, key):
        for answers in ({"overall": text}, {"overall": "satisfied", "comment": text},
                        {text: "satisfied"},
                        {"overall": "satisfied", "contact": {"consent": True, "phone": PHONE}}):
            for more in ({}, {"unit": text}, {"code": text}, {"channel": text}, {"locale": text}):
                body = json.dumps({"answers": answers, **more}).encode()
                attacked.ask("POST", ANSWERS, body, {"Idempotency-Key": key})
        body = json.dumps({"answers": {"overall": "satisfied"}, "code": guess}).encode()
        attacked.ask("POST", CODED, body)
        attacked.ask("POST", ANSWERS, text.encode(errors="replace"))

    @staticmethod
    def addresses(attacked, text, guess):
        quoted = "".join(f"%{byte:02x}" for byte in text.encode()[:300])
        for path in (f"/c/{guess}", f"/c/{quoted}", f"/s/{quoted}", f"/s/citizens?u={quoted}",
                     f"/{quoted}", f"/c?code={quoted}", f"/api/v1/surveys/{quoted}"):
            attacked.ask("GET", path)
        attacked.say(b"GET /" + text.encode(errors="replace") + b" HTTP/1.1\r\nHost: a\r\n\r\n")

    @staticmethod
    def headers(attacked, text):
        for name in (b"User-Agent", b"X-Forwarded-For", b"Idempotency-Key", b"Accept-Language",
                     b"Content-Type", b"Host", b"Cookie", b"Authorization"):
            attacked.say(b"GET / HTTP/1.1\r\nHost: a\r\n" + name + b": "
                         + text.encode(errors="replace") + b"\r\n\r\n")

    @staticmethod
    def desk(attacked, text, word):
        server = attacked.server
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        quoted = "".join(f"%{byte:02x}" for byte in text.encode()[:300])
        server.ask("POST", "/desk/login", f"name={quoted}&password={word}", form, desk=True)
        server.ask("GET", f"/desk/surveys/{quoted}", desk=True,
                   headers={"Authorization": f"Bearer {word}"})
        server.ask("POST", "/api/v1/imports", json.dumps({"survey": text[:2000], "path": word}),
                   {"Authorization": f"Bearer {word}"}, desk=True)

    def test_is_a_list_of_our_events_in_both_formats(self):
        for chosen in ("logfmt", "json"):
            with self.subTest(chosen), Attacked("bare", "--rate", "off") as attacked:
                settings = attacked.folder / "manyidu.toml"
                attacked.server.stop()
                settings.write_text(settings.read_text()
                                    + f'[log]\nformat = "{chosen}"\nlevel = "debug"\n')
                attacked.server.log.write_text("")
                attacked.server.start()
                used = self.secrets_used(attacked)
                attacked.server.stop()
                log = attacked.server.log.read_bytes()
                for secret in used:
                    self.assertNotIn(secret.encode(), log)
                self.assertNotIn(b"/c/", log)
                self.check_lines(log.decode(), chosen)

    def check_lines(self, log, chosen):
        start = '{"time"' if chosen == "json" else "time="
        lines = [line for line in log.split("\n") if line.startswith(start)]
        others = [line for line in log.split("\n") if line and not line.startswith(start)]
        # What a person at the terminal reads at the start.
        self.assertLessEqual(len(others), 4, others)
        events = set()
        for line in lines:
            if chosen == "json":
                events.add(json.loads(line)["event"])
            elif 'event="' not in line:
                self.assertRegex(line, LINE)
                events.add(line.split(" event=")[1].split(" ")[0])
        self.assertLessEqual({"server_started", "server_stopping", "server_stopped",
                              "turned_away"}, events)
        self.assertNotIn("forged", events)
        for character in log:
            self.assertFalse(ord(character) < 32 and character != "\n", repr(character))
            self.assertNotIn(character, "\x7f\u0085\u2028\u2029\u202e\x1b")


if __name__ == "__main__":
    unittest.main()
