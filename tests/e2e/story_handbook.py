"""docs/operations.md is followed from its first line to its last: every command in it is run.

The program, nginx, openssl, curl and the shell are the real ones; what would change the machine is
stood in for (stand_in.py). tests/packaging/install_test follows it once more on a real Debian.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import unittest

import handbook
from server import PROGRAM, free_ports

STAND_IN = pathlib.Path(__file__).parent / "stand_in.py"
STOOD_IN = ("systemctl", "journalctl", "apt-get", "cmake", "cpack", "nginx")
PLACES = ("/var/lib/private", "/var/lib/manyidu", "/etc/manyidu", "/etc/nginx", "/etc/ssl/manyidu",
          "/usr/share/doc/manyidu", "/mnt/backup")
PORTS = ("80", "443", "8080", "8081")
BLOCK_SECONDS_MAX = 120


class Machine:
    """A folder that stands for one. `home` is carried from one to the next, as on a stick."""

    def __init__(self, folder, home):
        self.folder, self.home = folder, home
        self.ports = dict(zip(PORTS, map(str, free_ports(len(PORTS)))))
        (folder / "bin").mkdir(parents=True)
        (folder / "mnt").mkdir()
        (folder / "var/lib/private").mkdir(parents=True)
        (folder / "bin/manyidu").symlink_to(pathlib.Path(PROGRAM).resolve())
        for name in STOOD_IN:
            (folder / "bin" / name).symlink_to(STAND_IN)

    def here(self, text):
        for place in PLACES:
            text = re.sub(rf"(?<![\w}}]){place}\b", f"{self.folder}{place}", text)
        text = re.sub(r"https://[\w.]+(?=/)", rf"\g<0>:{self.ports['443']}", text)
        return re.sub(r":(8080|8081|443)\b", lambda port: ":" + self.ports[port[1]], text)

    def run(self, block):
        state = self.folder / "var/lib/private/manyidu"
        public = self.folder / "var/lib/manyidu"
        if not public.is_symlink() and not public.exists() and block.where != "new-machine":
            state.mkdir(exist_ok=True)  # as systemd does for StateDirectory=
            public.symlink_to(state)
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.here(block.text)], cwd=self.folder,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8",
            timeout=BLOCK_SECONDS_MAX, check=False,
            env={**os.environ, "PATH": f"{self.folder}/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                 "FOLDER": str(self.folder), "PORTS": json.dumps(self.ports), "LANG": "C.UTF-8",
                 "HOME": str(self.home),
                 "MANYIDU": str(pathlib.Path(PROGRAM).resolve())})

    def end(self):
        for file in self.folder.glob("*.pid"):
            os.kill(int(file.read_text()), signal.SIGTERM)


class Handbook(unittest.TestCase):
    def setUp(self):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="manyidu-"))
        self.addCleanup(shutil.rmtree, self.top, ignore_errors=True)
        home = self.top / "home"
        home.mkdir()
        self.old, self.new = (Machine(self.top / name, home) for name in ("old", "new"))
        for machine in (self.old, self.new):
            self.addCleanup(machine.end)
        self.said = {}

    def follow(self, block):
        machine = self.new if block.where == "new-machine" else self.old
        if block.language == "toml":
            file = machine.folder / "etc/manyidu/manyidu.toml"
            text = handbook.change(file.read_text(encoding="utf-8"), block)
            file.write_text(machine.here(text), encoding="utf-8")
            return
        done = machine.run(block)
        place = f"docs/operations.md, line {block.line}:\n{block.text}"
        self.assertEqual(done.returncode, 0, f"{place}\n{done.stdout}\n{done.stderr}")
        self.said[block.line] = done.stdout

    def test_is_followed_to_the_end(self):
        blocks = handbook.blocks()
        self.assertGreater(sum(block.language == "sh" for block in blocks), 15)
        for block in blocks:
            if block.where == "new-machine":
                self.follow(handbook.Block("sh", "new-machine", blocks[0].text, block.line))
                # the settings that were carried over tell the ports of the other machine
                self.new.ports = self.old.ports
            self.follow(block)
        self.assertFalse((self.old.folder / "var/lib/manyidu").exists())

    def test_explains_every_metric_and_no_other(self):
        blocks = handbook.blocks()
        asking, = (block for block in blocks if "/metrics" in block.text)
        for block in blocks:
            if block.line <= asking.line and block.language == "sh" and (
                    "apt-get install -y ./" in block.text or "first-password" in block.text
                    or block is asking):
                self.follow(block)
        told = self.said[asking.line]
        names = set(re.findall(r"^# TYPE (\w+)", told, re.M))
        self.assertGreater(len(names), 5)
        text = handbook.FILE.read_text(encoding="utf-8")
        table = text[text.index("| 指标 / metric"):text.index("另外：`/readyz`")]
        self.assertEqual(set(re.findall(r"manyidu_\w+", table)), names)
        reasons = set(re.findall(r'reason="(\w+)"', told))
        self.assertEqual(set(re.findall(r'"(\w+)"', table)), reasons)


if __name__ == "__main__":
    unittest.main()
