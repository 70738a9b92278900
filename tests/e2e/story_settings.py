"""An administrator writes the server's settings into a file."""

import pathlib
import subprocess
import unittest

from server import PROGRAM, Server, Story

SHIPPED = pathlib.Path(__file__).parents[2] / "packaging" / "manyidu.toml"


class SettingsStory(Story):
    def check(self, file, *options, expect, lang="en"):
        return self.command("serve", "--config", file, "--check", "--lang", lang, *options,
                            expect=expect)

    def test_the_shipped_file_is_right(self):
        self.assertIn("right", self.check(SHIPPED, expect=0).stdout)
        self.assertIn("无误", self.check(SHIPPED, expect=0, lang="zh-CN").stdout)
        self.assertFalse(self.store.exists(), "a check makes no store")

    def test_every_mistake_is_named_at_once_with_its_line(self):
        file = self.write("bad.toml", '[public]\naddress = "x"\n\n'
                          "[desk]\nthreads = 1000\nsize = 1\n")
        done = self.check(file, expect=1)
        for place in ("line 2: public.address", "line 5: desk.threads", "line 6: desk.size"):
            self.assertIn(f"{file}, {place}: ", done.stderr)
        self.assertIn("没有这个设置", self.check(file, expect=1, lang="zh-CN").stderr)
        self.command("serve", "--config", file, expect=2)
        self.command("serve", "--config", self.folder / "absent.toml", expect=2)
        self.assertFalse(self.store.exists())

    def test_the_command_line_wins_over_the_file(self):
        file = self.write("rate.toml", "[public]\naddress = \"127.0.0.1:1\"\n"
                          "[public.limits]\nrate_per_second = 0.001\nrate_burst = 2\n")
        with Server(self.store, "--config", file, "--rate", "off") as server:
            self.assertEqual({server.ask("GET", "/healthz").status for _ in range(9)}, {200})
        self.check(SHIPPED, "--rate", "fast", "--public", "nowhere", expect=1)

    def test_the_file_alone_rules(self):
        server = Server(self.store)
        file = self.write("alone.toml", f"[public]\naddress = \"127.0.0.1:{server.public}\"\n"
                          f"[desk]\naddress = \"127.0.0.1:{server.desk}\"\n"
                          "[public.limits]\nbody_bytes_max = 2000\n")
        server.process = subprocess.Popen([PROGRAM, "serve", "--store", self.store, "--config",
                                           file], stdout=subprocess.DEVNULL)
        self.addCleanup(server.stop)
        while not server.is_ready():
            self.assertIsNone(server.process.poll())
        self.assertEqual(server.post("citizens", "x" * 2001).status, 413)
        self.assertEqual(server.post("citizens", "x" * 2000).status, 400)


if __name__ == "__main__":
    unittest.main()
