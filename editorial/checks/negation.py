"""Whether words are denied where they stand: “is not a cure” says the opposite of “is a cure”.

A denial stands before the words, in the same clause and near them; a text that speaks of a claim to warn of it often
says so behind: “the word “miracle” is a warning sign”. Words that look like a denial and are none (“not only”, “no
doubt”) are taken out first.
"""

import re
from functools import lru_cache

NO_DENIAL = re.compile(
    r"\b(?:not (?:only|just|merely|to mention)|nothing (?:short of|less than|but)|(?:there is |there['’]s )?no "
    r"(?:doubt|question|wonder|exaggeration|other|matter)|without (?:a |any )?(?:doubt|question)|why not|never been"
    r"|never before|(?:don['’]t|do not) (?:wait|miss|hesitate|worry)|can(?:no|['’])t (?:wait|but|recommend)"
    r"|cannot (?:wait|but|recommend)|no longer (?:need|have to|want)|(?:won['’]t|not) need)\b",
    re.IGNORECASE,
)
# Sellers and headlines that claim: the words behind are theirs, and a text that says so keeps its distance.
SELLERS = (
    r"(?:websites?|sites?|adverts?|ads?|advertisements?|advertising|sellers?|headlines?|brochures?|leaflets?"
    r"|magazines?|newspapers?|papers|tabloids?|the press|reporters?"
    r"|anyone|anybody|nobody|no one|scammers?|quacks?|swindlers?|fraudsters?|cheats?"
    r"|(?:one|two|three|four|five|six|\d+) (?:of the )?(?:\w+ )?(?:clinics?|companies|company)(?:['’]s? websites?)?)"
)
FAR = re.compile(
    r"\b(?:no|not|never|neither|nor|none|nobody|nothing|cannot|hardly|lacks?|lacking|fails? to|failed to|far from"
    r"|unlikely|unproven|\w{1,12}n['’]t|whether|unclear|uncertain|unknown|doubtful|avoid|beware|wary"
    r"|careful (?:with|of)"
    r"|suspicious|claimed|claiming|falsely|wrongly|supposed(?:ly)?|alleged(?:ly)?|dubious|fraudulent|bogus|myth|false"
    r"|wrong|misleading|misled|illegal|forbidden|so-called"
    r"|(?:you|they|people|patients) (?:are|were|may be) told"
    r"|fined|advertised|marketed|warned (?:of|about|against)|words? (?:like|such as)"
    rf"|{SELLERS} (?:who |that |which )?(?:\w+ )?"
    r"(?:promis\w+|claim\w*|call\w*|boast\w*|says?|said|sp(?:eaks?|oke) of|tells?|wrote of|hail\w*))\b",
    re.IGNORECASE,
)
NEAR = re.compile(r"\b(?:without|rather than|instead of|unlike)\b[^,]*\Z", re.IGNORECASE)
BEHIND = re.compile(
    r"\b(?:warning signs?|red flags?|which is (?:false|wrong)|misled|found none|walk away|look elsewhere|rarely name"
    r"|(?:is|are) (?:a |an )?(?:myth|false|wrong|misleading|untrue|weak|forbidden|illegal|banned)"
    r"|(?:is|are) (?:unknown|unclear|uncertain)|(?:is|are) (?:a )?words? (?:for|of)|(?:was|were) not (?:found|seen)"
    r"|(?:is|are) (?:not (?:true|evidence|proof|enough|data|following|safe|good|acceptable|right)"
    r"|no (?:proof|evidence)|one to (?:avoid|leave))"
    r"|(?:has|have) (?:no place|not been (?:shown|proven|tested)|a legal meaning)|proves? nothing|nobody knows"
    r"|(?:cannot|could not|can never|do(?:es)? not) (?:tell|show|prove|replace|count|exist|answer|say|mean)"
    r"|close the (?:page|site)"
    r"|(?:is|are|can be|often|sometimes|still) (?:dangerous|unproven)|can make you sick"
    r"|premature|questionable|irresponsible|unethical|deceptive|fraudulent|bogus"
    r"|puts? (?:them|you|people|patients|readers|guests) at risk|risk(?:s|ing)? (?:a )?(?:relapse|seizures?))\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"[;:]|\s[–—]\s|,\s*(?:but|and|yet|so|which|who|because)\b|\bbut\b|\balthough\b|\bwhereas\b|\bwhile\b|\bbecause\b",
    re.IGNORECASE,
)
REFUTES = re.compile(
    r"\b(?:misleading|misled|false|untrue|not\s+true|wrong|bann(?:ed|ing)|ruled|forbid\w*|no\s+(?:evidence|proof|trial|study)"
    r"|nothing\s+of\s+the\s+(?:kind|sort)|warning|dangerous|removed|taken\s+down|withdr[ae]w\w*)\b",
    re.IGNORECASE,
)
TITLED = re.compile(r"\b(?:(?:sub)?titled?|entitled|called|headline)\W*\Z", re.IGNORECASE)
OPEN = re.compile(
    r"\W*(?:is|are|was|were|do|does|did|can|could|will|would|should|may|might|has|have|how|what|which|who|why|when|where)\b",
    re.IGNORECASE,
)
REJECTS = re.compile(
    r"\W*(?:both|this|that|these|such|all|neither|either|it|they|no\s+\w+)\b"
    r"(?:(?!\b(?:not|cannot|can['’]t|isn['’]t|aren['’]t)\b)[^.;:]){0,60}"
    r"\b(?:wrong|false|misleading|untrue|not\s+true|illegal|myths?|nonsense|(?:can|should)\s+say\s+that|dangerous"
    r"|prov(?:es?|ed)\s+nothing|(?:cannot|can['’]t|do(?:es)?\s+not|do(?:es)?n['’]t)\s+(?:show|tell|prove|mean)"
    r"|(?:is|are)\s+(?:no|not)\s+(?:evidence|proof))\b",
    re.IGNORECASE,
)
REACH = 8  # words between a denial and what it denies
WINDOW = 200  # characters that are searched for one, so that a sentence without an end costs no more than others


def is_denied(text, start):
    """Tell whether the words at `start` of a sentence stand under a denial in the same clause, a few words before."""
    hidden, denials, clauses, _behind = _marks(text)
    clause = max((end for end in clauses if end <= start), default=0)
    before = [end for begin, end in denials if clause <= begin and end <= start]
    if before and len(text[before[-1] : start].split()) <= REACH:
        return True
    near = NEAR.search(hidden[max(clause, start - WINDOW) : start])
    return bool(near) and len(near.group().split()) <= REACH


def is_disowned(text, start, end):
    """Tell whether the words from `start` to `end` of a sentence are denied, or spoken of only to warn of them."""
    return _marks(text)[3] >= end or is_denied(text, start)


def rejects(following):
    """Tell whether a sentence takes back the one before it: “Both statements are wrong.”"""
    return REJECTS.match(following) is not None


def is_quoted_to_refute(text, start, end, following):
    """Tell whether words stand in quotation marks and the text, here or in the next sentence, calls them wrong."""
    opened, closed = text.rfind("“", 0, start), text.find("”", end)
    if opened < 0 or closed < 0 or "”" in text[opened:start]:
        return False
    return REFUTES.search(f"{text[closed:]} {following}") is not None


def is_mentioned(text, start, end):
    """Tell whether words stand alone in quotation marks, or in a title: the text speaks of words, not with them."""
    if text[start - 1 : start] in ("“", "‘") and text[end : end + 1] in ("”", "’"):
        return True
    opened = text.rfind("“", 0, start)
    return opened >= 0 and "”" not in text[opened:start] and TITLED.search(text[:opened]) is not None


def is_open_question(text):
    """Tell whether a sentence asks, and does not merely end with a question mark as “Tired of pills?” does."""
    return text.rstrip('"”’) ').endswith("?") and OPEN.match(text) is not None


@lru_cache(maxsize=4_096)
def _marks(text):
    """Return what is known of a sentence before any of its words is asked about.

    The text without what only looks like a denial, the spans of denials, the ends of the marks of clauses, and the
    place of the last words that warn of what stands before them, or -1.
    """
    hidden = NO_DENIAL.sub(lambda match: "_" * len(match.group()), text)
    denials = [match.span() for match in FAR.finditer(hidden)]
    behind = max((match.start() for match in BEHIND.finditer(text)), default=-1)
    return hidden, denials, [match.end() for match in CLAUSE.finditer(text)], behind
