"""Checks proofs of Imprimatur without Imprimatur: `python tools/verify_proofs.py FILE…`, Python 3.11 and nothing else.

A FILE is what `/proof/<page>.json` answers, or the whole ledger as `manage.py export_ledger` writes it. `--head
SEQUENCE:HASH`, noted earlier from either, must still be in the ledger: that is how a chain shows that was written anew.
Exit code 0: everything holds; 1: something does not, a sentence for each fault; 2: a file cannot be read.

This file stands alone on purpose, and repeats on purpose what the platform says in `editorial`: whoever does not trust
the platform can read it in one sitting. What it cannot see: whether a publisher left something out of a proof, or wrote
a whole chain anew before anybody noted its head.
"""

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

GENESIS = "0" * 64
PUBLIC = ("published", "emergency", "installed")
CUTS = (*PUBLIC, "withdrawn")


class UnreadableError(Exception):
    """The file is not what this program reads."""


@dataclass
class Report:
    """What was found in one file: faults, and remarks on what is true but worth knowing."""

    faults: list = field(default_factory=list)
    remarks: list = field(default_factory=list)


def digest(value):
    """Return the SHA-256 of a JSON value: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def check_file(path, heads):
    """Return the Report on one file. Raises UnreadableError."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"It cannot be read: {error}.") from error
    whole = _parsed(text)
    if isinstance(whole, dict) and whole.get("format") == "imprimatur-proof":
        if whole.get("version") != 1:
            raise UnreadableError("It is a proof of a later version than this program knows.")
        return check_proof(whole, heads)
    entries = [_parsed(line) for line in text.splitlines() if line.strip()]
    if not entries or not all(map(_is_entry, entries)):
        raise UnreadableError("It is neither a proof nor a ledger.")
    return check_ledger(entries, heads)


def check_ledger(entries, heads=()):
    """Return the Report on a whole ledger: one chain from the first entry, and every publication's approvals."""
    report = Report()
    expected, previous = 1, GENESIS
    for entry in entries:
        number = entry["sequence"]
        if number != expected:
            report.faults.append(f"Entry {expected} was expected and entry {number} found: missing or out of order.")
        if entry.get("previous_hash") != previous:
            report.faults.append(f"Entry {number} is not linked to the entry before it.")
        expected, previous = number + 1, entry.get("hash")
    report.faults += _own_hashes(entries)
    report.faults += _publications(entries)
    report.faults += _noted(entries, heads, whole=True)
    report.remarks.append(f"{len(entries)} entries. The head to note is {entries[-1]['sequence']}:{previous}")
    return report


def check_proof(proof, heads=()):
    """Return the Report on the proof of one page."""
    report = Report()
    entries, content = _entries(proof), proof.get("content")
    if digest(content) != proof.get("fingerprint"):
        report.faults.append("The words are not those of the fingerprint.")
    report.faults += _part(entries, proof)
    publication = next((entry for entry in entries if entry["sequence"] == proof.get("publication")), {})
    event = publication.get("event")
    if _details(publication).get("alias_of") is not None:
        source = proof["alias_of"] if isinstance(proof.get("alias_of"), dict) else {}
        report.faults += [f"Of the words' own page: {fault}" for fault in _source(publication, source, content)]
        report.remarks.append("It shows the words of another page; the approvals are that page's.")
        entries = entries + _entries(source)
    report.faults += _noted(entries, heads, whole=False)
    if event == "installed":
        report.remarks.append("The words came with the installation: they are unchanged, and nobody approved them.")
    if event == "emergency":
        report.remarks.append("The words were published in an emergency, by two people and without all approvals.")
    return report


def _source(alias, source, content):
    """Yield the faults of the page whose words an alias shows: the address apart, they are the same."""
    entries, details = _entries(source), _details(alias)
    if any(str(entry.get("object_id")) != str(details["alias_of"]) for entry in entries if not entry.get("sealed")):
        yield "Some entries are about a third page."
    if not all(entry["sequence"] < alias["sequence"] for entry in entries):
        yield "Some entries are later than the publication at the second address."
    yield from _part(entries, source)
    fields = content.get("fields") if isinstance(content, dict) else None
    words = {**content, "fields": {**fields, "slug": details.get("source_slug")}} if isinstance(fields, dict) else None
    if digest(words) != source.get("fingerprint"):
        yield "The words are others."


def _part(entries, proof):
    """Yield the faults of one page's part of the chain."""
    numbers = [entry["sequence"] for entry in entries]
    if numbers != sorted(set(numbers)):
        yield "The entries are out of order."
    for before, entry in pairwise(entries):
        if before["sequence"] + 1 == entry["sequence"] and entry.get("previous_hash") != before.get("hash"):
            yield f"Entry {entry['sequence']} is not linked to the entry before it."
    shown = [entry for entry in entries if not entry.get("sealed")]
    yield from _own_hashes(shown)
    last = next((entry for entry in reversed(shown) if entry.get("event") in CUTS), {})
    if last.get("event") not in PUBLIC or last.get("sequence") != proof.get("publication"):
        yield "The last thing that happened to the page is not the publication that the proof names."
    if last.get("fingerprint") != proof.get("fingerprint"):
        yield "The words that were published last have another fingerprint."
    yield from _publications(shown, must_be_complete=False)


def _own_hashes(entries):
    for entry in entries:
        if digest({name: value for name, value in entry.items() if name != "hash"}) != entry.get("hash"):
            yield f"Entry {entry['sequence']} was changed after it was written."


def _publications(entries, must_be_complete=True):
    """Yield what is wrong with the approvals that publications name. `entries`: in order.

    In a page's own proof the source of an alias stands apart, so `must_be_complete` is for whole ledgers.
    """
    past, public = {}, {}
    for entry in entries:
        page, event = (str(entry.get("content")), str(entry.get("object_id"))), entry.get("event")
        if event == "published":
            details = _details(entry)
            if details.get("alias_of") is None:
                yield from _approvals(entry, details, past.get(page, []))
            elif must_be_complete and not public.get((page[0], str(details["alias_of"]))):
                yield f"Publication {entry['sequence']} shows the words of a page that was not public."
        elif event == "emergency" and _details(entry).get("confirmed_key") in ("", None, entry.get("person")):
            yield f"Emergency publication {entry['sequence']} was not confirmed by a second person."
        if event in CUTS:
            public[page] = event != "withdrawn"
        past.setdefault(page, []).append(entry)


def _approvals(publication, details, past):
    """Yield what is wrong with one publication's approvals; `past`: the page's earlier entries, oldest first."""
    name = f"Publication {publication['sequence']}"
    found = {str(entry["sequence"]): (place, entry) for place, entry in enumerate(past)}
    people = []
    for item in _list(details, "approvals"):
        place, given = found.get(str(item.get("sequence")), (0, {}))
        if given.get("event") != "approved":
            yield f"{name} names an approval ({item.get('sequence')}) that is not there before it."
            continue
        if given.get("fingerprint") != publication.get("fingerprint"):
            yield f"{name} names approval {given['sequence']}, which is for other words."
        if any(_uses_up(later, given) for later in past[place + 1 :]):
            yield f"{name} names approval {given['sequence']}, which was used up or taken back before."
        people += [str(given["person"])] if given.get("person") else []
    if not people:
        yield f"{name} names no approval by a person."
    if len(people) != len(set(people)):
        yield f"{name} has more than one approval by the same person."
    if {str(writer.get("key")) for writer in _list(details, "writers")} & set(people):
        yield f"{name} was approved by somebody who wrote some of its words."


def _uses_up(later, given):
    """Tell whether a later entry ends an approval: a withdrawal, other words going public, or another decision."""
    event, same_words = later.get("event"), later.get("fingerprint") == given.get("fingerprint")
    if event == "changes_requested":
        return same_words and later.get("task") == given.get("task")
    return event == "withdrawn" or (event in PUBLIC and not same_words)


def _noted(entries, heads, whole):
    """Yield a fault for every head that was noted earlier and is no longer there."""
    hashes = {str(entry["sequence"]): entry.get("hash") for entry in entries}
    for head in heads:
        number, _colon, noted = head.partition(":")
        if number in hashes and hashes[number] != noted:
            yield f"Entry {number} is not the one that was noted: the chain was written anew."
        elif whole and number not in hashes:
            yield f"Entry {number}, which was noted, is missing: the chain was cut off."


def _details(entry):
    return entry["details"] if isinstance(entry.get("details"), dict) else {}


def _list(details, name):
    value = details.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _entries(part):
    return [entry for entry in _list(part, "entries") if _is_entry(entry)]


def _is_entry(value):
    return isinstance(value, dict) and type(value.get("sequence")) is int


def _parsed(text):
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def main(arguments=None):
    """Check every file, print what was found and return the exit code."""
    parser = argparse.ArgumentParser(description="Check proofs and ledgers of Imprimatur; needs only the JSON files.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a page's proof, or the output of export_ledger")
    parser.add_argument("--head", action="append", default=[], metavar="SEQUENCE:HASH", help="noted earlier")
    options = parser.parse_args(arguments)
    code = 0
    for path in options.files:
        try:
            report = check_file(path, options.head)
        except UnreadableError as error:
            print(f"{path}: {error}")
            code = 2
            continue
        for line in report.faults or ["Everything holds."]:
            print(f"{path}: {line}")
        for line in report.remarks:
            print(f"{path}: {line}")
        code = max(code, 1 if report.faults else 0)
    return code


if __name__ == "__main__":
    sys.exit(main())
