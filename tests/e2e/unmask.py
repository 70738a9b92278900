"""What somebody who wants to know who voted how can do with files: find an order, find a link."""

import hashlib
import math
import pathlib
import sqlite3
import struct
import tempfile

WAL_HEADER_BYTES = 32
FRAME_HEADER_BYTES = 24


def kendall(order):
    """Kendall's tau-a of a permutation against 0, 1, 2 …: 1 is the same order, 0 is chance."""
    n = len(order)
    agreeing = sum((1 if order[i] < order[j] else -1)
                   for i in range(n) for j in range(i + 1, n))
    return agreeing / (n * (n - 1) / 2)


def tau_deviation(n):
    """The standard deviation of tau of n drawn at random (Kendall 1938): sqrt(2(2n+5)/9n(n-1))."""
    return math.sqrt(2 * (2 * n + 5) / (9 * n * (n - 1)))


def order_in(data, tokens, last=False):
    """The tokens, by number, in the order of their first or last place; None if one is missing."""
    places = [(data.rfind if last else data.find)(token) for token in tokens]
    if min(places) < 0:
        return None
    return sorted(range(len(tokens)), key=places.__getitem__)


def code_hash(key_file, code):
    """A code's keyed hash, as only the holder of the key can make it (libsodium's kdf, BLAKE2b)."""
    secret = bytes.fromhex(pathlib.Path(key_file).read_text(encoding="ascii").strip())
    codes = hashlib.blake2b(b"", digest_size=32, key=secret, salt=struct.pack("<QQ", 1, 0),
                            person=b"manyidu1".ljust(16, b"\0")).digest()
    return hashlib.blake2b(code.encode(), digest_size=32, key=codes).digest()


def states(file):
    """(used code hashes, answer ids) after each commit that a write-ahead log still holds."""
    log = pathlib.Path(f"{file}-wal").read_bytes()
    page_bytes = struct.unpack(">I", log[8:12])[0]
    step = FRAME_HEADER_BYTES + page_bytes
    for at in range(WAL_HEADER_BYTES, len(log) - step + 1, step):
        if struct.unpack(">I", log[at + 4:at + 8])[0] == 0:
            continue  # no commit ends here
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "then.db"
            copy.write_bytes(pathlib.Path(file).read_bytes())
            pathlib.Path(f"{copy}-wal").write_bytes(log[:at + step])
            database = sqlite3.connect(copy)
            yield ({row[0] for row in database.execute("select hash from code where used = 1")},
                   {row[0] for row in database.execute("select id from answer")})
            database.close()


def links_in_log(file):
    """{code hash: answer id} for every commit that burned one code and added one answer."""
    links, before = {}, (set(), set())
    for after in states(file):
        codes, answers = after[0] - before[0], after[1] - before[1]
        if len(codes) == len(answers) == 1:
            links[codes.pop()] = answers.pop()
        before = after
    return links


def by_place(data, tokens):
    """The tokens in the order of their last place."""
    return sorted(tokens, key=data.rfind)
