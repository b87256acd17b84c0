"""The rules' data: word lists and thresholds. The house's own come with the code; editors add to them in the admin.

A list is a file `data/<name>.yaml` of a room that registered it: a title, what it is for, and terms. A term is plain
words ("risk-free") or, marked so, a pattern. Editors' terms (`editorial.models.rules`) are added to a list or switch
one off; numbers have a default in the code and may be set otherwise.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

_folders = [Path(__file__).parent / "data"]
_numbers = {}


@dataclass(frozen=True)
class Term:
    """One entry of a list. `better`: what to write instead, where the list says so; `note`: for the writer."""

    text: str
    is_pattern: bool = False
    better: str = ""
    note: str = ""

    @property
    def pattern(self):
        """The regular expression of the term: plain words are whole words, with any white space or hyphen between."""
        if self.is_pattern:
            return self.text
        words = r"[\s\-‐‑]+".join(re.escape(word) for word in re.split(r"[\s\-‐‑]+", self.text.strip()))
        start = r"\b" if self.text[:1].isalnum() else ""
        end = r"\b" if self.text[-1:].isalnum() else ""
        return f"{start}{words}{end}"


@dataclass(frozen=True)
class Number:
    """A threshold: its name, default, unit in words, and the check it belongs to."""

    name: str
    default: float
    title: str
    code: str


class TermError(ValueError):
    """A term that cannot be used: its pattern is no regular expression, or so slow that it could stop the site."""


class Rules:
    """The rules as they stand at one moment. `version` changes whenever a result could."""

    def __init__(self, added=(), switched_off=(), numbers=None):
        """`added`: (list, Term) pairs; `switched_off`: (list, text) pairs; `numbers`: {name: value}."""
        self._added, self._off, self._values = tuple(added), frozenset(switched_off), dict(numbers or {})
        self._compiled, self._ordered, self._terms, self._groups = {}, {}, {}, {}

    def changed(self, *, added=None, off=None, numbers=None):
        """Return these rules with one (list, Term) more, one (list, text) less, or other numbers."""
        more, less = [added] if added else [], [off] if off else []
        kept = [pair for pair in self._added if (pair[0], pair[1].text) not in less]
        return Rules([*kept, *more], {*self._off, *less}, {**self._values, **(numbers or {})})

    def terms(self, name):
        """Return the Terms of a list."""
        if name not in self._terms:
            own = [term for term in house_list(name).terms if (name, term.text) not in self._off]
            self._terms[name] = (*own, *(term for listed, term in self._added if listed == name))
        return self._terms[name]

    def pattern(self, name):
        """Return one compiled pattern, ignoring case, that finds any term of a list."""
        if name not in self._compiled:
            ordered = sorted(self.terms(name), key=lambda term: -len(term.text))
            self._ordered[name] = ordered
            self._compiled[name] = _compile(tuple(term.pattern for term in ordered))
        return self._compiled[name]

    def find(self, name, text):
        """Yield (match, Term) for every term of a list in a text, from left to right."""
        for match in self.pattern(name).finditer(text):
            yield match, self._ordered[name][int(match.lastgroup[1:])]

    def has(self, name, text):
        """Whether any term of a list stands in a text."""
        return self.pattern(name).search(text) is not None

    def groups(self, name):
        """Return the terms of a list as groups of words that mean the same: each term is a line of words."""
        if name not in self._groups:
            self._groups[name] = [tuple(word.strip() for word in term.text.split(",")) for term in self.terms(name)]
        return self._groups[name]

    def number(self, name):
        """Return a threshold."""
        return self._values.get(name, _numbers[name].default)

    @property
    def version(self):
        """A digest of all data, and of the checks that read it."""
        plain = [
            sorted((name, str(term)) for name, term in self._added),
            sorted(self._off),
            sorted(self._values.items()),
            sorted((each.name, each.default) for each in _numbers.values()),
            _sources(tuple(_folders)),
        ]
        return hashlib.sha256(json.dumps(plain, default=str).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class WordList:
    """A list of the house: its name, title, purpose and terms."""

    name: str
    title: str
    purpose: str
    terms: tuple


@cache
def house_list(name):
    """Return the WordList of a name, or an empty one: a list may be an editor's own, or of a room that is not there."""
    for folder in _folders:
        path = folder / f"{name}.yaml"
        if path.exists():
            return _read(path)
    return WordList(name, "", "", ())


def list_names():
    """Return the names of all lists, sorted."""
    return sorted({path.stem for folder in _folders for path in folder.glob("*.yaml")})


def add_folder(path):
    """Take the lists of another room."""
    if path not in _folders:
        _folders.append(path)
        house_list.cache_clear()


def number(name, default, title, code):
    """Declare a threshold and return its name."""
    _numbers[name] = Number(name, default, title, code)
    return name


def numbers():
    """Return all declared thresholds, by check and name."""
    return sorted(_numbers.values(), key=lambda each: (each.code, each.name))


@lru_cache(maxsize=256)
def _compile(patterns):
    """Return one pattern that finds any of several; its group that matched, t0 or t1 and so on, says which.

    Most begin at a word, which is asked once and not for each: that halves the time.
    """
    words, others = [], []
    for number, pattern in enumerate(patterns):
        (words if pattern.startswith(r"\b") and "|" not in _outside(pattern) else others).append(
            f"(?P<t{number}>{pattern})"
        )
    parts = [*([rf"\b(?:{'|'.join(words)})"] if words else []), *others]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _outside(pattern):
    """Return a pattern without what stands within its brackets."""
    before = ""
    while before != pattern:
        before, pattern = pattern, re.sub(r"\\.|\[[^\]]*\]|\([^()]*\)", "", pattern)
    return pattern


@cache
def _sources(folders):
    """Return a digest of the lists and of the code beside them."""
    files = sorted(path for folder in folders for path in [*folder.glob("*.yaml"), *folder.parent.glob("*.py")])
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _read(path):
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    terms = tuple(
        Term(entry)
        if isinstance(entry, str)
        else Term(
            entry.get("term") or entry["pattern"], "pattern" in entry, entry.get("better", ""), entry.get("note", "")
        )
        for entry in raw["terms"]
    )
    return WordList(path.stem, raw["title"], raw["purpose"], terms)
