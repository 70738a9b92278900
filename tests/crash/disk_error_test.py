"""The disk fails the running server: it ends by itself, and is started again without a loss.

The real program runs with `failing_calls` preloaded, which fails one write or sync of its log.
  - A failed sync or write: whoever waits hears 503 with Retry-After, the server says why and ends
    with 3. Started again, it has every acknowledged answer, once.
  - No room: 503 with Retry-After for those answers alone; the same server goes on.
"""

import http.client
import json
import os
import pathlib
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from server import REPLY_SECONDS_MAX, Server, Story  # noqa: E402

FAILING_CALLS = os.environ["FAILING_CALLS"]
END_SECONDS_MAX = 30
CLIENTS = 8


class Failing:
    """The environment of a server whose disk fails; gone again at the end of the block."""

    def __init__(self, **settings):
        self.settings = {f"FAILING_{name.upper()}": str(value) for name, value in settings.items()}
        self.settings["LD_PRELOAD"] = FAILING_CALLS

    def __enter__(self):
        os.environ.update(self.settings)

    def __exit__(self, *_):
        for name in self.settings:
            del os.environ[name]


class Poster(threading.Thread):
    """Posts answer after answer until the server is gone or enough were refused."""

    def __init__(self, port, name, after_refusals):
        super().__init__(daemon=True)
        self.port, self.prefix, self.after_refusals = port, name, after_refusals
        self.acknowledged, self.refused, self.unheard, self.surprises = {}, [], [], []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=REPLY_SECONDS_MAX)
        try:
            self.post_on(connection)
        finally:
            connection.close()

    def post_on(self, connection):
        taken_since = 0
        for number in range(1_000_000):
            key = f"{self.prefix}-{number}"
            try:
                connection.request("POST", "/api/v1/surveys/citizens/responses",
                                   json.dumps({"answers": {"overall": "satisfied"}}),
                                   {"Content-Type": "application/json", "Idempotency-Key": key})
                response = connection.getresponse()
                body = response.read()
            except (OSError, http.client.HTTPException):
                self.unheard.append(key)
                return
            if response.status == 201:
                self.acknowledged[key] = json.loads(body)
                taken_since += 1
            elif response.status == 503 and int(response.headers["Retry-After"]) > 0:
                self.refused.append(key)
                taken_since = 0
            else:
                self.surprises.append((key, response.status, body))
                return
            if len(self.refused) >= self.after_refusals and taken_since >= 20:
                return
            if response.headers.get("Connection") == "close":
                connection.close()


class DiskErrors(Story):
    def failing_server(self, **settings):
        """A server on an existing store: its first start was on a healthy disk."""
        Server(self.store, "--rate", "off").__enter__().stop()
        server = Server(self.store, "--rate", "off")
        with Failing(**settings):
            server.start()
        self.addCleanup(server.stop)
        return server

    def post(self, server, after_refusals):
        posters = [Poster(server.public, f"poster-{number}", after_refusals)
                   for number in range(CLIENTS)]
        for each in posters:
            each.start()
        for each in posters:
            each.join()
        self.assertEqual([surprise for each in posters for surprise in each.surprises], [])
        return posters

    def expect_kept(self, server, posters):
        acknowledged = {key: reply for each in posters for key, reply in each.acknowledged.items()}
        self.assertGreater(len(acknowledged), 0)
        n = self.score("citizens")["n"]
        others = sum(len(each.refused) + len(each.unheard) for each in posters)
        self.assertGreaterEqual(n, len(acknowledged))
        self.assertLessEqual(n, len(acknowledged) + others)
        for key, reply in acknowledged.items():
            again = server.answer("citizens", {"overall": "satisfied"}, key)
            self.assertEqual((again.status, again.json), (201, reply), key)
        self.assertEqual(self.score("citizens")["n"], n)
        server.stop()
        self.command("verify")

    def expect_end(self, **settings):
        server = self.failing_server(**settings)
        posters = self.post(server, after_refusals=10 ** 9)
        self.assertEqual(server.process.wait(END_SECONDS_MAX), 3, server.said())
        self.assertIn("disk_failed", server.said())
        self.assertGreater(sum(len(each.refused) for each in posters), 0, "nobody heard of it")
        with Server(self.store, "--rate", "off") as again:
            self.expect_kept(again, posters)

    def test_a_failed_sync_ends_the_server(self):
        self.expect_end(call="sync", number=40)

    def test_a_failed_write_ends_the_server(self):
        self.expect_end(call="write", number=300)

    def test_a_disk_that_stays_broken_ends_the_server(self):
        self.expect_end(call="sync", number=25, times=10 ** 6)

    def test_no_room_is_told_and_passes(self):
        server = self.failing_server(call="write", number=300, times=40, error="ENOSPC")
        posters = self.post(server, after_refusals=1)
        self.assertIsNone(server.process.poll(), server.said())
        self.expect_kept(server, posters)


if __name__ == "__main__":
    unittest.main()
