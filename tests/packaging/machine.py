"""A clean Debian in a folder: commands run in it, and its own systemd can be started in it."""

import os
import pathlib
import re
import shutil
import subprocess
import time

from debian_package import demand, run

BOOT = pathlib.Path(__file__).parent / "boot.sh"
SUITE = "bookworm"
BOOT_SECONDS_MAX = 60


def mirror():
    """Where this machine's own apt gets the suite from."""
    for line in demand("apt-cache", "policy").splitlines():
        found = re.search(rf"\d+ (https?://\S+) {SUITE}/main ", line)
        if found:
            return found[1]
    raise RuntimeError(f"this machine's apt knows no mirror of {SUITE}")


class Machine:
    def __init__(self, folder, template=None):
        """Made anew, or as a copy of one that was made before."""
        self.root = pathlib.Path(folder).resolve()
        if template:
            demand("cp", "-a", template, self.root)
        else:
            subprocess.run(["debootstrap", "--variant=minbase", SUITE, self.root, mirror()],
                           check=True, stdout=subprocess.DEVNULL)
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        self.systemd = None

    def run(self, *command):
        """In the folder, before its systemd runs. Mounts go away with the command."""
        return run("unshare", "--mount", "--pid", "--fork", f"--mount-proc={self.root}/proc",
                   "chroot", self.root, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                   "DEBIAN_FRONTEND=noninteractive", *command)

    def demand(self, *command):
        done = (self.inside if self.systemd else self.run)(*command)
        if done.returncode != 0:
            raise RuntimeError(f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def boot(self):
        self.group = control_groups() / f"manyidu-test-{os.getpid()}"
        self.group.mkdir()
        command = ("echo $$ > \"$1/cgroup.procs\" && exec setsid unshare --mount --pid --net "
                   "--uts --ipc --cgroup --fork \"$2\" \"$3\"")
        log = self.root.with_suffix(".boot")
        with open(log, "wb") as said:
            self.systemd = subprocess.Popen(
                ["sh", "-c", command, "sh", self.group, BOOT, self.root],
                stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        deadline = time.monotonic() + BOOT_SECONDS_MAX
        while "running" not in self.inside("systemctl", "is-system-running").stdout:
            if self.systemd.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("its systemd did not start: " + log.read_text())
            time.sleep(0.1)

    def inside(self, *command, namespaces=("-a", "-r", "-w")):
        """Under its systemd; with `namespaces` ("-n",) a program of ours in its network."""
        children = pathlib.Path(f"/proc/{self.systemd.pid}/task/{self.systemd.pid}/children")
        first = children.read_text().split()
        if not first:
            return subprocess.CompletedProcess(command, 1, "", "not there yet")
        clean = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                 "DEBIAN_FRONTEND=noninteractive"]
        return run("nsenter", "-t", first[0], *namespaces, *clean, *command)

    def ask(self, *curl):
        return self.inside("curl", "--silent", "--max-time", "20", *curl, namespaces=("-n",))

    def halt(self):
        """Ends its first process, and with it all others and every mount."""
        if self.systemd is None:
            return
        children = pathlib.Path(f"/proc/{self.systemd.pid}/task/{self.systemd.pid}/children")
        for first in children.read_text().split():
            os.kill(int(first), 9)
        self.systemd.wait(20)
        self.systemd = None
        for folder, _, _ in os.walk(self.group, topdown=False):
            os.rmdir(folder)


def control_groups():
    for line in pathlib.Path("/proc/mounts").read_text().splitlines():
        _, place, kind, *_ = line.split()
        if kind == "cgroup2":
            return pathlib.Path(place)
    raise RuntimeError("this machine has no cgroup2")
