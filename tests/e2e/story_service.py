"""The server as systemd runs it: its units are right and shut in, it says how it is, and it is
backed up every night."""

import os
import pathlib
import re
import socket
import subprocess
import unittest

from server import PROGRAM, Server, Story

PACKAGING = pathlib.Path(__file__).parents[2] / "packaging"
UNITS = sorted((PACKAGING / "systemd").iterdir())
NIGHTLY = PACKAGING / "nightly-backup"
EXPOSURE_MAX = 2.0  # of 10; systemd calls below 2 OK, and 10 dangerous
HEAR_SECONDS_MAX = 20
KEPT = 3


def run(*command, **more):
    return subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120,
                          check=False, **more)


class Ear:
    """What a service manager listens with."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.settimeout(HEAR_SECONDS_MAX)
        self.socket.bind(str(path))

    def hear(self):
        return self.socket.recv(100).decode()


class Units(Story):
    def setUp(self):
        super().setUp()
        for unit in UNITS:  # as installed, but with the programs where they are now
            text = unit.read_text(encoding="utf-8")
            text = text.replace("/usr/bin/manyidu", str(pathlib.Path(PROGRAM).resolve()))
            self.write(unit.name, text.replace("/usr/lib/manyidu/nightly-backup", str(NIGHTLY)))

    def test_are_understood_by_systemd(self):
        for unit in UNITS:
            done = run("systemd-analyze", "verify", "--man=no", self.folder / unit.name)
            said = [line for line in done.stderr.splitlines() if str(self.folder) in line
                    or unit.name in line]
            self.assertEqual((done.returncode, said), (0, []), unit.name)

    def test_a_mistake_in_one_would_be_found(self):
        file = self.folder / "manyidu.service"
        file.write_text(file.read_text().replace("ProtectSystem=strict", "ProtectSytem=strict"))
        done = run("systemd-analyze", "verify", "--man=no", file)
        self.assertIn("ProtectSytem", done.stderr)

    def test_shut_the_program_in(self):
        for unit in UNITS:
            if unit.suffix != ".service":
                continue
            done = run("systemd-analyze", "security", "--offline=yes", self.folder / unit.name)
            level = float(re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)[1])
            self.assertLessEqual(level, EXPOSURE_MAX, done.stdout)

    def test_start_what_the_settings_allow(self):
        text = UNITS[[unit.name for unit in UNITS].index("manyidu.service")].read_text()
        before, starts = (re.findall(rf"^{key}=(.*)$", text, re.M)
                          for key in ("ExecStartPre", "ExecStart"))
        command = "/usr/bin/manyidu serve --config /etc/manyidu/manyidu.toml"
        self.assertEqual(before, [command + " --check"])
        self.assertEqual(starts, [command + " --store /var/lib/manyidu/manyidu.db"])
        self.command("serve", "--config", PACKAGING / "manyidu.toml", "--check")


class Service(Story):
    def test_says_when_it_is_ready_alive_and_ending(self):
        ear = Ear(self.folder / "notify")
        self.addCleanup(ear.socket.close)
        told = {"NOTIFY_SOCKET": str(self.folder / "notify"), "WATCHDOG_USEC": "100000"}
        server = Server(self.store, "--rate", "off")
        server.process = subprocess.Popen(
            [PROGRAM, "serve", "--store", self.store, "--public", f"127.0.0.1:{server.public}",
             "--desk", f"127.0.0.1:{server.desk}"], env={**os.environ, **told},
            stdout=subprocess.DEVNULL)
        self.addCleanup(server.stop)
        self.assertEqual(ear.hear(), "READY=1")
        self.assertEqual(server.ask("GET", "/readyz").status, 200, "ready, and at once")
        for _ in range(5):
            self.assertEqual(ear.hear(), "WATCHDOG=1")
        server.process.terminate()
        said = ear.hear()
        while said == "WATCHDOG=1":
            said = ear.hear()
        self.assertEqual(said, "STOPPING=1")

    def test_without_a_watchdog_beats_for_nobody(self):
        ear = Ear(self.folder / "notify")
        self.addCleanup(ear.socket.close)
        os.environ["NOTIFY_SOCKET"] = str(self.folder / "notify")
        self.addCleanup(os.environ.pop, "NOTIFY_SOCKET")
        self.serve().stop()
        self.assertEqual([ear.hear(), ear.hear()], ["READY=1", "STOPPING=1"])


class NightlyBackup(Story):
    def nightly(self, keep=KEPT, expect=0):
        done = run(NIGHTLY, self.store, self.backups, keep, env={**os.environ,
                                                                 "MANYIDU": PROGRAM})
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return sorted(self.backups.iterdir())

    def setUp(self):
        super().setUp()
        self.backups = self.folder / "backups"
        self.backups.mkdir()
        self.old = [self.backups / f"manyidu-2020-01-0{day}T023000.db" for day in (1, 2, 3, 4)]

    def test_is_made_beside_the_server_and_the_oldest_goes(self):
        for file in self.old:
            file.touch()
        mine = self.backups / "before-the-move.db"
        mine.touch()
        for left in ("partial", "unverified"):
            (self.backups / f"manyidu-2020-01-05T023000.db.{left}").touch()
        server = self.serve()
        self.assertEqual(server.answer("citizens", {"overall": "satisfied"}).status, 201)
        other, *rest, new = self.nightly()
        self.assertEqual(([other, *rest]), [mine, *self.old[2:]])
        self.assertIn("1 responses", run(PROGRAM, "verify", "--store", new, "--lang", "en").stdout)

    def test_is_made_while_a_secret_ballot_is_open(self):
        self.command("codes", "hotline-staff", "--count", 6, "--out", self.folder / "slips.csv")
        self.assertTrue(any((self.folder / "ballots").iterdir()), "the ballot has no file")
        self.assertEqual(len(self.nightly()), 1)

    def test_that_fails_removes_nothing(self):
        for file in self.old:
            file.touch()
        self.assertEqual(self.nightly(expect=3), self.old, "there is no store")
        for nothing in ("0", "", "-1", "all"):
            self.assertEqual(self.nightly(nothing, expect=2), self.old)


if __name__ == "__main__":
    unittest.main()
