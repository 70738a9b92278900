"""The real program in a folder of its own: start it, ask it, stop it, and read what it says."""

import contextlib
import http.client
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
from datetime import datetime, timedelta, timezone

PROGRAM = os.environ.get("MANYIDU", "build/release/manyidu")
START_SECONDS_MAX = 30
STOP_SECONDS_MAX = 20
REPLY_SECONDS_MAX = 20
COMMAND_SECONDS_MAX = 60
SHANGHAI = timezone(timedelta(hours=8))


def today():
    return datetime.now(SHANGHAI).date().isoformat()


def free_ports(count):
    """Ports of the loopback that nobody listens on, below those the kernel lends to clients: one of
    2,000 sockets of another test would take a port between its choice and its use."""
    found = []
    while len(found) < count:
        port = random.SystemRandom().randrange(15_000, 32_000)
        with socket.socket() as tried, contextlib.suppress(OSError):
            tried.bind(("127.0.0.1", port))
            found.append(port)
    return found


class Reply:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:500]!r}"


class Server:
    """`manyidu serve` beside `store`. Stopped and started again, it keeps its ports."""

    def __init__(self, store, *options):
        self.store = pathlib.Path(store)
        self.options = options
        self.public, self.desk = free_ports(2)
        self.log = self.store.with_suffix(".log")
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        is_first = self.process is None
        try:
            self.launch()
        except RuntimeError as failure:
            if not is_first or "Address already in use" not in str(failure):
                raise
            self.public, self.desk = free_ports(2)  # another test was quicker
            self.launch()

    def launch(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", "--store", self.store, "--public", f"127.0.0.1:{self.public}",
                 "--desk", f"127.0.0.1:{self.desk}", *self.options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS_MAX
        while not self.is_ready():
            if self.process.poll() is not None:
                raise RuntimeError(f"ended with {self.process.returncode}: {self.said()}")
            if time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"not ready after {START_SECONDS_MAX} s: {self.said()}")
            time.sleep(0.02)

    def is_ready(self):
        try:
            return self.ask("GET", "/readyz").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def stop(self):
        """Asks it to end, as a service manager does; it must end by itself and say 0."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            code = self.process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError(f"still there after {STOP_SECONDS_MAX} s: {self.said()}") from None
        if code != 0:
            raise RuntimeError(f"ended with {code}: {self.said()}")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def said(self):
        return self.log.read_text(errors="replace")[-2000:]

    def ask(self, method, path, body=None, headers=None, desk=False):
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.desk if desk else self.public, timeout=REPLY_SECONDS_MAX)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()

    def answer(self, survey, answers, key=None, **fields):
        """Posts answers as the API takes them; `fields` are unit, code, channel and locale."""
        return self.post(survey, json.dumps({"answers": answers, **fields}), key)

    def post(self, survey, body, key=None, content_type="application/json"):
        headers = {"Content-Type": content_type}
        if key is not None:
            headers["Idempotency-Key"] = key
        return self.ask("POST", f"/api/v1/surveys/{survey}/responses",
                        body if isinstance(body, bytes) else body.encode(), headers)


class Story(unittest.TestCase):
    """A test with a folder and a store of its own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="manyidu-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.store = self.folder / "manyidu.db"

    def serve(self, *options):
        """A running server on this story's store, ended with the test if not before."""
        server = Server(self.store, "--rate", "off", *options)
        server.start()
        self.addCleanup(server.stop)
        return server

    def command(self, *arguments, expect=0):
        """Runs one command on this story's store; `expect` is its exit code, or a few of them."""
        done = subprocess.run([PROGRAM, *map(str, arguments), "--store", self.store],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              encoding="utf-8", timeout=COMMAND_SECONDS_MAX, check=False)
        words = f"{arguments}\nstdout: {done.stdout[-2000:]}\nstderr: {done.stderr[-2000:]}"
        allowed = expect if isinstance(expect, tuple) else (expect,)
        self.assertIn(done.returncode, allowed, words)
        return done

    def score(self, *arguments):
        return json.loads(self.command("score", *arguments, "--json").stdout)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def assert_fields(self, whole, **expected):
        """Each field as expected; every difference is shown at once."""
        self.assertEqual({name: whole.get(name, "(absent)") for name in expected}, expected)
