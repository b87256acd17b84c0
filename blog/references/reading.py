"""Reading a pasted text into the fields of a reference, without asking anybody: an identifier, or a whole citation.

Knows Vancouver and AMA ("Authors. Title. Journal. 2023;388(25):2315-25.") and APA ("Authors (2023). Title. Journal,
388(25), 2315–2325."). What it cannot find it says: `unread` names the fields, `left` is text that fits nowhere.
"""

import re
from dataclasses import dataclass, field

from blog.references.identifiers import take
from blog.references.names import authors_line, vancouver

YEAR = r"(?:18|19|20)\d\d"
NUMBERED = re.compile(r"^\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)])\s+")
# What stands around identifiers, and says nothing of the source itself.
NOISE = re.compile(
    r"(?:\b(?:Available (?:at|from)|Retrieved from|Accessed(?: on)?|Epub|Published online|Last (?:reviewed|updated)"
    r"|Date accessed|Erratum in|Cited)\b[: ]*(?:\d{1,2} )?(?:[A-Z][a-z]+\.? )?(?:\d{1,2}, )?(?:"
    + YEAR
    + r")?(?: [A-Z][a-z]{2,8}(?: \d{1,2})?)?\.?|\[Internet\]|\[cited [^\]]*\]|\bPMID:?\s*$)"
)
PLACE = (
    r"(?:;\s*(?P<volume>[A-Za-z]?\d[\w ]*?)?\s*(?:\((?P<issue>[^)]+)\))?"
    r"\s*(?::\s*(?P<pages>[\w.–‐-]+(?:[ ,]+\w+)*?))?)?"
)
VANCOUVER = re.compile(
    rf"^(?P<head>.+?[.?!])\s+(?P<journal>[^.?!;]+(?:\([^)]*\))?)[.,;]?\s+(?P<year>{YEAR})"
    rf"(?:\s+[A-Z][a-z]{{2,8}}\.?(?:[ -]?[A-Z]?[a-z]*)?(?:\s+\d{{1,2}})?)?{PLACE}\s*\.?$"
)
APA = re.compile(
    rf"^(?P<authors>.+?)\s*\((?P<year>{YEAR})[a-z]?(?:,[^)]*)?\)\.?\s+(?P<title>.+?[.?!])\s+(?P<journal>[^.?!]+?)"
    r"(?:,\s*(?P<volume>\d+\w*)\s*(?:\((?P<issue>[^)]+)\))?(?:,\s*(?:pp?\.\s*)?(?P<pages>[\w–‐-]+))?)?\s*\.?$"
)
# An organisation's page: no journal, but the day on which it appeared.
PUBLISHED = re.compile(rf"^(?P<head>.+?[.?!])\s+Published\b[^.;]*?\b(?P<year>{YEAR})\.?$")
PERSON = r"[^\W\d_](?:[\w’'‐-]|\s(?=[^\W\d_]*[a-zà-þ]))*\s[A-ZÀ-Þ]{1,4}(?:[ -](?:Jr|Sr|II|III|2nd|3rd))?\.?"
PEOPLE = re.compile(
    rf"^(?P<authors>{PERSON}(?:\s*[,;]\s*(?:and\s+|&\s*)?{PERSON})*(?:\s*[,;]?\s*et al)?)\.?"
    r"\s+(?P<title>(?=[A-ZÀ-Þ\"“\[\d¿]).+)$"
)
APA_PERSON = re.compile(r"([^\W\d_][\w’'‐ -]*?),\s*((?:[A-ZÀ-Þ]\.[\s‐-]*)+)(?:,?\s*(Jr|Sr|III|II)\.?)?")
# The end of an organisation's name: a full stop that does not belong to an abbreviation such as "U.S.".
STOP = re.compile(r"(?<!\b[A-Z])\.\s+(?=[A-Z\"“])")
EXPECTED = ("authors_text", "title", "journal", "year")


@dataclass
class Reading:
    """What was found: `fields` by their names, `unread` names of fields that are missing, `left` a text for none."""

    fields: dict
    unread: list = field(default_factory=list)
    left: str = ""


def read(text):
    """Return the Reading of a pasted text."""
    fields, rest = take(NUMBERED.sub("", " ".join(text.split())))
    rest = " ".join(NOISE.sub(" ", rest).split()).strip(" ;,")
    if len(rest.strip(".")) < 4:
        return Reading(fields)
    found, left = _citation(_tidy(rest))
    fields = {**found, **fields}
    return Reading(fields, [name for name in EXPECTED if not fields.get(name)], left)


def _tidy(text):
    text = re.sub(r"\s+([.,;:])", r"\1", text)
    text = re.sub(r"\(\s*\)", "", text)
    return re.sub(r"([.?!])(?:\s*[.;,·|])+", r"\1", text).strip(" ;,·|")


def _citation(text):
    match = APA.match(text)
    if match and not re.search(r";\d", text):
        names = [vancouver(family, given, suffix) for family, given, suffix in APA_PERSON.findall(match["authors"])]
        more = bool(re.search(r"\bet al|…|\. \. \.", match["authors"]))
        authors = authors_line(names, more=more) if names else match["authors"].rstrip(". ")
        return {"authors_text": authors, "title": _title(match["title"]), **_place(match)}, ""
    match = PUBLISHED.match(text)
    if match:
        return {**_head(match["head"]), "year": int(match["year"])}, ""
    match = VANCOUVER.match(text)
    if match:
        return {**_head(match["head"]), **_place(match)}, ""
    year = re.search(rf"\b{YEAR}\b", text)
    return {**_head(text), **({"year": int(year[0])} if year else {})}, text


def _head(text):
    """Return authors and title of what stands before the journal."""
    match = PEOPLE.match(text)
    if match:
        names = re.sub(r"\s*[,;]\s*(?:and\s+|&\s*)?", ", ", match["authors"].rstrip(". "))
        return {"authors_text": re.sub(r",?\s+et al$", ", et al", names)[:400], "title": _title(match["title"])}
    parts = STOP.split(text, maxsplit=1)
    if len(parts) == 2 and len(parts[0]) <= 200:
        return {"authors_text": parts[0].rstrip(". "), "title": _title(parts[1])}
    return {"title": _title(text)}


def _title(text):
    return text.strip().rstrip(".").strip(' “”"')[:400]


def _place(match):
    pages = (match["pages"] or "").replace("-", "–").replace("‐", "–").rstrip(".")
    return {
        "journal": match["journal"].strip(" .,;")[:200],
        "year": int(match["year"]),
        "volume": (match["volume"] or "").strip(),
        "issue": (match["issue"] or "").strip(),
        "pages": pages,
    }
