"""The Debian package holds what it should, as it should, and nothing else.

Whether it installs, starts and goes away again on a clean system: `install_test`.
"""

import gzip
import os
import pathlib
import re
import shutil
import tempfile
import unittest

import debian_package
from debian_package import demand, field, run

BUILD = pathlib.Path(os.environ["BUILD"])
SOURCE = pathlib.Path(__file__).parents[2]
VERSION = os.environ["VERSION"]
FILE, PROGRAM = "-rw-r--r--", "-rwxr-xr-x"
DOC = "/usr/share/doc/manyidu/"
EXPECTED = {
    "/usr/bin/manyidu": PROGRAM,
    "/usr/lib/manyidu/nightly-backup": PROGRAM,
    "/etc/manyidu/manyidu.toml": FILE,
    "/lib/systemd/system/manyidu.service": FILE,
    "/lib/systemd/system/manyidu-backup.service": FILE,
    "/lib/systemd/system/manyidu-backup.timer": FILE,
    "/usr/share/man/man1/manyidu.1.gz": FILE,
    "/usr/share/man/zh_CN/man1/manyidu.1.gz": FILE,
    **dict.fromkeys((DOC + name for name in (
        "CHANGELOG.md.gz", "answers-format.md", "changelog.gz", "configuration.md", "copyright",
        "definition-files.md", "examples/nginx/manyidu.conf", "journal.md", "operations.md")),
        FILE),
}


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="manyidu-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.package = debian_package.build(BUILD, cls.folder / "made")
        cls.root = cls.folder / "root"
        demand("dpkg-deb", "-R", cls.package, cls.root)

    def test_holds_these_files_and_no_others(self):
        held = debian_package.contents(self.package)
        files = {path: mode for path, (mode, _) in held.items() if not path.endswith("/")}
        self.assertEqual(files, EXPECTED)
        self.assertEqual({owner for _, owner in held.values()}, {"root/root"})
        folders = {mode for path, (mode, _) in held.items() if path.endswith("/")}
        self.assertEqual(folders, {"drwxr-xr-x"})

    def test_says_what_it_is(self):
        self.assertEqual(field(self.package, "Package"), "manyidu")
        self.assertEqual(field(self.package, "Version"), VERSION)
        self.assertEqual(field(self.package, "Architecture"),
                         demand("dpkg", "--print-architecture").strip())
        depends = field(self.package, "Depends")
        for library in ("libc6", "libcpp-httplib", "libsodium23", "libsqlite3-0", "libxlsxwriter"):
            self.assertRegex(depends, rf"(^|, ){library}", "a library it cannot run without")
        control = self.root / "DEBIAN"
        self.assertEqual((control / "conffiles").read_text(), "/etc/manyidu/manyidu.toml\n")
        for script in ("postinst", "prerm", "postrm"):
            self.assertEqual(run("sh", "-n", control / script).returncode, 0, script)

    def test_runs_with_the_libraries_it_names(self):
        program = self.root / "usr/bin/manyidu"
        self.assertNotIn("not found", demand("ldd", program))
        self.assertNotRegex(demand("readelf", "-d", program), "RPATH|RUNPATH")
        self.assertEqual(demand(program, "version").strip(), f"manyidu {VERSION}")
        settings = self.root / "etc/manyidu/manyidu.toml"
        demand(program, "serve", "--config", settings, "--check")

    def test_is_hard_to_bend_by_a_byte_too_many(self):
        program = self.root / "usr/bin/manyidu"
        self.assertRegex(demand("readelf", "-hW", program), r"Type: +DYN", "its addresses change")
        self.assertRegex(demand("readelf", "-dW", program), r"BIND_NOW|Flags: NOW")
        self.assertRegex(demand("readelf", "-lW", program), r"GNU_STACK .* RW  ")
        called = demand("readelf", "-W", "--dyn-syms", program)
        for guard in ("__stack_chk_fail", "__memcpy_chk"):
            self.assertIn(guard, called)

    def test_has_the_changelog_of_this_version(self):
        with gzip.open(self.root / (DOC + "changelog.gz")[1:], "rt", encoding="utf-8") as log:
            self.assertRegex(log.readline(), rf"^manyidu \({re.escape(VERSION)}\) ")

    def test_has_manual_pages_that_name_every_command(self):
        told = demand(self.root / "usr/bin/manyidu", "--help", "--lang", "en")
        commands = re.findall(r"^  (\w+)  ", told.partition("Subcommands:")[2], re.M)
        self.assertGreater(len(commands), 10)
        for page in ("man1", "zh_CN/man1"):
            with gzip.open(self.root / f"usr/share/man/{page}/manyidu.1.gz", "rt",
                           encoding="utf-8") as text:
                words = set(re.findall(r"[\w.]+", text.read()))
            self.assertEqual(set(commands) - words, set(), page)

    def test_keeps_to_debians_policy(self):
        done = run("lintian", "--allow-root", "--fail-on", "error,warning", self.package)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
