"""What a process keeps resident, and how much its store's log holds, sampled while it runs."""

import pathlib
import threading
import time

SAMPLE_SECONDS = 1
MEGABYTE = 2 ** 20


class Samples(threading.Thread):
    def __init__(self, process, store):
        super().__init__(daemon=True)
        self.status = pathlib.Path(f"/proc/{process}/status")
        self.log = pathlib.Path(f"{store}-wal")
        self.stopping = threading.Event()
        self.rows = []  # (seconds, resident MB, WAL MB)

    def run(self):
        began = time.monotonic()
        while True:
            words = self.status.read_text().split()
            resident = int(words[words.index("VmRSS:") + 1]) / 1024
            wal = self.log.stat().st_size / MEGABYTE if self.log.exists() else 0
            self.rows.append((time.monotonic() - began, resident, wal))
            if self.stopping.wait(SAMPLE_SECONDS):
                return

    def stop(self):
        self.stopping.set()
        self.join()

    def resident(self):
        return self.rows[-1][1]

    def wal(self):
        return self.rows[-1][2]

    def most_resident(self):
        return max(row[1] for row in self.rows)

    def most_wal(self):
        return max(row[2] for row in self.rows)

    def longest_gap(self):
        """Between two samples: much above a second, the machine itself stood still."""
        return max((after[0] - before[0] for before, after in zip(self.rows, self.rows[1:])),
                   default=0.0)

    def after(self, share):
        """The samples without the first part of the run."""
        return Trend([row[:2] for row in self.rows if row[0] >= share * self.rows[-1][0]])


class Trend:
    """A line through samples, by least squares."""

    def __init__(self, rows):
        self.rows = rows

    def seconds(self):
        return self.rows[-1][0] - self.rows[0][0]

    def growth(self):
        """How much the line rises from the first sample to the last."""
        times, values = zip(*self.rows)
        middle, level = sum(times) / len(times), sum(values) / len(values)
        spread = sum((at - middle) ** 2 for at in times)
        if spread == 0:
            return 0.0
        slope = sum((at - middle) * (value - level) for at, value in self.rows) / spread
        return slope * self.seconds()
