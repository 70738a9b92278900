#!/usr/bin/env python3
"""Stands in for the commands of a machine that a test must not change: systemctl, journalctl,
apt-get, cmake, cpack and nginx, each called by its name with FOLDER as the machine's root.

It refuses what the real one would not understand here: another verb, an unknown unit, a package of
another name. What it does it does with the real things: it starts the program with the line of the
shipped unit, and nginx with the shipped configuration. tests/packaging/install_test runs the same
commands with the real ones.
"""

import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import nginx  # noqa: E402

nginx.NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")  # and not this file

FOLDER = pathlib.Path(os.environ["FOLDER"])
PORTS = json.loads(os.environ["PORTS"])
PROGRAM = os.environ["MANYIDU"]
VERSION = os.environ["VERSION"]
SOURCE = pathlib.Path(__file__).resolve().parents[2]
UNITS = SOURCE / "packaging" / "systemd"
READY_SECONDS_MAX = 20


class Refused(Exception):
    pass


def of_this_folder(text):
    """What the real machine calls so, as it is called here."""
    text = text.replace("/usr/bin/manyidu", PROGRAM)
    text = text.replace("/usr/lib/manyidu/", f"{SOURCE}/packaging/")
    for place in ("/etc/manyidu", "/var/lib/manyidu"):
        text = text.replace(place, f"{FOLDER}{place}")
    return re.sub(r":(8080|8081)\b", lambda port: f":{PORTS[port[1]]}", text)


class Unit:
    def __init__(self, name):
        self.name = name
        self.file = UNITS / name
        if not self.file.exists() and name != "nginx.service":
            raise Refused(f"Unit {name} not found")
        self.pid_file = FOLDER / f"{name}.pid"
        self.log = FOLDER / f"{name}.log"

    def lines(self, key):
        text = self.file.read_text(encoding="utf-8")
        environment = dict(re.findall(r"^Environment=(\w+)=(.*)$", text, re.M))
        for line in re.findall(rf"^{key}=(.*)$", text, re.M):
            for name, value in environment.items():
                line = line.replace("${" + name + "}", value)
            yield shlex.split(of_this_folder(line))

    def run(self, command):
        with open(self.log, "ab") as log:
            return subprocess.call(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def is_active(self):
        if not self.pid_file.exists():
            return self.name.endswith(".timer") and (FOLDER / f"{self.name}.active").exists()
        state = pathlib.Path(f"/proc/{self.pid_file.read_text()}/stat")
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"

    def start(self):
        if self.name.endswith(".timer"):
            for calendar in self.lines("OnCalendar"):
                subprocess.run(["systemd-analyze", "calendar", " ".join(calendar)], check=True,
                               stdout=subprocess.DEVNULL)
            (FOLDER / f"{self.name}.active").touch()
        elif self.name == "nginx.service":
            self.keep(start_nginx())
        elif "Type=oneshot" in self.file.read_text(encoding="utf-8"):
            command, = self.lines("ExecStart")
            if self.run(command) != 0:
                raise Refused(f"{self.name} failed: {self.log.read_text()}")
        elif not self.is_active():
            self.start_server()

    def start_server(self):
        for command in self.lines("ExecStartPre"):
            if self.run(command) != 0:
                raise Refused(f"{self.name}: {self.log.read_text()}")
        ear = FOLDER / "notify"
        ear.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard, open(self.log, "ab") as log:
            heard.bind(str(ear))
            heard.settimeout(READY_SECONDS_MAX)
            (FOLDER / "var/lib/private/manyidu/backups").mkdir(parents=True, exist_ok=True)
            command, = self.lines("ExecStart")
            self.keep(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                       env={**os.environ, "NOTIFY_SOCKET": str(ear)},
                                       start_new_session=True))
            if heard.recv(100) != b"READY=1":
                raise Refused(f"{self.name} is not ready")

    def keep(self, process):
        self.pid_file.write_text(str(process.pid))

    def stop(self):
        (FOLDER / f"{self.name}.active").unlink(missing_ok=True)
        if self.pid_file.exists() and self.is_active():
            os.kill(int(self.pid_file.read_text()), signal.SIGTERM)
            while self.is_active():
                time.sleep(0.01)
        self.pid_file.unlink(missing_ok=True)


def nginx_here():
    """The shipped file where the handbook had it copied to, with ports of the test."""
    here = object.__new__(nginx.Nginx)
    here.folder = FOLDER / "nginx"
    here.plain, here.secure = PORTS["80"], PORTS["443"]
    here.write_configuration(PORTS["8080"], PORTS["8081"],
                             FOLDER / "etc/nginx/conf.d/manyidu.conf", FOLDER / "etc/ssl/manyidu")
    return here


def start_nginx():
    Unit("nginx.service").stop()
    here = nginx_here()
    process = subprocess.Popen(here.command(), stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)
    deadline = time.monotonic() + READY_SECONDS_MAX
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", here.secure), timeout=1).close()
            return process
        except OSError:
            time.sleep(0.02)
    raise Refused("nginx does not listen")


def systemctl(verb, *rest):
    now = "--now" in rest
    units = [Unit(name) for name in rest if not name.startswith("--")]
    unknown = {word for word in rest if word.startswith("--")} - {"--now", "--no-pager"}
    if unknown or not units:
        raise Refused(f"systemctl {verb}: {unknown or 'no unit'}")
    for unit in units:
        if verb in ("enable", "disable"):
            if unit.name.endswith("backup.service"):
                raise Refused(f"{unit.name} has no installation config")
            if now:
                unit.start() if verb == "enable" else unit.stop()
        elif verb == "start":
            unit.start()
        elif verb == "stop":
            unit.stop()
        elif verb == "restart":
            unit.stop()
            unit.start()
        elif verb in ("status", "list-timers"):
            if not unit.is_active():
                raise Refused(f"{unit.name} is inactive (dead)")
            print(unit.name, "active")
        else:
            raise Refused(f"Unknown command verb {verb}")


def journalctl(*words):
    words = list(words)
    unit = Unit(words[words.index("-u") + 1])
    known = {"-u", unit.name, "--no-pager", "--lines", "--since", "today", "--output", "short-iso"}
    unknown = {word for word in words if not word.isdigit()} - known
    if unknown:
        raise Refused(f"journalctl: {unknown}")
    print(unit.log.read_text(encoding="utf-8") if unit.log.exists() else "-- No entries --")


def apt_get(verb, *words):
    names = [word for word in words if not word.startswith("-")]
    machine = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True,
                             text=True).stdout.strip()
    package = f"./build/release/manyidu_{VERSION}_{machine}.deb"
    if (verb, names) == ("install", ["nginx", "openssl", "curl"]):
        (FOLDER / "etc/nginx/conf.d").mkdir(parents=True, exist_ok=True)
    elif (verb, names) == ("install", [package]):
        install()
    elif (verb, names) == ("purge", ["manyidu"]):
        Unit("manyidu.service").stop()
        shutil.rmtree(FOLDER / "etc/manyidu")
    else:
        raise Refused(f"apt-get {verb} {names}, but the package is {package}")


def install():
    settings = FOLDER / "etc/manyidu/manyidu.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    if not settings.exists():
        text = (SOURCE / "packaging/manyidu.toml").read_text(encoding="utf-8")
        settings.write_text(of_this_folder(text), encoding="utf-8")
    examples = FOLDER / "usr/share/doc/manyidu/examples/nginx"
    examples.mkdir(parents=True, exist_ok=True)
    shutil.copy(nginx.SHIPPED, examples)
    server = Unit("manyidu.service")
    if server.is_active():  # as postinst does
        server.stop()
        server.start()


def cmake(*words):
    presets = json.loads((SOURCE / "CMakePresets.json").read_text(encoding="utf-8"))
    names = {preset["name"] for preset in presets["buildPresets"]}
    right = [("--preset", name) for name in names]
    right += [("--build", "--preset", name, "--target", "manyidu") for name in names]
    if words not in right:
        raise Refused(f"cmake {words}")


def cpack(*words):
    if words != ("-G", "DEB", "--config", "build/release/CPackConfig.cmake"):
        raise Refused(f"cpack {words}, but package_test packs with -G DEB --config")


def nginx_command(*words):
    if words != ("-t",):
        raise Refused(f"nginx {words}")
    done = nginx_here().check()
    if done.returncode != 0:
        raise Refused(done.stderr)


COMMANDS = {"systemctl": systemctl, "journalctl": journalctl, "apt-get": apt_get, "cmake": cmake,
            "cpack": cpack, "nginx": nginx_command}


if __name__ == "__main__":
    try:
        COMMANDS[pathlib.Path(sys.argv[0]).name](*sys.argv[1:])
    except Refused as refused:
        print(refused, file=sys.stderr)
        sys.exit(1)
