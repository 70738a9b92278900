"""Codes for the attacks: real ones, made by the program, and guesses that are well formed."""

import csv
import json
import secrets
import subprocess

from attacked import ANSWERS, AttackStory
from server import PROGRAM

CODED = ANSWERS.replace("citizens", "enterprises")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = ALPHABET + "*~$=U"


def a_guess():
    """A code that is well formed: 16 random characters and the check character that fits."""
    characters = [secrets.choice(ALPHABET) for _ in range(16)]
    return "".join(characters) + check_of(characters)


def check_of(characters):
    value = 0
    for character in characters:
        value = value * 32 + ALPHABET.index(character)
    return CHECKS[value % 37]


def check_fits(code):
    return all(character in ALPHABET for character in code[:16]) and check_of(code[:16]) == code[16]


class CodeStory(AttackStory):
    def made(self, attacked, survey, count):
        out = attacked.folder / f"{secrets.token_hex(4)}.csv"
        subprocess.run([PROGRAM, "codes", survey, "--count", str(count), "--out", out, "--store",
                        attacked.server.store], check=True, capture_output=True, timeout=60)
        with open(out, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        codes = [cell.replace("-", "") for row in rows for cell in row
                 if len(cell.replace("-", "")) == 17 and check_fits(cell.replace("-", ""))]
        self.assertEqual(len(codes), count, rows[:2])
        return codes

    def answer(self, attacked, code, client="127.0.0.1", **more):
        body = {"answers": {"overall": "satisfied"}, "code": code, **more}
        return attacked.ask("POST", CODED, json.dumps(body).encode(), client=client)
