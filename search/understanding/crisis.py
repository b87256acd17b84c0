"""Recognises that somebody may be in danger, from what they type, whatever their spelling.

It stands before everything else: before results, suggestions and the page that says “not found”. It needs neither
database nor index and takes well below two milliseconds. Nothing of such a query may be kept; the caller counts.

A phrase of `search/data/crisis.toml` is found when its words stand in their order, with at most two small words between
them. Forgiven are letters held down (“suiciiide”), digits and signs for letters (“su1cide”), blanks within or between
words, one slip in each word of six letters and more, and one slip in the whole phrase in a shorter word, where what was
typed is no word itself (“want to dei”, but not “want to diet”).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search.data import read
from search.understood import Crisis

LONGEST = 2_000  # characters that are looked at, of a text that may have any number
LONG_WORD = 6  # letters from which on a slip is forgiven anywhere
MOST_SLIPS = 2
GAP = 2  # small words between two places of a phrase
STAR = "*"

WORD = re.compile(r"[^\W_]+(?:['’‘ʻ`*@$!|][^\W_]+)*")
SIGNS = re.compile(r"['’‘ʻ`*]")
LETTERS_FOR_SIGNS = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s", "!": "i", "|": "l"}
)
HELD_DOWN = re.compile(r"(.)\1{2,}")
SPELT_OUT = re.compile(r"(?<!\S)(?:\w ){3,}\w(?!\S)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Places in a row, each a set of words; a phrase counts not where one of `unless` stands beside it."""

    places: tuple
    unless: frozenset
    is_direct: bool


@dataclass(frozen=True)
class Lexicon:
    """The data of `crisis.toml`, ready to be looked up."""

    by_first: dict  # {a word or beginning: phrases that begin with it}
    words: frozenset  # all words of phrases, without those that may go on
    beginnings: tuple  # words that may go on, without their star
    joined: dict  # {two words written as one: the two}
    small: frozenset
    real: frozenset  # words that are never a slip
    information: frozenset
    person: tuple
    alone: frozenset


def recognise(text):
    """Return a Crisis for a text that speaks of one, else None. Never raises, whatever the text is."""
    words = _words(text[:LONGEST])
    if not words:
        return None
    lexicon = _lexicon()
    if " ".join(words) in lexicon.alone:
        return Crisis(" ".join(words))
    topic = None
    for row in _readings(words, lexicon):
        for phrase, matched in _found(row, lexicon):
            if phrase.is_direct:
                return Crisis(matched)
            topic = topic or matched
    return Crisis(topic, _is_information(words, lexicon)) if topic else None


# Words


def _words(text):
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    # What is not seen may stand within a word to hide it.
    plain = "".join(each for each in plain if unicodedata.category(each) not in {"Mn", "Cf", "Cs"})
    plain = SPELT_OUT.sub(lambda found: found.group().replace(" ", ""), " ".join(plain.split()))
    return [_letters(found) for found in WORD.findall(plain)]


def _letters(word):
    word = SIGNS.sub("", word)
    return word if word.isdigit() or word.isalpha() else word.translate(LETTERS_FOR_SIGNS)


def _readings(words, lexicon):
    """Yield the words as typed, then with two written as one taken apart, then with one written as two joined."""
    yield words
    parted = [part for word in words for part in lexicon.joined.get(word, (word,))]
    if len(parted) != len(words):
        yield parted
    joined = _joined(words, lexicon)
    if len(joined) != len(words):
        yield joined


def _joined(words, lexicon):
    row, number = [], 0
    while number < len(words):
        pair = "".join(words[number : number + 2])
        is_pair = number + 1 < len(words) and (pair in lexicon.words or pair.startswith(lexicon.beginnings))
        if is_pair and not (words[number] in lexicon.real and words[number + 1] in lexicon.real and pair != "myself"):
            row.append(pair)
            number += 2
        else:
            row.append(words[number])
            number += 1
    return row


# Phrases


def _found(row, lexicon):
    """Yield (phrase, its words as typed) of each phrase in a row of words."""
    known = [_known(word, lexicon) for word in row]
    present = set(row)
    for start, first in enumerate(known):
        for word in first:
            for phrase in lexicon.by_first.get(word, ()):
                if not present & phrase.unless and (end := _end(phrase, row, known, start, lexicon)):
                    yield phrase, " ".join(row[start:end])


def _known(word, lexicon):
    """Return {word of the lexicon: 0 as it is, 1 with a slip in a long word, 2 with a slip in a short one}."""
    tries = {HELD_DOWN.sub(r"\1", word), HELD_DOWN.sub(r"\1\1", word)}
    known = {each: 0 for each in tries if each in lexicon.words}
    known |= {each + STAR: 0 for each in lexicon.beginnings for tried in tries if tried.startswith(each)}
    if word in lexicon.real:
        return known
    for tried in tries:
        for near, _slips, _index in extract(tried, lexicon.words, scorer=OSA.distance, score_cutoff=1, limit=None):
            is_long = len(near) >= LONG_WORD and len(tried) >= LONG_WORD - 1
            known.setdefault(near, 1 if is_long else 2)
        for beginning in lexicon.beginnings:
            if len(beginning) >= LONG_WORD and _begins_nearly(tried, beginning):
                known.setdefault(beginning + STAR, 1)
    return known


def _begins_nearly(word, beginning):
    lengths = range(len(beginning) - 1, len(beginning) + 2)
    return any(len(word) >= n and OSA.distance(word[:n], beginning, score_cutoff=1) <= 1 for n in lengths)


def _end(phrase, row, known, start, lexicon):
    """Return where a phrase ends that begins at `start`, or 0 where it is not there."""
    ends = {start: (0, 0)}  # {where the next place is looked for: (slips, slips in short words)}
    for number, place in enumerate(phrase.places):
        following = {}
        for position, slips in ends.items():
            for at in _reach(row, position, lexicon) if number else (position,):
                costs = [cost for word, cost in known[at].items() if word in place]
                if costs:
                    cost = min(costs)
                    now = slips[0] + (cost > 0), slips[1] + (cost > 1)
                    if now[0] <= MOST_SLIPS and now[1] <= (len(phrase.places) > 1):
                        following[at + 1] = min(following.get(at + 1, now), now)
        if not following:
            return 0
        ends = following
    return min(ends)


def _reach(row, position, lexicon):
    """Yield the positions where the next word of a phrase may stand: here, or behind small words."""
    for at in range(position, min(len(row), position + GAP + 1)):
        yield at
        if row[at] not in lexicon.small and (len(row[at]) > GAP or row[at] in lexicon.real):
            return


def _is_information(words, lexicon):
    """Whether a topic is asked about, and nobody speaks of themselves or somebody near."""
    line = f" {' '.join(words)} "
    if any(f" {each} " in line for each in lexicon.person):
        return False
    return any(word in lexicon.information or _is_nearly(word, lexicon) for word in words)


def everyday_words():
    """Return the words that are never taken for a slip of the lexicon's, all of them common and most of them short."""
    return _lexicon().real


def _is_nearly(word, lexicon):
    if len(word) < LONG_WORD or word in lexicon.real:
        return False
    near = extract(word, lexicon.information, scorer=OSA.distance, score_cutoff=1, limit=None)
    return any(len(found) >= LONG_WORD for found, _slips, _index in near)


# The lexicon


@cache
def _lexicon():
    data = read("crisis")
    phrases = [*_phrases(data["direct"], is_direct=True), *_phrases(data["topics"], is_direct=False)]
    words = {word for phrase in phrases for place in phrase.places for word in place}
    by_first = {}
    for phrase in phrases:
        for word in phrase.places[0]:
            by_first.setdefault(word, []).append(phrase)
    plain = frozenset(word for word in words if not word.endswith(STAR))
    lists = data["words"]
    small, information = frozenset(lists["small"]), frozenset(lists["information"])
    person = tuple(lists["person"])
    real = plain | small | information | frozenset(person) | frozenset(lists["themselves"].split())
    return Lexicon(
        by_first=by_first,
        words=plain,
        beginnings=tuple(word.rstrip(STAR) for word in words if word.endswith(STAR)),
        joined={first + second: (first, second) for first, second in _pairs(phrases) if first + second not in real},
        small=small,
        real=real,
        information=information,
        person=person,
        alone=frozenset(data["alone"]),
    )


def _phrases(entries, *, is_direct):
    for entry in entries:
        written, unless = (entry, "") if isinstance(entry, str) else (entry["phrase"], entry["unless"])
        places = tuple(frozenset(place.split("|")) for place in written.split())
        yield Phrase(places, frozenset(unless.split()), is_direct)


def _pairs(phrases):
    """Yield the pairs of words that may be written as one: neighbours in a phrase, and “to” before or behind."""
    for phrase in phrases:
        for first, second in zip(phrase.places, phrase.places[1:], strict=False):
            for one in first:
                yield one, "to"
                yield from ((one, other) for other in second)
            yield from (("to", other) for other in second)
