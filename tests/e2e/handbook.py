"""docs/operations.md as a person follows it: its commands and what it says to write, in order."""

import pathlib
import re
from dataclasses import dataclass

FILE = pathlib.Path(__file__).parents[2] / "docs" / "operations.md"


@dataclass(frozen=True)
class Block:
    language: str  # "sh": commands; "toml": lines for the settings
    where: str  # "", "package", "new-machine", "remove"
    text: str
    line: int


def blocks():
    """What stands in fences. Only commands and settings do."""
    found, text, opened = [], [], None
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), 1):
        fence = re.match(r"```(\w*) ?([\w-]*)$", line)
        if fence and opened is None:
            opened = (fence[1], fence[2], number + 1)
        elif line == "```":
            found.append(Block(opened[0], opened[1], "\n".join(text) + "\n", opened[2]))
            text, opened = [], None
        elif opened is not None:
            text.append(line)
    unknown = {block.language for block in found} - {"sh", "toml"}
    if unknown:
        raise ValueError(f"{FILE.name} has blocks nobody runs: {unknown}")
    return found


def change(settings, block):
    """The text of a settings file with the lines of a block in the place of its own."""
    table, wanted = None, {}
    for line in filter(None, block.text.splitlines()):
        if line.startswith("["):
            table = line
        else:
            wanted[table, line.partition(" = ")[0]] = line
    lines = []
    for line in settings.splitlines():
        if line.startswith("["):
            table = line
        lines.append(wanted.pop((table, line.partition(" = ")[0]), line))
    if wanted:
        raise ValueError(f"the settings have no {sorted(wanted)}")
    return "\n".join(lines) + "\n"
