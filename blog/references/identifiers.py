"""Identifiers within a text: DOI, PMID, PMCID, NCT number, address."""

import re

PATTERNS = {
    "doi": re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s*)?\b(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE),
    "pmcid": re.compile(r"(?:https?://\S+/|\bPMCID:?\s*)?\b(PMC[1-9]\d{0,11})\b/?", re.IGNORECASE),
    "pmid": re.compile(
        r"(?:https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|\bPMID:?\s*)([1-9]\d{0,7})\b/?",
        re.IGNORECASE,
    ),
    "nct": re.compile(r"(?:https?://\S+/)?\b(NCT\d{8})\b/?", re.IGNORECASE),
    "url": re.compile(r"(https?://[^\s<>\"]+)"),
}
ONLY_DIGITS = re.compile(r"[1-9]\d{4,7}")  # a bare number of this length is taken for a PMID

BEHIND = re.compile(r"[·|]\s*([1-9]\d{4,7})\s*\.?$")  # lists write "DOI · PMID"


def take(text):
    """Return ({field: identifier}, the text without them)."""
    if ONLY_DIGITS.fullmatch(text.strip()):
        return {"pmid": text.strip()}, ""
    found = {}
    for name, pattern in PATTERNS.items():
        match = pattern.search(text)
        if match:
            found[name] = _usual(name, match[1])
            # A closing mark belongs to the text, not to what was found.
            left_over = match[1][len(_trimmed(match[1])) :] if name in {"doi", "url"} else ""
            text = f"{text[: match.start()]} {left_over} {text[match.end() :]}"
    behind = BEHIND.search(text)
    if behind and "pmid" not in found:
        found["pmid"], text = behind[1], text[: behind.start()]
    return found, " ".join(text.split())


def _usual(name, value):
    match name:
        case "doi":
            return _trimmed(value).lower()
        case "url":
            return _trimmed(value)
        case _:
            return value.upper()


def _trimmed(value):
    """Cut the marks of the sentence around an identifier off its end; a closing bracket stays with its opening one."""
    while value and (
        value[-1] in ".,;:'”’"
        or (value[-1] in ")]" and value.count(value[-1]) > value.count("(["[")]".index(value[-1])]))
    ):
        value = value[:-1]
    return value
