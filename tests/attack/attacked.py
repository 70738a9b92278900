"""The real program under attack: bare, or behind a real nginx with the configuration we ship.

During every attack a healthy client goes on answering from an address of its own, and the
server's resident memory is read when it is over: the kernel keeps its highest value.
"""

import contextlib
import functools
import http.client
import json
import pathlib
import resource
import shutil
import socket
import ssl
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e"))
from nginx import PUBLIC_NAME, Nginx  # noqa: E402
from server import Server  # noqa: E402

RESIDENT_BYTES_MAX = 64 * 1024 * 1024
HEALTHY_SECONDS_MAX = 1.0
PATIENCE_SECONDS = 20
ANSWER = json.dumps({"answers": {"overall": "satisfied"}}).encode()
ANSWERS = "/api/v1/surveys/citizens/responses"


def allow_descriptors(wanted):
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))


class Heard:
    """What came back on one connection: the status of its first response, and all the bytes."""

    def __init__(self, data, closed):
        self.data = data
        self.closed = closed

    @property
    def status(self):
        line = self.data.split(b"\r\n", 1)[0].split(b" ")
        return int(line[1]) if self.data.startswith(b"HTTP/1.") and len(line) > 1 else 0

    @property
    def body(self):
        return self.data.partition(b"\r\n\r\n")[2]

    @property
    def head(self):
        return self.data.partition(b"\r\n\r\n")[0].decode("latin-1")

    def __repr__(self):
        return f"{self.status} {self.data[:300]!r} closed={self.closed}"


class Healthy:
    """A client of its own that answers again and again and writes down how long it took.

    On a loaded machine the client itself may be late; an answer counts as slow only when a second
    try at once is slow as well.
    """

    def __init__(self, attacked):
        self.attacked = attacked
        self.slowest = 0.0
        self.answers = 0
        self.faults = []
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.go_on, daemon=True)

    def one(self):
        began = time.monotonic()
        reply = self.attacked.ask("POST", ANSWERS, ANSWER, client="127.0.0.99")
        return reply, time.monotonic() - began

    def try_once(self):
        try:
            reply, took = self.one()
            if took > HEALTHY_SECONDS_MAX:
                reply, took = self.one()
            self.slowest = max(self.slowest, took)
            self.answers += 1
            if reply.status != 201:
                self.faults.append(repr(reply))
        except (OSError, http.client.HTTPException) as failure:
            self.faults.append(repr(failure))

    def go_on(self):
        while not self.ending.wait(0.1):
            self.try_once()

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        self.thread.join(PATIENCE_SECONDS * 2)
        self.try_once()


class Attacked:
    """A server on a store of its own. `name` is "bare" or "behind nginx"."""

    def __init__(self, name, *options, settings=""):
        self.name = name
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="manyidu-"))
        file = self.folder / "manyidu.toml"
        proxies = '"127.0.0.1"' if name == "behind nginx" else ""
        file.write_text(f"public.trusted_proxies = [{proxies}]\n{settings}")
        self.server = Server(self.folder / "manyidu.db", "--config", file, *options)
        self.nginx = None

    def __enter__(self):
        self.server.start()
        if self.name == "behind nginx":
            self.nginx = Nginx(self.folder / "nginx", self.server.public, self.server.desk)
            self.nginx.start()
            self.trusting = self.nginx.context()
        return self

    def __exit__(self, *_):
        try:
            if self.nginx:
                self.nginx.stop()
            self.server.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self, client="127.0.0.1", receive_bytes=None):
        """A connection to the outermost door, from an address of the loopback."""
        raw = socket.socket()
        try:
            raw.settimeout(PATIENCE_SECONDS)
            if receive_bytes:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
            raw.bind((client, 0))
            raw.connect(("127.0.0.1", self.nginx.secure if self.nginx else self.server.public))
            if not self.nginx:
                return raw
            return self.trusting.wrap_socket(raw, server_hostname=PUBLIC_NAME)
        except OSError:
            raw.close()
            raise

    def say(self, data, client="127.0.0.1", head_only=False):
        """Sends bytes as they are and hears one response, by its length, or until the end."""
        with self.connect(client) as connection:
            # A server that has heard enough may close while we speak.
            with contextlib.suppress(OSError):
                connection.sendall(data)
            return hear(connection, head_only)

    def ask(self, method, path, body=None, headers=None, client="127.0.0.1"):
        head = f"{method} {path} HTTP/1.1\r\nHost: {PUBLIC_NAME}\r\nConnection: close\r\n"
        if body is not None:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        for name, value in (headers or {}).items():
            head += f"{name}: {value}\r\n"
        return self.say(head.encode() + b"\r\n" + (body or b""), client, method == "HEAD")

    def resident_bytes_most(self):
        status = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024

    def metric(self, name):
        """A number of /metrics, asked for by the owner over the Unix socket."""
        for line in self.metrics().splitlines():
            if line.startswith(name + " "):
                return float(line.split()[1])
        raise KeyError(name)

    def metrics(self):
        return self.as_owner("GET", "/metrics")[1]

    def as_owner(self, method, path):
        """The desk, asked over the Unix socket: status and text."""
        connection = http.client.HTTPConnection("desk")
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(PATIENCE_SECONDS)
        connection.sock.connect(str(self.server.store) + ".sock")
        try:
            connection.request(method, path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()


def hear(connection, head_only=False):
    data = b""
    while True:
        head, found, body = data.partition(b"\r\n\r\n")
        if found and not head.startswith(b"HTTP/1.1 100"):
            length = [line.partition(b":")[2] for line in head.split(b"\r\n")
                      if line.lower().startswith(b"content-length:")]
            if head_only or (length and len(body) >= int(length[0])):
                return Heard(data, False)
        try:
            more = connection.recv(65536)
        except (ConnectionResetError, BrokenPipeError, ssl.SSLError):
            more = b""
        if not more:
            return Heard(data, True)
        data += more


def against_both(*options, **more):
    """The test runs twice: against the bare server and against nginx before it."""
    return against(("bare", "behind nginx"), *options, **more)


def against_bare(*options, **more):
    return against(("bare",), *options, **more)


def against(names, *options, **more):
    def twice(test):
        @functools.wraps(test)
        def run(self):
            for name in names:
                with self.subTest(name), Attacked(name, *options, **more) as attacked:
                    test(self, attacked)
        return run
    return twice


class AttackStory(unittest.TestCase):
    @contextlib.contextmanager
    def healthy(self, attacked):
        """While the block runs, somebody is served well, and memory stays small."""
        with Healthy(attacked) as client:
            yield client
        self.assertEqual(client.faults, [], attacked.server.said())
        self.assertGreater(client.answers, 0)
        self.assertLess(client.slowest, HEALTHY_SECONDS_MAX, attacked.name)
        most = attacked.resident_bytes_most()
        self.assertLess(most, RESIDENT_BYTES_MAX, f"{attacked.name}: {most / 1048576:.1f} MB")
