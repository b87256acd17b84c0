"""Files of references: RIS, BibTeX or CSL-JSON, told apart by what stands in them, and read into entries.

The readers are our own: what a reference needs of each format is small, and no dependency is worth it.
"""

import json
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from blog.models import Reference
from blog.models.reference import plain_doi, title_key
from blog.references import bibtex, csl, ris
from blog.references.duplicates import find
from blog.references.keys import key_for

NEW, KNOWN, FAULTY = "new", "known", "faulty"
LIMIT = 5000  # entries in one file


class UnreadableFile(ValueError):  # noqa: N818 - it is what the file is
    """A file that is none of the formats, or is broken as a whole."""


@dataclass
class Entry:
    """One entry of a file: its place, from 1, the reference it would become, and what becomes of it.

    `known`: the record that the library has already, or None; `problems`: sentences that say why it cannot come in.
    """

    place: int
    reference: Reference
    known: Reference | None = None
    problems: list = field(default_factory=list)

    @property
    def state(self):
        """New, known or faulty."""
        return FAULTY if self.problems else KNOWN if self.known is not None else NEW


def read(text):
    """Return the Entries of a file's text, each held against the library and against those before it. Saves nothing."""
    rows = _rows(text.lstrip("\ufeff").strip())
    if not rows:
        raise UnreadableFile(_("The file has no references in it."))
    if len(rows) > LIMIT:
        raise UnreadableFile(_("The file has more than %(limit)d references.") % {"limit": LIMIT})
    entries, seen, taken = [], {}, set(Reference.objects.values_list("key", flat=True))
    for place, (fields, problems) in enumerate(rows, start=1):
        entry = _entry(place, fields, problems, taken)
        _compare(entry, seen)
        entries.append(entry)
    return entries


def save(entries):
    """Save what is new, and return the references."""
    new = [entry.reference for entry in entries if entry.state == NEW]
    for reference in new:
        reference.save()
    return new


def _rows(text):
    if text.startswith(("[", "{")):
        return _json(text)
    if text.lstrip().startswith("TY  -") or "\nTY  -" in text:
        return ris.read(text)
    if "@" in text and "=" in text:
        return bibtex.read(text)
    raise UnreadableFile(_("This is neither RIS nor BibTeX nor CSL-JSON."))


def _json(text):
    try:
        items = json.loads(text)
    except ValueError as error:
        raise UnreadableFile(_("The JSON is broken: %(error)s") % {"error": error}) from error
    items = items if isinstance(items, list) else items.get("items", [items])
    rows = []
    for item in items if isinstance(items, list) else []:
        try:
            rows.append((csl.fields_of({"id": "", "title": "", **item}), []))
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            rows.append(({}, [_("The entry cannot be read: %(error)s") % {"error": error}]))
    return rows


def _entry(place, fields, problems, taken):
    known_names = {each.name for each in Reference._meta.get_fields()}
    reference = Reference(**{name: value for name, value in fields.items() if name in known_names})
    reference.doi = plain_doi(reference.doi)
    reference.pmcid, reference.nct = reference.pmcid.upper(), reference.nct.upper()
    reference.title_key = title_key(reference.title)
    reference.key = key_for(reference, taken, wanted=fields.get("key", ""))
    taken.add(reference.key)
    entry = Entry(place, reference, problems=list(problems))
    if not entry.problems:
        try:
            reference.clean_fields(exclude=["study_type"])  # no format says it; the newsroom does
        except ValidationError as error:
            entry.problems = [
                f"{Reference._meta.get_field(name).verbose_name}: {' '.join(said)}"
                for name, said in error.message_dict.items()
            ]
    return entry


def _compare(entry, seen):
    """Find the record in the library, or the entry of the same file, that is about the same source."""
    if entry.problems:
        return
    entry.known = next((other for _name, other in find(entry.reference)), None)
    signs = [(name, getattr(entry.reference, name)) for name in ("doi", "pmid", "pmcid")]
    signs.append(("title", (entry.reference.title_key, entry.reference.year)))
    for sign in signs:
        if sign[1] and entry.known is None:
            entry.known = seen.get(sign)
    if entry.known is None:
        seen.update({sign: entry.reference for sign in signs if sign[1]})
