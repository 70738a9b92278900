"""Kills the server with SIGKILL under load; whatever it acknowledged must be there, once.

Clients post answers, each under an idempotency key of its own. A killed server leaves a client
without a reply: it then either tries the same key again or leaves it in doubt. At the end
  - every acknowledged answer, posted again, gets its first receipt and its first time,
  - the same key with other answers gets 409,
  - the figure's n is at least the acknowledged and at most the acknowledged and the doubtful,
    and the replays did not change it,
  - the doubtful, posted again, make n exactly both, and `manyidu verify` agrees.
"""

import argparse
import http.client
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import server as house  # noqa: E402

GRADES = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
CLIENTS = 4
DOUBT_SHARE = 0.3  # of the answers that lost their server, how many are left in doubt
REPLY_SECONDS_MAX = 10
LIFE_SECONDS = (0.05, 0.5)  # between readiness and the kill
LONG_LIFE_SECONDS = (0.3, 1.2)  # until a log of long comments is full, and some time after
FULL_LOG_BYTES = 1000 * 4096  # then it is copied into the file, beside the writing


@dataclass
class Ledger:
    """What one client knows: acknowledged key -> (body, reply), and the doubtful key -> body."""
    acknowledged: dict = field(default_factory=dict)
    doubtful: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)


class Client(threading.Thread):
    """Posts one answer after the other over one connection, until told to stop."""

    def __init__(self, port, name, seed, stopping, characters=0):
        super().__init__(daemon=True)
        self.port, self.prefix, self.stopping = port, name, stopping
        self.characters = characters  # of each comment; 0: short ones now and then
        self.chance = random.Random(seed)
        self.ledger = Ledger()
        self.connection = None

    def run(self):
        number = 0
        while not self.stopping.is_set():
            number += 1
            self.give(f"{self.prefix}-{number}", body_of(self.chance, number, self.characters))

    def give(self, key, body):
        while True:
            try:
                status, reply = self.post(key, body)
            except ConnectionRefusedError:
                self.connection = None
                time.sleep(0.01)  # until somebody listens again
                continue
            except (OSError, http.client.HTTPException):
                self.connection = None
                if self.chance.random() < DOUBT_SHARE:
                    self.ledger.doubtful[key] = body
                    return
                continue
            if status == 201:
                self.ledger.acknowledged[key] = (body, reply)
            else:
                self.ledger.problems.append(f"{key}: {status} {reply[:200]}")
                self.ledger.doubtful[key] = body
            return

    def post(self, key, body):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                         timeout=REPLY_SECONDS_MAX)
        self.connection.request("POST", "/api/v1/surveys/citizens/responses", body.encode(),
                                {"Content-Type": "application/json", "Idempotency-Key": key})
        response = self.connection.getresponse()
        return response.status, response.read().decode()


def body_of(chance, number, characters):
    answers = {"overall": chance.choice(GRADES)}
    if number % 5 == 0 or characters:
        answers["comment"] = f"第 {number} 条意见".ljust(characters, "长")
    return json.dumps({"answers": answers, "channel": chance.choice(("web", "qr", "hall"))})


def other_body(body):
    changed = json.loads(body)
    at = GRADES.index(changed["answers"]["overall"])
    changed["answers"]["overall"] = GRADES[(at + 1) % len(GRADES)]
    return json.dumps(changed)


def kill_again_and_again(server, chance, kills, lives, deadline):
    """How many kills there was time for, and how many found a log that had once been full. The
    server runs when this returns."""
    log = pathlib.Path(f"{server.store}-wal")
    full = 0
    for done in range(kills):
        if time.monotonic() > deadline:
            return done, full
        time.sleep(chance.uniform(*lives))
        server.kill()
        full += log.stat().st_size >= FULL_LOG_BYTES
        server.start()
    return kills, full


def replay(port, entries, expected):
    """Posts every (key, body) again over CLIENTS connections; the replies that surprise."""
    entries = list(entries)
    surprises = []

    def part(start):
        client = Client(port, "replay", 0, threading.Event())
        for key, body in entries[start::CLIENTS]:
            status, reply = client.post(key, body)
            if not expected(key, status, reply):
                surprises.append(f"{key}: {status} {reply[:200]}")

    threads = [threading.Thread(target=part, args=(start,)) for start in range(CLIENTS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return surprises


def counted(store):
    done = subprocess.run([house.PROGRAM, "score", "citizens", "--json", "--store", store],
                          capture_output=True, check=True, timeout=60, stdin=subprocess.DEVNULL)
    return json.loads(done.stdout)["n"]


def judge(server, acknowledged, doubtful):
    """Every broken promise, in words."""
    broken = []
    n = counted(server.store)
    if not len(acknowledged) <= n <= len(acknowledged) + len(doubtful):
        broken.append(f"n is {n}: {len(acknowledged)} acknowledged, {len(doubtful)} in doubt")

    again = replay(server.public, ((key, body) for key, (body, _) in acknowledged.items()),
                   lambda key, status, reply: status == 201 and reply == acknowledged[key][1])
    broken += [f"replayed {each}" for each in again]
    reused = replay(server.public,
                    ((key, other_body(body)) for key, (body, _) in
                     list(acknowledged.items())[:200]),
                    lambda _, status, __: status == 409)
    broken += [f"other answers under {each}" for each in reused]
    if counted(server.store) != n:
        broken.append(f"the replays changed n from {n} to {counted(server.store)}")

    late = replay(server.public, doubtful.items(), lambda _, status, __: status == 201)
    broken += [f"doubtful {each}" for each in late]
    both = len(acknowledged) + len(doubtful)
    if counted(server.store) != both:
        broken.append(f"n is {counted(server.store)} after all, not {both}")

    receipts = {json.loads(reply)["receipt"] for _, reply in acknowledged.values()}
    if len(receipts) != len(acknowledged):
        broken.append(f"{len(receipts)} receipts for {len(acknowledged)} answers")
    server.stop()
    verified = subprocess.run([house.PROGRAM, "verify", "--store", server.store],
                              capture_output=True, text=True, check=False, timeout=600,
                              stdin=subprocess.DEVNULL)
    if verified.returncode != 0:
        broken.append(f"verify: {verified.returncode} {verified.stdout} {verified.stderr}")
    return broken


def campaign(store, options):
    chance = random.Random(options.seed)
    server = house.Server(store, "--rate", "off")
    stopping = threading.Event()
    clients = [Client(server.public, f"client-{number}", chance.random(), stopping,
                      options.characters)
               for number in range(CLIENTS)]
    try:
        server.start()
        for each in clients:
            each.start()
        began = time.monotonic()
        lives = LONG_LIFE_SECONDS if options.characters else LIFE_SECONDS
        kills, full = kill_again_and_again(server, chance, options.kills, lives,
                                           began + options.seconds_max)
        stopping.set()
        for each in clients:
            each.join()

        acknowledged, doubtful, broken = {}, {}, []
        for each in clients:
            acknowledged |= each.ledger.acknowledged
            doubtful |= each.ledger.doubtful
            broken += each.ledger.problems
        print(f"{kills} kills in {time.monotonic() - began:.0f} s: {len(acknowledged)} "
              f"acknowledged, {len(doubtful)} in doubt, {full} times a full log", flush=True)
        if kills < options.kills:
            broken.append(f"only {kills} of {options.kills} kills in {options.seconds_max} s")
        if len(acknowledged) < options.kills:
            broken.append("hardly any load: the kills met nobody")
        if options.characters and full == 0:
            broken.append("the log was never full")
        return broken + judge(server, acknowledged, doubtful)
    finally:
        stopping.set()
        if server.process is not None and server.process.poll() is None:
            server.kill()


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("program", help="the manyidu to kill")
    words.add_argument("--kills", type=int, default=25)
    words.add_argument("--characters", type=int, default=0,
                       help="of each comment: long ones fill the log")
    words.add_argument("--seconds-max", type=float, default=45, help="for the kills")
    words.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10 ** 9))
    options = words.parse_args()
    house.PROGRAM = options.program
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="manyidu-") as folder:
        broken = campaign(pathlib.Path(folder) / "manyidu.db", options)
        if broken and (log := pathlib.Path(folder) / "manyidu.log").exists():
            print(log.read_text(errors="replace")[-2000:])
    for each in broken[:20]:
        print(f"broken: {each}")
    print(f"{len(broken)} broken promises, seed {options.seed}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
