"""References from BibTeX: entries with nested braces, quoted values, `#` and @string, and the common accents of TeX."""

import re
import unicodedata

from blog.references.names import authors_line, turned

START = re.compile(r"@(\w+)\s*[{(]", re.ASCII)
NAME = re.compile(r"\s*,?\s*([\w:.+-]+)\s*=\s*")
ACCENT = re.compile(r"\\([`'^\"~=.uvHcdbkr])\s*\{?\s*(\\?[A-Za-z])\}?")
MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
}  # fmt: skip
LETTERS = {
    r"\ss": "ß",
    r"\ae": "æ",
    r"\AE": "Æ",
    r"\o": "ø",
    r"\O": "Ø",
    r"\aa": "å",
    r"\AA": "Å",
    r"\l": "ł",
    r"\L": "Ł",
}
MONTHS = {name: name for name in ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]}


def read(text):
    """Return [(fields of a reference, [problems])] for the entries of a BibTeX file."""
    entries, strings, position = [], dict(MONTHS), 0
    while match := START.search(text, position):
        kind = match[1].lower()
        body, position = _braced(text, match.end() - 1)
        if body is None:
            entries.append(({}, ["The entry has no end."]))
            break
        if kind == "string":
            strings.update({name.lower(): value for name, value in _values(body, strings)})
        elif kind not in {"comment", "preamble"}:
            key, _comma, rest = body.partition(",")
            entries.append(_fields(key.strip(), dict(_values(rest, strings))))
    return entries


def _braced(text, start):
    """Return (what stands between the bracket at `start` and its partner, the position behind), or (None, end)."""
    opening = text[start]
    closing, depth = {"{": "}", "(": ")"}[opening], 0
    for place in range(start, len(text)):
        if text[place] == "\\":
            continue
        depth += (text[place] == opening) - (text[place] == closing)
        if depth == 0:
            return text[start + 1 : place], place + 1
    return None, len(text)


def _values(text, strings):
    position = 0
    while match := NAME.match(text, position):
        value, position = _value(text, match.end(), strings)
        yield match[1].lower(), value
        comma = text.find(",", position)
        if comma < 0:
            return
        position = comma + 1


def _value(text, position, strings):
    parts = []
    while position < len(text):
        sign = text[position]
        if sign == "{":
            part, position = _braced(text, position)
            parts.append(part or "")
        elif sign == '"':
            end = _closing_quote(text, position + 1)
            parts.append(text[position + 1 : end])
            position = end + 1
        else:
            bare = re.compile(r"[^\s,#{}\"]*").match(text, position)
            parts.append(strings.get(bare[0].lower(), bare[0]))
            position = bare.end()
        more = re.compile(r"\s*#\s*").match(text, position)
        if not more:
            break
        position = more.end()
    return " ".join("".join(parts).split()), position


def _closing_quote(text, position):
    depth = 0
    while position < len(text) and not (text[position] == '"' and depth == 0):
        depth += (text[position] == "{") - (text[position] == "}")
        position += 1
    return position


def _plain(value):
    """Return a value without TeX: accents as letters, dashes, no braces."""

    def accent(match):
        return unicodedata.normalize("NFC", match[2].lstrip("\\") + MARKS.get(match[1], ""))

    value = ACCENT.sub(accent, value)
    for written, letter in LETTERS.items():
        value = re.sub(rf"{re.escape(written)}(?![A-Za-z])\s?", letter, value)
    value = re.sub(r"\\(?:textit|emph|textbf|url|href)\b", "", value)
    value = re.sub(r"\\([&%$#_{}])", r"\1", value).replace("{", "").replace("}", "").replace("~", " ")
    return " ".join(value.replace("---", "—").replace("--", "–").split())


def _fields(key, values):
    def first(*names):
        return next((_plain(values[name]) for name in names if values.get(name)), "")

    names = re.split(r"\s+and\s+", values.get("author", values.get("editor", "")))
    year = re.search(r"\d{4}", first("year", "date"))
    return {
        "key": key,
        "authors_text": authors_line(
            [_name(name) for name in names if name.strip() and name.strip() != "others"], more="others" in names
        ),
        "title": first("title"),
        "journal": first("journal", "journaltitle", "booktitle", "publisher", "institution", "organization"),
        "year": int(year[0]) if year else None,
        "volume": first("volume"),
        "issue": first("number", "issue"),
        "pages": first("pages").replace("-", "–"),
        "doi": first("doi"),
        "pmid": first("pmid"),
        "pmcid": first("pmcid", "pmc"),
        "url": first("url"),
        "abstract": first("abstract"),
    }, []


def _name(name):
    """Return a name; one in braces is an organisation, and stays as it is."""
    name = name.strip()
    return _plain(name) if name.startswith("{") and name.endswith("}") else turned(_plain(name))
