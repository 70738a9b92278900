"""Clients that hold on: idle, slow to speak, slow to read. Each costs a descriptor and no more."""

import contextlib
import os
import re
import time
import unittest

from attacked import ANSWERS, AttackStory, against_bare, against_both, allow_descriptors

PIPELINED = 500
GET = b"GET /s/citizens HTTP/1.1\r\nHost: pj.example.gov.cn\r\n\r\n"
HEAD = b"POST " + ANSWERS.encode() + (b" HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                      b"Content-Length: 60000\r\n\r\n")
# Our own waits are short here, so that a test sees their end.
SHORT = """[public.limits]
request_wait_ms_max = 2000
idle_wait_ms_max = 1000
reply_wait_ms_max = 2000
"""
HOLD_SECONDS = float(os.environ.get("HOLD_SECONDS", "0"))  # tests/long: a minute
CROWD = tuple(f"127.0.0.{last}" for last in range(10, 16))


class Slow(AttackStory):
    def setUp(self):
        allow_descriptors(8192)

    def crowd(self, attacked, stack, count, say=b"", receive_bytes=None):
        """Many connections from a few addresses, each of which may have 512."""
        connections = []
        for at in range(count):
            connection = attacked.connect(CROWD[at % len(CROWD)], receive_bytes)
            stack.callback(connection.close)
            with contextlib.suppress(OSError):
                connection.sendall(say)
            connections.append(connection)
        return connections

    @against_both()
    def test_60_idle_sockets(self, attacked):
        self.hold(attacked, 60)

    @against_both()
    def test_2000_open_sockets(self, attacked):
        self.hold(attacked, 2000)

    def until_answered(self, client, times):
        wanted = client.answers + times
        deadline = time.monotonic() + 60
        while client.answers < wanted and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertGreaterEqual(client.answers, wanted, client.faults)

    @against_both()
    def test_400_slow_headers(self, attacked):
        self.hold(attacked, 400, GET[:40], b"x")

    @against_both()
    def test_400_slow_bodies(self, attacked):
        self.hold(attacked, 400, HEAD + b'{"answers":{"', b" ")

    def hold(self, attacked, count, begun=b"", drop=b""):
        with contextlib.ExitStack() as stack, self.healthy(attacked) as client:
            for connection in self.crowd(attacked, stack, count, begun):
                with contextlib.suppress(OSError):
                    connection.sendall(drop)
            time.sleep(HOLD_SECONDS)
            self.until_answered(client, 10)

    @against_bare(settings=SHORT)
    def test_end_after_their_time_however_many_bytes_they_drop(self, attacked):
        with attacked.connect() as connection:
            connection.sendall(HEAD)
            began = time.monotonic()
            connection.settimeout(0.2)
            heard = b""
            while not heard and time.monotonic() < began + 20:
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    connection.sendall(b" ")
                with contextlib.suppress(TimeoutError):
                    heard = connection.recv(65536)
            self.assertIn(b"408", heard)

    @against_both("--rate", "off")
    def test_unfinished_bodies_of_30_kb_from_2000_sockets(self, attacked):
        self.hold(attacked, 1900, HEAD + b'{"answers":{"comment":"' + b"x" * 30_000)

    @against_both("--rate", "off")
    def test_headers_of_15_kb_without_an_end_from_2000_sockets(self, attacked):
        half = b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 7000 + b"\r\nZ: " + b"z" * 7000
        self.hold(attacked, 1900, half)

    @against_both("--rate", "off")
    def test_readers_that_take_nothing_of_what_they_asked_for(self, attacked):
        with contextlib.ExitStack() as stack, self.healthy(attacked) as client:
            self.crowd(attacked, stack, 1000, GET * 60, receive_bytes=4096)
            self.until_answered(client, 20)

    @against_bare(settings=SHORT)
    def test_readers_that_take_a_byte_now_and_then_are_parted_with(self, attacked):
        with attacked.connect(receive_bytes=4096) as connection:
            connection.sendall(GET * 2000)
            connection.settimeout(1)
            deadline = time.monotonic() + 30
            while attacked.metric('manyidu_rejected_total{reason="too_slow"}') == 0:
                self.assertLess(time.monotonic(), deadline, "still there")
                with contextlib.suppress(OSError):
                    connection.recv(1)
                time.sleep(0.1)

    @against_both("--rate", "off")
    def test_pipelined_requests_are_answered_in_order_however_many(self, attacked):
        with attacked.connect() as connection:
            asked = [b"/healthz" if at % 3 else b"/nothing" for at in range(PIPELINED)]
            connection.sendall(b"".join(b"GET %b HTTP/1.1\r\nHost: a\r\n\r\n" % path
                                        for path in asked))
            heard = b""
            while len(statuses := re.findall(rb"HTTP/1\.1 (\d+) ", heard)) < PIPELINED:
                more = connection.recv(65536)
                self.assertTrue(more, f"{len(statuses)} answers, then the end")
                heard += more
            self.assertEqual(statuses,
                             [b"200" if path == b"/healthz" else b"404" for path in asked])


if __name__ == "__main__":
    unittest.main()
