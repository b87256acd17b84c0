"""References from RIS, the tagged format that PubMed, journals and reference managers export."""

import re

from blog.references.names import authors_line, turned

LINE = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")
# Kinds of RIS that say what a source is; for papers the newsroom says it.
STUDY_TYPES = {"NEWS": "news", "LEGAL": "legal", "STAT": "legal", "BILL": "legal"}


def read(text):
    """Return [(fields of a reference, [problems])] for the records of a RIS file."""
    records, current, last = [], None, None
    for line in text.lstrip("\ufeff").splitlines():
        match = LINE.match(line)
        if not match:
            if current is not None and last and line.strip():  # a long value goes on on the next line
                current[last][-1] += f" {line.strip()}"
            continue
        tag, value = match[1], match[2].strip()
        if tag == "TY":
            current = {"TY": [value]}
            records.append(current)
        elif tag == "ER":
            current, last = None, None
            continue
        if current is None:
            continue
        if tag != "TY":
            current.setdefault(tag, []).append(value)
        last = tag
    return [_fields(record) for record in records]


def _fields(record):
    def first(*tags):
        return next((value for tag in tags for value in record.get(tag, []) if value), "")

    year = re.search(r"\d{4}", first("PY", "Y1", "DA"))
    start, end = first("SP"), first("EP")
    numbers = " ".join(record.get("AN", []) + record.get("ID", []) + record.get("C2", []))
    pmcid = re.search(r"PMC\d+", numbers)
    pmid = re.fullmatch(r"(?:PMID:?\s*)?([1-9]\d{0,7})", first("AN"))
    return {
        "study_type": STUDY_TYPES.get(first("TY"), ""),
        "authors_text": authors_line([turned(name) for tag in ("AU", "A1") for name in record.get(tag, [])]),
        "title": first("TI", "T1", "CT", "BT"),
        "journal": first("JO", "JF", "J2", "JA", "T2", "PB"),
        "year": int(year[0]) if year else None,
        "volume": first("VL"),
        "issue": first("IS"),
        "pages": f"{start}–{end}" if start and end and start != end else start.replace("-", "–"),
        "doi": first("DO"),
        "pmid": pmid[1] if pmid else "",
        "pmcid": pmcid[0] if pmcid else "",
        "url": first("UR", "L2"),
        "abstract": first("AB", "N2"),
    }, []
