"""The Debian package as CPack makes it from a build."""

import pathlib
import subprocess


def run(*command, **more):
    return subprocess.run([*map(str, command)], capture_output=True, text=True,
                          encoding="utf-8", timeout=300, check=False, **more)


def demand(*command, **more):
    done = run(*command, **more)
    if done.returncode != 0:
        raise RuntimeError(f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def build(build_folder, folder):
    """Packs what the build holds into `folder`; the package's path."""
    demand("cpack", "-G", "DEB", "--config", pathlib.Path(build_folder) / "CPackConfig.cmake",
           "-B", folder)
    package, = pathlib.Path(folder).glob("*.deb")
    return package


def contents(package):
    """Each path to its mode and owner, folders with a slash at the end."""
    rows = (line.split(None, 5) for line in demand("dpkg-deb", "-c", package).splitlines())
    return {row[5].removeprefix("."): (row[0], row[1]) for row in rows}


def field(package, name):
    return demand("dpkg-deb", "-f", package, name).strip()
