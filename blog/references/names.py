"""Names of authors in Vancouver style: "Zarate CA Jr"."""

import re

SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV|2nd|3rd)\.?$", re.IGNORECASE)
SHOWN = 6  # authors that are named before "et al", as the style asks


def vancouver(family, given="", suffix=""):
    """Return a name as surname and initials. `given`: names or initials, with or without full stops."""
    initials, ends = [], [suffix.rstrip(".")] if suffix else []
    for part in re.split(r"[\s.\-‐]+", given):
        if SUFFIX.match(part):
            ends.append(part.rstrip("."))
        elif part:
            initials.append(part if part.isupper() and len(part) <= 4 else part[0].upper())
    return " ".join([family.strip(), *(["".join(initials)] if initials else []), *ends]).strip()


def turned(name):
    """Return the Vancouver form of "Zarate, Carlos A., Jr.", "Carlos A. Zarate" or an organisation's name."""
    family, *rest = (part.strip() for part in name.split(","))
    if rest:
        suffix = next((part for part in rest if SUFFIX.match(part)), "")
        given = next((part for part in rest if part != suffix), "")
        return vancouver(family, given, suffix)
    words = family.split()
    if len(words) > 1 and re.fullmatch(r"[A-ZÀ-Þ]{1,4}", words[-1]):
        return family  # as it should be
    if len(words) in (2, 3) and all(word[:1].isupper() for word in words) and not words[0].isupper():
        return vancouver(words[-1], " ".join(words[:-1])) if _looks_like_a_person(words) else family
    return family


def authors_line(names, *, more=False):
    """Return names on one line, at most six of them, with "et al" where there are more."""
    names = [name for name in names if name]
    shown = names if len(names) <= SHOWN else names[:SHOWN]
    return ", ".join([*shown, *(["et al"] if more or len(shown) < len(names) else [])])[:400]


def _looks_like_a_person(words):
    institutions = {"Group", "Team", "Agency", "Administration", "Institute", "Association", "Society", "Committee"}
    return not institutions & set(words) and all(word.rstrip(".").isalpha() or "-" in word for word in words)
