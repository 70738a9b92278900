"""A disk is lost, and a backup brings back what it held: as an IT officer types it, by steps."""

import json
import pathlib
import shutil
import subprocess
import threading
import unittest

from server import PROGRAM, Server, Story

OK, NO, WRONG, FAILED = 0, 1, 2, 3


class Posting(threading.Thread):
    """Posts answers until told to stop; keeps what was acknowledged."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.stopping, self.acknowledged = server, threading.Event(), {}

    def run(self):
        number = 0
        while not self.stopping.is_set():
            number += 1
            reply = self.server.answer("citizens", {"overall": "satisfied"}, f"key-{number}")
            if reply.status == 201:
                self.acknowledged[f"key-{number}"] = reply.json


class Backup(Story):
    def run_on(self, store, *arguments):
        return subprocess.run([PROGRAM, *map(str, arguments), "--store", store, "--lang", "en"],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=60, check=False)

    def expect(self, code, done, *words):
        self.assertEqual(done.returncode, code, done)
        for each in words:
            self.assertIn(each, done.stdout + done.stderr)

    def back_up_under_load(self):
        """A backup beside posting clients; what was acknowledged before it began."""
        server = self.serve()
        posting = Posting(server)
        posting.start()
        while len(posting.acknowledged) < 50:
            posting.join(0.01)
        before = dict(posting.acknowledged)
        self.expect(OK, self.run_on(self.store, "backup", self.folder / "copy.db"),
                    "verified", "manyidu.key", "Open ballots are not in it")
        during = len(posting.acknowledged)
        posting.stopping.set()
        posting.join()
        self.assertGreater(len(posting.acknowledged), 50)
        self.expect(WRONG, self.run_on(self.store, "backup", self.folder / "copy.db"),
                    "exists already")
        self.expect(WRONG, self.run_on(self.store, "restore", self.folder / "copy.db",
                                       "--replace"), "stop the server first")
        server.stop()
        return before, during

    def test_brings_back_every_answer_it_was_made_with(self):
        before, during = self.back_up_under_load()
        key = self.store.with_suffix(".key")
        elsewhere = self.folder / "elsewhere" / "manyidu.db"
        restore = ["restore", self.folder / "copy.db"]
        self.expect(WRONG, self.run_on(elsewhere, *restore), "no key file")
        self.expect(OK, self.run_on(elsewhere, *restore, "--key", key), "Restored and verified")
        self.expect(WRONG, self.run_on(elsewhere, *restore), "--replace")
        self.expect(OK, self.run_on(elsewhere, "verify"), "all agree")
        score = json.loads(self.run_on(elsewhere, "score", "citizens", "--json").stdout)
        self.assertGreaterEqual(score["n"], len(before))
        self.assertLessEqual(score["n"], during + 1)
        self.assertEqual(score["value"], json.loads(self.run_on(
            self.store, "score", "citizens", "--json").stdout)["value"])

        with Server(elsewhere, "--rate", "off") as server:
            for each, receipt in before.items():
                reply = server.answer("citizens", {"overall": "satisfied"}, each)
                self.assertEqual((reply.status, reply.json), (201, receipt), each)
        again = json.loads(self.run_on(elsewhere, "score", "citizens", "--json").stdout)
        self.assertEqual(again["n"], score["n"])
        self.expect(OK, self.run_on(elsewhere, "verify"), "all agree")

    def test_without_a_server_makes_a_backup_and_keeps_the_replaced_store(self):
        self.command("survey", "list", expect=(OK, FAILED))
        self.command("units", "import", self.write(
            "units.csv", "code,name,parent,kind\nhere,这里,,hall\n"))
        self.expect(OK, self.run_on(self.store, "backup", self.folder / "copy.db"))
        self.expect(OK, self.run_on(self.store, "restore", self.folder / "copy.db", "--replace"),
                    "manyidu.before-")
        aside = next(self.folder.glob("manyidu.before-*.db"))
        self.expect(OK, self.run_on(aside, "verify"), "all agree")
        self.expect(OK, self.run_on(self.store, "verify"), "all agree")

    def test_refuses_what_is_damaged_newer_or_absent(self):
        self.command("user", "add", "li")
        copy = self.folder / "copy.db"
        self.expect(OK, self.run_on(self.store, "backup", copy))
        self.expect(WRONG, self.run_on(self.store, "restore", self.folder / "none.db",
                                       "--replace"), "no such backup")
        key = pathlib.Path(shutil.copy(self.store.with_suffix(".key"), self.folder / "k"))
        key.write_text("0" * 64 + "\n")
        target = self.folder / "target" / "manyidu.db"
        self.expect(WRONG, self.run_on(target, "restore", copy, "--key", key),
                    "does not open the backup")
        good = self.store.with_suffix(".key")
        damaged = bytearray(copy.read_bytes())
        damaged[60:64] = (1000).to_bytes(4, "big")  # the schema's number
        newer = self.folder / "newer.db"
        newer.write_bytes(damaged)
        self.expect(FAILED, self.run_on(target, "restore", newer, "--key", good), "newer program")
        newer.write_bytes(copy.read_bytes()[:20000])
        self.expect(NO, self.run_on(target, "restore", newer, "--key", good),
                    "nothing was restored")
        self.assertFalse(target.exists())


if __name__ == "__main__":
    unittest.main()
