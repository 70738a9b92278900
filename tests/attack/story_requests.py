"""Requests made to break an HTTP server: every one is refused, and nobody else notices.

The table of security.md: what the packaged library was seen to do is what must not happen.
"""

import time
import unittest

from attacked import ANSWERS, PATIENCE_SECONDS, AttackStory, against_bare, against_both, hear

LINE = b"POST " + ANSWERS.encode() + b" HTTP/1.1\r\nHost: pj.example.gov.cn\r\n"
JSON = b"Content-Type: application/json\r\n"
BODY = b'{"answers":{"overall":"satisfied"}}'
GET = b"GET /s/citizens HTTP/1.1\r\nHost: pj.example.gov.cn\r\n"
NO_REPLY = 0


def post(headers=b"", body=BODY, length=None):
    size = len(body) if length is None else length
    return LINE + JSON + headers + b"Content-Length: %d\r\n\r\n" % size + body


CHUNK = b"2\r\nab\r\n"
MILLION = b"a" * 1_000_000

# What is sent → the status bare, and behind nginx, which mends or refuses some of it by itself.
TABLE = (
    ("a chunked body", LINE + JSON + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNK + b"0\r\n\r\n",
     411, 400),
    ("chunks of size -2", LINE + JSON + b"Transfer-Encoding: chunked\r\n\r\n-2\r\n", 411, 400),
    ("a body without a length", LINE + JSON + b"\r\n", 411, 411),
    ("a length and chunks", post(b"Transfer-Encoding: chunked\r\n"), 400, 400),
    ("two lengths, the same", post(b"Content-Length: %d\r\n" % len(BODY)), 400, 400),
    ("two lengths", post(b"Content-Length: 3\r\n"), 400, 400),
    ("a length that is no number", LINE + JSON + b"Content-Length: +5\r\n\r\nabcde", 400, 400),
    ("a negative length", LINE + JSON + b"Content-Length: -1\r\n\r\n", 400, 400),
    ("a length of 2^64", LINE + JSON + b"Content-Length: 18446744073709551617\r\n\r\n", 413, 400),
    ("a length with a space before its colon", LINE + b"Content-Length : 2\r\n\r\nab", 400, 400),
    ("a body of 100 MB, announced", post(length=100_000_000), 413, 413),
    ("a body of 65,537 bytes", post(body=BODY + b" " * (65_537 - len(BODY))), 413, 413),
    ("a gzip bomb", post(b"Content-Encoding: gzip\r\n", b"\x1f\x8b" + b"\0" * 39_000), 415, 415),
    ("a brotli bomb", post(b"Content-Encoding: br\r\n", b"\0" * 39_000), 415, 415),
    ("an unknown expectation", post(b"Expect: a-miracle\r\n"), 417, 201),
    ("no Host", b"GET /s/citizens HTTP/1.1\r\n\r\n", 400, 400),
    ("two Hosts", GET + b"Host: evil.example\r\n\r\n", 400, 400),
    ("a Host with a path", b"GET /s/citizens HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, 400),
    ("a NUL in the path", b"GET /s/a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400, 400),
    ("a bare NUL", b"GET /s/a\0b HTTP/1.1\r\nHost: a\r\n\r\n", 400, 400),
    ("a path that is no UTF-8", b"GET /s/%FF HTTP/1.1\r\nHost: a\r\n\r\n", 400, 400),
    ("overlong UTF-8", b"GET /s/%C0%AF HTTP/1.1\r\nHost: a\r\n\r\n", 400, 400),
    ("a NUL in a header", GET + b"X: a\0b\r\n\r\n", 400, 400),
    ("a folded header", GET + b"X: a\r\n b\r\n\r\n", 400, 400),
    ("a header without a colon", GET + b"nonsense\r\n\r\n", 400, 200),
    ("a header of 1 MB", GET + b"X: " + MILLION + b"\r\n\r\n", 431, 400),
    ("600,000 headers", GET + b"A: b\r\n" * 600_000 + b"\r\n", 431, 400),
    ("an address of 30 MB", b"GET /" + MILLION * 30 + b" HTTP/1.1\r\n", 414, 414),
    ("HTTP/0.9", b"GET /s/citizens\r\n\r\n", 400, NO_REPLY),
    ("HTTP/2 unasked", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, 400),
    ("HTTP/3.7", b"GET / HTTP/3.7\r\nHost: a\r\n\r\n", 505, 505),
    ("TRACE", b"TRACE /s/citizens HTTP/1.1\r\nHost: a\r\n\r\n", 405, 405),
    ("CONNECT", b"CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405, 400),
    ("a method nobody has", b"BREW /s/citizens HTTP/1.1\r\nHost: a\r\n\r\n", 501, 501),
    ("another method by header", post(b"X-HTTP-Method-Override: DELETE\r\n"), 201, 201),
    ("an unknown survey's path upwards", b"GET /assets/../../x HTTP/1.1\r\nHost: a\r\n\r\n",
     404, 400),
    ("CRLF in a header's value, encoded", GET + b"Referer: a%0D%0ASet-Cookie:%20b\r\n\r\n",
     200, 200),
    ("a TLS greeting", b"\x16\x03\x01\x02\0\x01\n", 400, 400),
)


class Requests(AttackStory):
    @against_both("--rate", "off")
    def test_from_the_table_get_what_stands_there(self, attacked):
        with self.healthy(attacked):
            seen = [(name, attacked.say(data).status) for name, data, _, _ in TABLE]
            wanted = [(name, behind if attacked.nginx else bare)
                      for name, _, bare, behind in TABLE]
            self.assertEqual([(name, f"{is_now}, not {was}") for (name, is_now), (_, was)
                              in zip(seen, wanted) if is_now != was], [])
            self.assertNotIn("Set-Cookie", attacked.say(TABLE[-2][1]).head)

    @against_bare("--rate", "off")
    def test_refused_bare_are_answered_honestly_and_parted_with(self, attacked):
        for name, data, status, _ in TABLE:
            if status < 400 or status in (404, 413):
                continue
            heard = attacked.say(data)
            self.assertIn("application/problem+json", heard.head, name)
            self.assertIn("Connection: close", heard.head, name)
            self.assertNotIn("EXCEPTION_WHAT", heard.head, name)
            self.assertNotIn("Server:", heard.head, name)

    @against_both("--rate", "off")
    def test_with_1500_ranges_get_the_page_once(self, attacked):
        ranges = b"Range: bytes=" + b",".join([b"0-"] * 1500) + b"\r\n\r\n"
        with self.healthy(attacked):
            page = attacked.ask("GET", "/s/citizens")
            for _ in range(20):
                heard = attacked.say(GET + ranges)
                self.assertEqual(heard.status, 200)
                self.assertLess(len(heard.body), len(page.body) + 100)

    @against_both("--rate", "off")
    def test_hidden_in_the_body_of_a_get_are_never_answered(self, attacked):
        hidden = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
        with attacked.connect() as connection:
            connection.sendall(GET + b"Content-Length: %d\r\nConnection: close\r\n\r\n"
                               % len(hidden) + hidden)
            heard = read_to_the_end(connection)
            self.assertEqual(heard.count(b"HTTP/1.1 "), 1, heard[-300:])
            self.assertNotIn(b"alive", heard)

    @against_both("--rate", "1/s")
    def test_from_a_forged_address_are_charged_to_the_real_one(self, attacked):
        forged = ({"X-Forwarded-For": "203.0.113.7"}, {"REMOTE_ADDR": "203.0.113.8"},
                  {"X-Real-IP": "203.0.113.9"}, {"Forwarded": "for=203.0.113.10"})
        statuses = [attacked.ask("GET", "/healthz", headers=forged[at % len(forged)],
                                 client="127.0.0.7").status for at in range(560)]
        self.assertIn(429, statuses[500:])
        self.assertEqual(attacked.ask("GET", "/healthz", client="127.0.0.8").status, 200)

    @against_both("--rate", "2/s")
    def test_too_many_get_an_honest_429(self, attacked):
        reply = None
        for _ in range(520):
            reply = attacked.ask("GET", "/healthz", client="127.0.0.7")
            if reply.status == 429:
                break
        self.assertEqual(reply.status, 429)
        wait = int(reply.head.split("Retry-After: ")[1].split("\r\n")[0])
        self.assertLessEqual(1, wait)
        time.sleep(wait)
        self.assertEqual(attacked.ask("GET", "/healthz", client="127.0.0.7").status, 200)

    @against_both("--rate", "off")
    def test_head_and_options_are_answered_without_a_body(self, attacked):
        head = attacked.ask("HEAD", "/s/citizens")
        self.assertEqual((head.status, head.body), (200, b""))
        options = attacked.ask("OPTIONS", "/s/citizens")
        self.assertEqual(options.status, 204)
        self.assertIn("Allow: ", options.head)
        with attacked.connect() as connection:  # nothing of a body comes after a HEAD
            connection.sendall(b"HEAD /s/citizens HTTP/1.1\r\nHost: a\r\n\r\n" + GET
                               + b"\r\n")
            self.assertEqual(hear(connection, head_only=True).status, 200)


def read_to_the_end(connection):
    data = b""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        more = connection.recv(65536)
        if not more:
            break
        data += more
    return data


if __name__ == "__main__":
    unittest.main()
