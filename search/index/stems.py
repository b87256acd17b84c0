"""Words without their endings, so that “infusions” finds “infusion” and “anesthetic” finds “anaesthetic”.

M. F. Porter's algorithm ("An algorithm for suffix stripping", Program 14(3), 1980) with some of his later amendments
(“virus” keeps its s), and two for health: plurals in -sis, and British spelling, which readers do not type. Both
databases get stems made here, so that they find the same pages, and the ranking and the marks in snippets see what they
saw. A change of this file asks for `manage.py update_index`.
"""

import re
from functools import lru_cache

PLAIN = re.compile(r"[a-z]{3,}")
VOWEL = re.compile(r"[aeiouy]")
SYLLABLES = re.compile(r"[aeiouy]+[^aeiouy]+")  # Porter's [VC]: their number is the measure of a stem
SHORT_END = re.compile(r"[^aeiouy][aeiouy][^aeiouywx]$")
DOUBLE_END = re.compile(r"([^aeioulsz])\1$")
# As written in the United States: the spelling of this country's readers, and of most of the literature.
SPELLINGS = (
    (re.compile(r"aesth"), "esth"),
    (re.compile(r"haem"), "hem"),
    (re.compile(r"^(gyn|orthop|p)ae"), r"\1e"),
    (re.compile(r"^oe(?=[dst])"), "e"),
    (re.compile(r"rrhoea"), "rrhea"),
    (re.compile(r"^foet"), "fet"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:al|ally|ed|ing|s|ful|able)?$)"), "or"),
    (re.compile(r"(?<=[a-z])([bt])re(s?)$"), r"\1er\2"),
    (re.compile(r"isation(?=s?$)"), "ization"),
    (re.compile(r"(?<=al)is(?=(?:e|ed|es|ing)$)"), "iz"),
)
# What the rules would miss: abbreviations that end like “diagnosis”, and words of health of one family.
FAMILIES = {
    "ssris": "ssri",
    "snris": "snri",
    "maois": "maoi",
    "news": "news",
    "crises": "cris",
    **dict.fromkeys(("use", "used", "uses", "using", "user", "users"), "use"),
    **dict.fromkeys(("treatment", "treatments"), "treat"),
    **dict.fromkeys(("anxious", "anxiety", "anxieties"), "anxieti"),
    **dict.fromkeys(("pregnant", "pregnancy", "pregnancies"), "pregnanc"),
}
STEP_2 = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "abli": "able",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
    "logi": "log",
}
STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
STEP_4 = re.compile(r"(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|(?<=[st])ion|ou|ism|ate|iti|ous|ive|ize)$")
LONGEST_SUFFIX = 7


@lru_cache(maxsize=200_000)
def stem(word):
    """Return the stem of a folded word. What is not plain Latin letters, or has fewer than three, stays as it is."""
    if not PLAIN.fullmatch(word):
        return word
    if word in FAMILIES:
        return FAMILIES[word]
    for spelling, american in SPELLINGS:
        word = spelling.sub(american, word)
    for step in (_plural, _past, _final_y, _step_2, _step_3, _step_4, _final_e):
        word = step(word)
    return word


def _measure(stem_part):
    return len(SYLLABLES.findall(stem_part))


def _plural(word):
    if len(word) > 5 and word.endswith("sis"):
        return word[:-2]
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and word[-2] not in "su" and len(word) > 3:
        return word[:-1]
    return word


def _past(word):
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word and VOWEL.search(rest) and len(rest) > 1:
            if rest.endswith(("at", "bl", "iz")):
                return rest + "e"
            if DOUBLE_END.search(rest):
                return rest[:-1]
            return rest + "e" if _measure(rest) == 1 and SHORT_END.search(rest) else rest
    return word


def _final_y(word):
    return word[:-1] + "i" if len(word) > 2 and word[-1] == "y" and word[-2] not in "aeiouy" else word


def _replaced(word, endings):
    for length in range(LONGEST_SUFFIX, 2, -1):
        ending = word[-length:]
        if ending in endings and len(word) > length:
            return word[:-length] + endings[ending] if _measure(word[:-length]) > 0 else word
    return word


def _step_2(word):
    return _replaced(word, STEP_2)


def _step_3(word):
    return _replaced(word, STEP_3)


def _step_4(word):
    found = STEP_4.search(word)
    return word[: found.start()] if found and _measure(word[: found.start()]) > 1 else word


def _final_e(word):
    if word.endswith("e"):
        rest = word[:-1]
        measure = _measure(rest)
        if measure > 1 or (measure == 1 and not SHORT_END.search(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
