"""Who is at the server during a soak: visitors in numbers, an officer, and somebody too hasty."""

import http.client
import json
import pathlib
import subprocess
import threading
import time

COMMAND_SECONDS_MAX = 3600
LOOKS_EVERY_SECONDS = 0.5
HASTY_REQUESTS = 60  # at once, again and again: the burst of 500 is soon used up
HASTY_EVERY_SECONDS = 0.5
PAGES = ("/desk/", "/desk/surveys/citizens", "/desk/indicators/citizens", "/desk/units",
         "/api/v1/indicators/citizens/score?by=unit", "/api/v1/indicators/citizens/score?by=month",
         "/api/v1/scores", "/metrics")


def run_command(program, store, *words):
    done = subprocess.run([str(program), *map(str, words), "--store", str(store)],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          encoding="utf-8", timeout=COMMAND_SECONDS_MAX, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{words}: {done.returncode} {done.stdout} {done.stderr}")
    return done.stdout


def load(program, port, seconds, *more):
    return [str(program), "--port", str(port), "--seconds", str(seconds), *map(str, more)]


def calibrate(program, port, seconds):
    """Requests a second without a pace, and how many answers that stored."""
    told = subprocess.run(load(program, port, seconds, "--seed", 1, "--report", seconds),
                          check=True, capture_output=True, text=True).stdout.splitlines()
    last = json.loads(told[-1])
    return sum(last["statuses"].values()) / last["seconds"], last["stored"]


class Visitors(threading.Thread):
    """70 % of the limit, and what came back."""

    def __init__(self, program, port, rate, seconds):
        super().__init__(daemon=True)
        report = max(1.0, seconds / 60)
        self.command = load(program, port, seconds, "--rate", rate, "--seed", 2,
                            "--report", report)
        self.seconds, self.last, self.stored, self.faults = seconds, None, 0, []
        self.rate = rate

    def run(self):
        with subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True) as running:
            for line in running.stdout:
                self.last = json.loads(line)
        if running.returncode != 0 or self.last is None:
            self.faults.append(f"the load ended with {running.returncode}")
            return
        self.stored = self.last["stored"]
        if self.errors():
            self.faults.append(f"visitors were told {self.last['statuses']} ('0': nothing)")

    def share(self):
        return min(1.0, self.last["seconds"] / self.seconds) if self.last else 0.0

    def kept(self):
        return sum(self.last["statuses"].values()) / (self.rate * self.seconds)

    def errors(self):
        return sum(number for status, number in self.last["statuses"].items()
                   if status not in ("200", "201"))

    def row(self):
        last = self.last
        return (f"{last['rate']:,.0f} | {last['p50_ms']:.2f} | {last['p99_ms']:.2f} | "
                f"{last['max_ms']:.0f} | {self.errors()}")


class Regular(threading.Thread):
    """Does its thing again and again until stopped."""

    def __init__(self, every):
        super().__init__(daemon=True)
        self.every, self.stopping, self.faults = every, threading.Event(), []

    def run(self):
        try:
            while not self.stopping.wait(self.every):
                self.act()
        except (OSError, http.client.HTTPException) as failure:
            self.faults.append(f"{type(self).__name__}: {failure!r}")

    def stop(self):
        self.stopping.set()
        self.join()


class Officer(Regular):
    """Logged in at the desk, looks at one page after the other."""

    def __init__(self, server, folder):
        super().__init__(LOOKS_EVERY_SECONDS)
        self.server, self.waits = server, []
        password = (pathlib.Path(folder) / "first-password").read_text().split()[-1]
        reply = server.ask("POST", "/desk/login", f"name=admin&password={password}",
                           {"Content-Type": "application/x-www-form-urlencoded",
                            "Origin": f"http://127.0.0.1:{server.desk}"}, desk=True)
        self.session = {"Cookie": reply.headers["Set-Cookie"].partition(";")[0]}

    def act(self):
        path = PAGES[len(self.waits) % len(PAGES)]
        began = time.monotonic()
        reply = self.server.ask("GET", path, headers=self.session, desk=True)
        self.waits.append(time.monotonic() - began)
        if reply.status != 200:
            self.faults.append(f"the desk answered {path} with {reply.status}")

    def says(self):
        waits = sorted(self.waits)
        return (f"the desk: {len(waits)} looks, median {waits[len(waits) // 2] * 1000:.0f} ms, "
                f"longest {waits[-1] * 1000:.0f} ms")


class Hasty(Regular):
    """One address that asks too often: nothing but 200 and 429 is right, and 429 must come."""

    def __init__(self, port):
        super().__init__(HASTY_EVERY_SECONDS)
        self.port, self.statuses = port, {}

    def act(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        for _ in range(HASTY_REQUESTS):
            connection.request("GET", "/healthz", headers={"X-Forwarded-For": "192.0.2.1"})
            reply = connection.getresponse()
            reply.read()
            self.statuses[reply.status] = self.statuses.get(reply.status, 0) + 1
        connection.close()

    def stop(self):
        super().stop()
        if set(self.statuses) != {200, 429}:
            self.faults.append(f"the hasty one was told {self.statuses}")

    def says(self):
        return f"the hasty one was told {self.statuses}"
