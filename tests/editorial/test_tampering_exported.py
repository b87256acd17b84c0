"""The stand-alone verifier finds every change of an exported ledger, with the file and a head that was noted before."""

import copy
import json
import random
import subprocess
import sys

import pytest

from django.core.management import call_command

from tests.editorial.test_tampering import publication  # noqa: F401 - a fixture
from tools import environment, verify_proofs

pytestmark = pytest.mark.django_db

CHANGES = 1000


def changed(value, dice):
    """Return another value of the same kind."""
    if isinstance(value, dict):
        return {**value, "added": dice.random()}
    if isinstance(value, int):
        return value + dice.randint(1, 99)
    if value is None:
        return dice.randint(1, 99)
    place = dice.randrange(len(value) + 1)
    return value[:place] + dice.choice("xyz0") + value[place:]


def tampered(entries, dice):
    """Return the entries with one change, and what it was."""
    entries = copy.deepcopy(entries)
    at = dice.randrange(len(entries))
    match dice.choice(["value", "value", "value", "key", "order", "deletion", "insertion", "copy", "end"]):
        case "value":
            key = dice.choice(sorted(entries[at]))
            entries[at][key] = changed(entries[at][key], dice)
            return entries, f"{key} of {at}"
        case "key":
            key = dice.choice(sorted(set(entries[at]) - {"sequence"}))
            del entries[at][key]
            return entries, f"{key} of {at} gone"
        case "order":
            other = dice.choice([number for number in range(len(entries)) if number != at])
            entries[at], entries[other] = entries[other], entries[at]
            return entries, f"order of {at} and {other}"
        case "deletion":
            del entries[at]
            return entries, f"deletion of {at}"
        case "copy":
            entries.insert(dice.randrange(len(entries) + 1), entries[at])
            return entries, f"copy of {at}"
        case "insertion":
            made = {**entries[at], "sequence": entries[-1]["sequence"] + 1, "previous_hash": entries[-1]["hash"]}
            entries.append(made)
            return entries, f"insertion after the end, like {at}"
        case _:
            return entries[: max(1, len(entries) - dice.randint(1, 5))], "truncation"


def write(path, entries):
    """Write entries as export_ledger does, and return the file's name."""
    path.write_text("".join(f"{json.dumps(entry)}\n" for entry in entries), encoding="utf-8")
    return str(path)


def exported(folder):
    """Export the ledger and return the file."""
    file = folder / "ledger.jsonl"
    with file.open("w", encoding="utf-8") as stream:
        call_command("export_ledger", stdout=stream)
    return file


def test_every_change_of_an_exported_ledger_is_found(publication, tmp_path, capsys):  # noqa: F811
    file = exported(tmp_path)
    entries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    head = f"{entries[-1]['sequence']}:{entries[-1]['hash']}"
    assert verify_proofs.main([str(file), "--head", head]) == 0
    dice, missed = random.Random(5), []  # noqa: S311 - not for secrets
    for _change in range(CHANGES):
        others, what = tampered(entries, dice)
        if verify_proofs.main([write(tmp_path / "tampered.jsonl", others), "--head", head]) != 1:
            missed.append(what)
    capsys.readouterr()
    assert missed == []


def test_the_program_ends_with_an_exit_code(publication, tmp_path):  # noqa: F811
    file = exported(tmp_path)
    program = [sys.executable, str(environment.ROOT / "tools" / "verify_proofs.py")]
    assert subprocess.run([*program, str(file)], check=False, capture_output=True).returncode == 0
    entries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    entries[3]["title"] += "!"
    name = write(tmp_path / "tampered.jsonl", entries)
    assert subprocess.run([*program, name], check=False, capture_output=True).returncode == 1
