"""The disk is full: a real small file system, the real server, and room again.

While there is no room every answer hears 503 with Retry-After, pages and figures are served, and
/readyz says no. As soon as there is room, the same server takes answers again.

Mounts a tmpfs: as root, or else in a mount namespace of its own. Where neither is allowed the test
says so and is skipped (exit code 77).
"""

import http.client
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from server import Server, Story  # noqa: E402

DISK_BYTES = 64 * 2 ** 20  # /readyz wants 32 MiB free
ROOM_BYTES = 400 * 2 ** 10  # left beside the ballast
ANSWERS_MAX = 2000
SKIPPED = 77


def mount(folder):
    return subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", folder],
                          capture_output=True, text=True, check=False)


class FullServer(Server):
    """One that may be started without room: it need not be ready, only alive."""

    def is_ready(self):
        try:
            return self.ask("GET", "/healthz").status == 200
        except (OSError, http.client.HTTPException):
            return False


class DiskFull(Story):
    def setUp(self):
        super().setUp()
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = mount(disk)
        self.assertEqual(mounted.returncode, 0, mounted.stderr)
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        self.disk = disk
        self.store = disk / "manyidu.db"

    def fill(self):
        """Ballast until only ROOM_BYTES are left."""
        free = os.statvfs(self.disk)
        with open(self.disk / "ballast", "wb") as ballast:
            ballast.write(bytes(free.f_bavail * free.f_frsize - ROOM_BYTES))

    def answer(self, number):
        return self.server.answer("citizens", {"overall": "satisfied", "comment": "窗口" * 900},
                                  f"key-{number}")

    def answer_until_full(self):
        acknowledged = {}
        for number in range(ANSWERS_MAX):
            reply = self.answer(number)
            if reply.status != 201:
                return acknowledged, number, reply
            acknowledged[number] = reply.json
        self.fail(f"{ANSWERS_MAX} answers fit into {ROOM_BYTES} bytes")

    def expect_reading(self, n):
        for path in ("/healthz", "/s/citizens", "/api/v1/surveys/citizens"):
            self.assertEqual(self.server.ask("GET", path).status, 200, path)
        self.assertEqual(self.server.ask("GET", "/desk/login", desk=True).status, 200)
        self.assertEqual(self.score("citizens")["n"], n)

    def start_and_fill(self):
        self.server = FullServer(self.store, "--rate", "off")
        self.server.log = self.folder / "manyidu.log"
        self.server.start()
        self.addCleanup(self.server.stop)
        self.fill()

    def test_takes_nothing_serves_on_and_takes_again(self):
        self.start_and_fill()
        self.assertEqual(self.server.ask("GET", "/readyz").status, 503, "before it is too late")

        acknowledged, refused, reply = self.answer_until_full()
        self.assertGreater(len(acknowledged), 0)
        for number in range(refused, refused + 20):
            self.assertEqual(reply.status, 503, reply)
            self.assertGreater(int(reply.headers["Retry-After"]), 0)
            reply = self.answer(number)
        self.expect_reading(len(acknowledged))
        self.assertEqual(self.server.ask("GET", "/readyz").status, 503)

        (self.disk / "ballast").unlink()
        again = self.answer(refused)
        self.assertEqual(again.status, 201, "as soon as there is room")
        acknowledged[refused] = again.json
        self.assertEqual(self.server.ask("GET", "/readyz").status, 200)
        self.assertIsNone(self.server.process.poll(), "one and the same server")
        for number, receipt in acknowledged.items():
            reply = self.answer(number)
            self.assertEqual((reply.status, reply.json), (201, receipt), number)
        self.expect_reading(len(acknowledged))
        self.server.stop()
        self.assertNotIn("disk_failed", self.server.said())
        self.command("verify")

    def test_killed_and_started_there_it_loses_nothing(self):
        self.start_and_fill()
        acknowledged, refused, _ = self.answer_until_full()
        self.server.kill()
        self.server.start()
        self.expect_reading(len(acknowledged))
        self.assertEqual(self.answer(refused).status, 503)
        (self.disk / "ballast").unlink()
        for number, receipt in acknowledged.items():
            reply = self.answer(number)
            self.assertEqual((reply.status, reply.json), (201, receipt), number)
        self.assertEqual(self.score("citizens")["n"], len(acknowledged))
        self.server.stop()
        self.command("verify")


def main():
    with tempfile.TemporaryDirectory() as folder:
        mounted = mount(folder)
        if mounted.returncode == 0:
            subprocess.run(["umount", folder], check=True)
            unittest.main()
    own_mounts = ["unshare", "--user", "--map-root-user", "--mount"]
    if "OWN_MOUNTS" not in os.environ and subprocess.run(
            [*own_mounts, "true"], capture_output=True, check=False).returncode == 0:
        os.environ["OWN_MOUNTS"] = "yes"
        os.execvp(own_mounts[0], [*own_mounts, sys.executable, "-B", *sys.argv])
    print(f"skipped: no file system can be mounted here: {mounted.stderr.strip()}")
    sys.exit(SKIPPED)


if __name__ == "__main__":
    main()
