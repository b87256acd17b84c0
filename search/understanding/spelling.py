"""Spelling: a word that no page has becomes one that is spelt nearly so and that the publication knows.

Never corrected are words that have hits, in whatever form; words of fewer than four letters; what holds digits; and
words in quotation marks. Forgiven is one slip in four to seven letters and two from eight on (a letter too many, too
few, wrong, or swapped with its neighbour: Damerau and Levenshtein's distance, in its restricted form). Of several words
the nearest wins, then a term, then the one on most pages, with an advantage for the same first letter.
"""

from dataclasses import replace
from functools import cache
from itertools import islice

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from django.db import transaction

from blog.models import Topic
from places import folding
from search.data import read
from search.models import VocabularyWord
from search.understanding import versions
from search.understanding.vocabulary import vocabulary
from search.understanding.words import Piece

SHORTEST, SHORTEST_FOR_TWO = 4, 8  # letters
LONGEST = 40  # letters; a longer row of letters is no word
FIRST_LETTER = 4  # how much likelier a word is that begins as typed
SHORTEST_PART = 3  # letters of each of two words that were written as one
LONGEST_WORD = VocabularyWord._meta.get_field("word").max_length
BATCH = 1000


def corrected(pieces, known=()):
    """Return the pieces with misspelt ones replaced. `known`: sets of further words that are never corrected.

    A word may become two pieces, two words one. Without a vocabulary nothing is corrected.
    """
    words = vocabulary()
    if not words.documents:
        return pieces
    found, number = [], 0
    while number < len(pieces):
        piece = pieces[number]
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        joined = following and _joined(piece, following, words, known)
        if joined:
            found.append(joined)
            number += 2
            continue
        found += [piece] if _is_right(piece.key, words, known) else _mended(piece, words)
        number += 1
    return tuple(found)


def _is_right(word, words, known):
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return True
    return word in words or any(word in each for each in (_everyday(), *known))


@cache
def _everyday():
    return frozenset(read("everyday_words")["words"].split())


def _joined(piece, following, words, known):
    """Return two pieces as one word, where one of them is no word and both together are."""
    both = piece.key + following.key
    if piece.segment != following.segment or len(both) < SHORTEST_FOR_TWO or not both.isalpha():
        return None
    if all(_is_right(each.key, words, known) and len(each.key) >= SHORTEST for each in (piece, following)):
        return None
    if both not in words.documents and both not in words.terms:
        return None
    return Piece(both, (piece.key, following.key), f"{piece.written} {following.written}", piece.segment)


def _mended(piece, words):
    near = nearest(piece.key, words)
    if near and near[1] == 1:
        return [_meant(piece, near[0])]
    if parts := _parts(piece.key, words):
        return [_meant(piece, word, part) for part, word in enumerate(parts)]
    return [_meant(piece, near[0])] if near else [piece]


def _meant(piece, word, part=0):
    return replace(piece, key=word, part=part)


def nearest(word, words):
    """Return (the word of a Vocabulary that is spelt most nearly so, how many slips), or None."""
    most = 2 if len(word) >= SHORTEST_FOR_TWO else 1
    best = None
    for slips in range(1, most + 1):
        # One slip is looked for first: most have one, and it is looked for among fewer words.
        found = [
            near
            for near, _distance, _index in extract(
                word, words.like(word, slips), scorer=OSA.distance, score_cutoff=slips, limit=None
            )
            if len(near) >= SHORTEST
        ]
        if found:
            best = min(
                found,
                key=lambda near: (near not in words.terms, -_likelihood(near, word, words), near),
            )
            return best, slips
    return None


def _likelihood(near, word, words):
    """How likely a word is meant: by how many pages have it, more where the first letter is right, as it mostly is."""
    return (words.weight(near) + 1) * (FIRST_LETTER if near[0] == word[0] else 1)


def _parts(word, words):
    """Return the two words that were written as one, or None."""
    best, weight = None, 0
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        pair = word[:cut], word[cut:]
        lowest = min(words.weight(part) for part in pair)
        if lowest > weight and not any(part in words.blocked for part in pair):
            best, weight = pair, lowest
    return best


# Filling the vocabulary


def rebuild(counts, progress=None):
    """Replace the vocabulary by the words of an iterable of (word, number of public pages that have it).

    The index calls it when it was built anew, or from time to time. Words are folded here; of several forms the one on
    most pages is how it is written. `progress`: is told how many words were read, after each batch of 1,000. What
    editors blocked stays blocked. Returns how many words the vocabulary has.
    """
    rows, read = {}, 0
    iterator = iter(counts)
    while batch := list(islice(iterator, BATCH)):
        for word, documents in batch:
            _count(rows, word, documents)
        read += len(batch)
        if progress:
            progress(read)
    terms = topic_words()
    for word in terms.keys() - rows.keys():
        rows[word] = [terms[word], 0, 0]
    blocked = set(VocabularyWord.objects.filter(is_blocked=True).values_list("folded", flat=True))
    for word in blocked - rows.keys():
        rows[word] = [word, 0, 0]
    with transaction.atomic():
        VocabularyWord.objects.all().delete()
        VocabularyWord.objects.bulk_create(
            (
                VocabularyWord(
                    word=written,
                    folded=folded,
                    documents=documents,
                    is_term=folded in terms,
                    is_blocked=folded in blocked,
                )
                for folded, (written, documents, _most) in sorted(rows.items())
            ),
            batch_size=BATCH,
        )
        versions.renew(versions.VOCABULARY)
    return len(rows)


def learn(words):
    """Add the words of a page that was just published and that are new, so that they are not “corrected”.

    One query where there is nothing new. Their true number of pages comes with the next `rebuild`.
    """
    rows = {}
    for word in words:
        _count(rows, word, 1)
    missing = rows.keys() - vocabulary().documents.keys()
    if not missing:
        return
    present = {row.folded: row for row in VocabularyWord.objects.filter(folded__in=missing)}
    new = [VocabularyWord(word=rows[each][0], folded=each, documents=1) for each in sorted(missing - present.keys())]
    empty = [row for row in present.values() if not row.documents]
    for row in empty:
        row.documents = 1
    with transaction.atomic():
        VocabularyWord.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
        VocabularyWord.objects.bulk_update(empty, ["documents"], batch_size=BATCH)
        if new or empty:
            versions.renew(versions.VOCABULARY)


def _count(rows, word, documents):
    folded = folding.key(word)
    if not folded or " " in folded or len(folded) > LONGEST_WORD or len(word) > LONGEST_WORD or not documents:
        return
    row = rows.setdefault(folded, [word, 0, 0])
    row[1] += documents
    if documents > row[2]:
        row[0], row[2] = word, documents


def topic_words():
    """Return {folded word: as it is written} of the titles and other names of the published topics."""
    found = {}
    for title, names in Topic.objects.published().values_list("title", "synonyms"):
        for word in folding.words(f"{title} {names}"):
            if len(word.key) >= SHORTEST:
                found.setdefault(word.key, word.written)
    return found
