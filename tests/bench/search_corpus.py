"""A publication of any size to search in: 1,000 to 100,000 articles with the word frequencies of real text.

Words follow Zipf's law over a vocabulary of 30,000, function words first, and a page is the same in every run. A few
made-up words stand in a known share of the pages. SEARCH_CORPUS may name a folder with `*.jsonl.gz` of open health
texts (each line an object with `title` and `sections` of `question` and `text`): four of five sections are then drawn
from these, and the fifth keeps rare words rare.
"""

import gzip
import json
import os
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

# Stand in every 10,000th, 100th, 6th page, and in all but every 50th: 0.01 %, 1 %, 16 % and 98 %.
RARE, MEDIUM, COMMON, EVERYWHERE = "quillvane", "orbintel", "marrowdin", "tessaline"
PHRASE = f"{MEDIUM} of the {COMMON}"  # in every 600th; both words in every 300th
FUNCTION_WORDS = (
    "the of and to in a is that for with as on are it be by this or was at from an have not which you can may they"
    " has their but more one been who if will when other some what there about most these after than also any people"
    " how its into up out so no many we do such only all during between used time each them than should often because"
)
HEALTH_WORDS = (
    "treatment ketamine depression patients study symptoms pain dose trial effects clinic doctor blood pressure"
    " anxiety sleep therapy nasal infusion memory mood safety evidence placebo chronic risk brain medicine weeks"
    " hospital nurse kidney heart bladder nausea dissociation relapse remission headache anaesthetic outcome"
)
CONSONANTS = "b d f g h k l m n p r s t v z br cl dr fl gr pl st tr th"
SYLLABLES = [consonant + vowel for consonant in CONSONANTS.split() for vowel in "aeiou"]
VOCABULARY = 30_000
SECTIONS, SECTION_WORDS, SENTENCE = 5, 100, 14
FIRST_DAY, DAYS = datetime(2018, 1, 1, tzinfo=UTC), 3_000


@dataclass(frozen=True)
class Text:
    """The words of page `number`: `sections` are pairs of (heading, text)."""

    number: int
    title: str
    summary: str
    sections: tuple[tuple[str, str], ...]
    published_at: datetime


def text(number):
    """Return the Text of a number."""
    chance = random.Random(number)  # noqa: S311 - words, not secrets
    sections = [(_words(chance, 5).capitalize(), _sentences(chance, SECTION_WORDS)) for _section in range(SECTIONS)]
    pool = _open_texts()
    if pool:
        sections[:-1] = [chance.choice(pool) for _section in sections[:-1]]
    planted = _planted(number)
    heading, last = sections[-1]
    sections[-1] = heading, f"{last} {' '.join(planted)}.".strip()
    in_title = [word for word in planted[:4] if number % 7 == 0 and " " not in word]
    return Text(
        number=number,
        title=" ".join([_words(chance, chance.randint(3, 7)).capitalize(), *in_title]),
        summary=_sentences(chance, 20),
        sections=tuple(sections),
        published_at=FIRST_DAY + timedelta(days=number * 7 % DAYS, minutes=number % 1_440),
    )


def _planted(number):
    words = [PHRASE] if number % 600 == 0 else [COMMON] * (number % 6 == 0) + [MEDIUM] * (number % 100 == 0)
    return [RARE] * (number % 10_000 == 0) + words + [EVERYWHERE] * (1 + number % 3) * (number % 50 != 0)


def _words(chance, number):
    words, weights = _vocabulary()
    return " ".join(chance.choices(words, cum_weights=weights, k=number))


def _sentences(chance, number):
    words = _words(chance, number).split()
    rows = [words[first : first + SENTENCE] for first in range(0, len(words), SENTENCE)]
    return " ".join(f"{' '.join(row).capitalize()}." for row in rows)


@cache
def _vocabulary():
    """Return all words, the most frequent first, and their summed weights."""
    chance = random.Random(0)  # noqa: S311
    words = dict.fromkeys([*FUNCTION_WORDS.split(), *HEALTH_WORDS.split()])
    while len(words) < VOCABULARY:
        words["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(words), list(accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(len(words))))


@cache
def _open_texts():
    """Return the sections of the open texts as pairs of (heading, text); none without a folder."""
    folder = os.environ.get("SEARCH_CORPUS")
    pairs = []
    for file in sorted(Path(folder).glob("*.jsonl.gz")) if folder else []:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                pairs += [(each["question"], each["text"][:2_000]) for each in json.loads(line)["sections"]]
    return pairs
