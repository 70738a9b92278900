"""A stop under load: what was answered is stored, nobody gets half an answer, the end is near."""

import json
import signal
import socket
import sqlite3
import threading
import time
import unittest

from attacked import ANSWERS, Attacked, hear

CLIENTS = 16
REPLY_WAIT_SECONDS = 10  # reply_wait_ms_max as shipped
IMPORT_ROWS = 150_000


class Clients:
    """Post answers under keys of their own until nobody answers any more."""

    def __init__(self, attacked):
        self.attacked = attacked
        self.received = []
        self.faults = []
        self.threads = [threading.Thread(target=self.go_on, args=(at,), daemon=True)
                        for at in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def go_on(self, number):
        body = json.dumps({"answers": {"overall": "satisfied"}}).encode()
        try:
            with self.attacked.connect() as connection:
                for at in range(1_000_000):
                    connection.sendall(
                        f"POST {ANSWERS} HTTP/1.1\r\nHost: a\r\nIdempotency-Key: {number}-{at}\r\n"
                        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                        .encode() + body)
                    heard = hear(connection)
                    if not heard.data:
                        return
                    if heard.status != 201 or b"receipt" not in heard.body:
                        self.faults.append(repr(heard))
                    self.received.append(json.loads(heard.body)["receipt"])
                    if heard.closed or "Connection: close" in heard.head:
                        return
        except (BrokenPipeError, ConnectionError):
            return
        except Exception as failure:  # half an answer, above all
            self.faults.append(repr(failure))

    def end(self):
        for thread in self.threads:
            thread.join(30)


def stored(store):
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
        return database.execute("select count(*) from response").fetchone()[0]


class Stop(unittest.TestCase):
    def stop(self, attacked, *signals):
        process = attacked.server.process
        began = time.monotonic()
        for each in signals:
            process.send_signal(each)
            # Two signals at once would be heard as one.
            while "server_stopping" not in attacked.server.log.read_text():
                time.sleep(0.01)
        code = process.wait(60)
        self.assertEqual(code, 0, attacked.server.said())
        self.assertFalse(attacked.server.store.with_name("manyidu.db.sock").exists())
        return time.monotonic() - began

    def test_under_load_loses_nothing_and_halves_nothing(self):
        for each in (signal.SIGTERM, signal.SIGINT):
            with Attacked("bare", "--rate", "off") as attacked:
                clients = Clients(attacked)
                while len(clients.received) < 300:
                    time.sleep(0.01)
                took = self.stop(attacked, each)
                clients.end()
                self.assertEqual(clients.faults, [])
                self.assertEqual(len(set(clients.received)), len(clients.received))
                self.assertEqual(stored(attacked.server.store), len(clients.received))
                self.assertLess(took, REPLY_WAIT_SECONDS)
                self.assertIn("event=server_stopped", attacked.server.log.read_text())

    def nothing_moves(self, attacked, unsent_min):
        """So much stays unsent while the loop goes round: every request is a turn of it."""
        unsent = set()
        for _ in range(10):
            self.assertEqual(attacked.ask("GET", "/healthz", client="127.0.0.2").status, 200)
            unsent.add(attacked.metric('manyidu_buffered_bytes{direction="unsent"}'))
        # What asks is counted too, with a few bytes.
        return min(unsent) >= unsent_min and max(unsent) - min(unsent) < 1024

    def slow_readers(self, attacked, count):
        """Ask for more pages than the kernel keeps for them, and read none."""
        readers = [attacked.connect(receive_bytes=4096) for _ in range(count)]
        for reader in readers:
            self.addCleanup(reader.close)
            reader.sendall(b"GET /s/citizens HTTP/1.1\r\nHost: a\r\n\r\n" * 3000)
        deadline = time.monotonic() + 30
        while not self.nothing_moves(attacked, count * 32 * 1024):
            self.assertLess(time.monotonic(), deadline)
        return readers

    def test_waits_for_no_reader_longer_than_it_says(self):
        with Attacked("bare", "--rate", "off") as attacked:
            self.slow_readers(attacked, 10)
            took = self.stop(attacked, signal.SIGTERM)
            self.assertTrue(REPLY_WAIT_SECONDS - 1 < took < REPLY_WAIT_SECONDS + 2, took)

    def test_at_a_second_signal_is_at_once(self):
        with Attacked("bare", "--rate", "off") as attacked:
            self.slow_readers(attacked, 10)
            took = self.stop(attacked, signal.SIGTERM, signal.SIGTERM)
            self.assertLess(took, REPLY_WAIT_SECONDS / 2)
            self.assertIn("event=server_stopped_at_once", attacked.server.log.read_text())

    def test_breaks_an_import_off_where_it_can_go_on(self):
        with Attacked("bare", "--rate", "off") as attacked:
            rows = attacked.folder / "paper.csv"
            rows.write_text("overall\n" + "satisfied\n" * IMPORT_ROWS)
            order = json.dumps({"survey": "citizens", "path": str(rows)}).encode()
            answer = []
            asking = threading.Thread(target=lambda: answer.append(ask_owner(attacked, order)))
            asking.start()
            while attacked.metric("manyidu_import_chunk_seconds_count") < 5:
                time.sleep(0.01)
            took = self.stop(attacked, signal.SIGTERM)
            asking.join(30)
            self.assertLess(took, REPLY_WAIT_SECONDS)
            self.assertEqual(answer[0].status, 503, answer)
            kept = stored(attacked.server.store)
            self.assertTrue(0 < kept < IMPORT_ROWS, kept)
            attacked.server.start()
            done = ask_owner(attacked, order)
            self.assertEqual(done.status, 201)
            report = json.loads(done.body)
            self.assertEqual((report["accepted"], report["resumed_behind"]), (IMPORT_ROWS, kept))
            self.assertEqual(stored(attacked.server.store), IMPORT_ROWS)


def ask_owner(attacked, body):
    """POST /api/v1/imports over the Unix socket that only the store's owner can open."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(120)
        connection.connect(str(attacked.server.store) + ".sock")
        connection.sendall(b"POST /api/v1/imports HTTP/1.1\r\nHost: desk\r\n"
                           b"Content-Type: application/json\r\n"
                           b"Content-Length: %d\r\n\r\n" % len(body) + body)
        return hear(connection)


if __name__ == "__main__":
    unittest.main()
