"""The labelled passages of tests/editorial/corpus, and how well the checks find what is wrong in them.

A third of them, chosen by a hash of the id, is held out: nobody looks at what is missed there while rules are tuned.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from editorial.checks.registry import run
from tests.editorial.checks.drafts import draft

FOLDER = Path(__file__).parents[1] / "corpus"


@dataclass
class Figures:
    """Counts by code over some passages, and the misses in words."""

    wanted: Counter = field(default_factory=Counter)
    hit: Counter = field(default_factory=Counter)
    false: Counter = field(default_factory=Counter)
    misses: list = field(default_factory=list)

    def recall(self, codes):
        """The share of what should be found that is found, over some codes."""
        return _share(sum(self.hit[code] for code in codes), sum(self.wanted[code] for code in codes))

    def precision(self, codes):
        """The share of what is found that should be, over some codes."""
        hits = sum(self.hit[code] for code in codes)
        return _share(hits, hits + sum(self.false[code] for code in codes))


def load():
    """Return the passages as dicts."""
    return [entry for path in sorted(FOLDER.glob("*.yaml")) for entry in yaml.safe_load(path.read_text("utf-8"))]


def is_held_out(entry):
    """Whether a passage belongs to the third that rules are not tuned on."""
    return hashlib.sha256(entry["id"].encode()).digest()[0] % 3 == 0


def findings(entry):
    """Run the checks over a passage."""
    return run(
        draft(
            entry["text"],
            title=entry.get("title", "Notes"),
            blocks=entry.get("blocks", ()),
            lists=entry.get("lists", {}),
            images=entry.get("images", ()),
            references=entry.get("refs", {}),
        )
    )


def measure(entries):
    """Return the Figures of some passages. What a passage says it may `also` have counts neither way."""
    figures = Figures()
    for entry in entries:
        got = {finding.code for finding in findings(entry)}
        wanted, allowed = set(entry["codes"]), set(entry.get("also", ()))
        figures.wanted.update(wanted)
        figures.hit.update(wanted & got)
        extra = got - wanted - allowed
        figures.false.update(extra)
        for code in sorted(wanted - got):
            figures.misses.append((code, "missed", entry["id"], entry["text"]))
        for code in sorted(extra):
            figures.misses.append((code, "false", entry["id"], entry["text"]))
    return figures


def _share(part, whole):
    return part / whole if whole else 1.0
