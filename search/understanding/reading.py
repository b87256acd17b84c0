"""The steps of understanding, one after the other. Each says in words what it did, for the editors' test box."""

import re

from django.utils.translation import gettext as _

from search.query import clean
from search.understanding import crisis, kinds, places, spelling
from search.understanding.emptiness import empty_words, says_something
from search.understanding.marks import TYPOGRAPHIC, read_marks
from search.understanding.synonyms import EQUAL, ONE_WAY, thesaurus
from search.understanding.terms import terms_of
from search.understanding.vocabulary import vocabulary
from search.understanding.words import folded, singulars
from search.understood import Choice, Correction, Crisis, Step, Understood, Way

MOST_RELATED = 4
HOME = ("US",)


def understand(typed, *, correct=True, countries=HOME):
    """Return what a reader's query was understood to mean, as an Understood. Never raises, whatever was typed.

    `correct`: whether misspelt words are corrected; not where the reader asked to “search instead for” what was typed.
    `countries`: codes of the countries that readers come from, for places of one name; see `places.find`.
    """
    return _Reading(str(typed), correct=correct, countries=countries).understood()


class _Reading:
    """One query on its way through the steps."""

    def __init__(self, typed, *, correct, countries):
        self.typed, self.correct, self.countries = typed, correct, countries
        self.cleaned = clean(typed.translate(TYPOGRAPHIC))
        self.steps, self.corrections, self.choices, self.related, self.notices = [], [], [], [], []
        self.crisis = self.place = None
        self.needs_place = False
        self.kinds, self.kind_words, self.matches = [], {}, []

    def understood(self):
        self._clean()
        self._crisis()
        self._marks()
        self._places_and_spelling()
        self._kinds()
        self._synonyms()
        has_place = self.needs_place or self.place is not None
        terms, empty = terms_of(self.pieces, self.matches, self.kind_words, self.quoted, has_place=has_place)
        if empty:
            self._note(_("Words that say little"), "%(words)s", words=", ".join(empty))
        return Understood(
            typed=self.typed,
            cleaned=self.cleaned,
            terms=terms,
            excluded=self.excluded,
            crisis=self.crisis,
            place=self.place,
            needs_place=self.needs_place,
            kinds=tuple(dict.fromkeys(self.kinds)),
            choices=tuple(self.choices),
            related=tuple(dict.fromkeys(self.related))[:MOST_RELATED],
            notices=tuple(dict.fromkeys(self.notices)),
            corrections=tuple(self.corrections),
            steps=tuple(self.steps),
        )

    def _note(self, name, explanation, /, **words):
        self.steps.append(Step(name, explanation % words))

    # The steps

    def _clean(self):
        if self.cleaned != self.typed:
            self._note(_("Cleaned"), _("Taken as “%(query)s”."), query=self.cleaned)

    def _crisis(self):
        self.crisis = crisis.recognise(self.typed)
        if self.crisis:
            said = (
                _("“%(words)s” may speak of a crisis, and information is asked for: a small panel comes first.")
                if self.crisis.is_compact
                else _("“%(words)s” speaks of a crisis: help comes first, no clinics, nothing is kept.")
            )
            self._note(_("Crisis"), said, words=self.crisis.matched)

    def _marks(self):
        text, named = kinds.named(self.cleaned)
        self.kinds += named
        for kind in named:
            self._note(_("Kind"), _("Named with a colon: %(kind)s."), kind=kind)
        marked = read_marks(text)
        self.pieces, self.quoted, self.excluded = marked.pieces, marked.quoted, marked.excluded
        for written, _row in self.quoted:
            self._note(_("Quoted"), _("Exactly “%(words)s”, without other forms and synonyms."), words=written)
        for row in self.excluded:
            self._note(_("Left out"), _("No page with “%(words)s”."), words=" ".join(row))

    def _places_and_spelling(self):
        if found := places.near_me(self.pieces):
            self.pieces = places.without(self.pieces, *found)
            self.needs_place = True
        is_question = places.is_question(self.pieces)
        spot = places.spot(self.pieces, self.countries)
        if spot and spot.is_guess and not self._is_guess_wanted(spot, is_question):
            spot = None
        if self.correct and (corrected := self._corrected(spot)) != self.pieces:
            self.pieces = corrected
            self._say_corrections()
            if not (spot and spot.is_guess):
                spot = places.spot(self.pieces, self.countries)
                spot = None if spot and spot.is_guess else spot
            elif not self._is_guess_wanted(spot, is_question):
                spot = None
        if spot:
            self._take_place(spot, is_question)
        if not self.place and (code := places.postcode(self.pieces)):
            self._take_place(code, is_question)
        if self.needs_place:
            self._note(_("Place"), _("What is near is wanted; the reader is asked for a town."))

    def _corrected(self, spot):
        """Return the pieces corrected, but for the words of a place."""
        is_name = spot and (spot.is_guess or places.is_known(spot))
        place = {piece.key for piece in self.pieces[spot.start : spot.end]} if is_name else ()
        known = (empty_words(), kinds.words(), crisis.everyday_words(), thesaurus().known, place)
        return spelling.corrected(self.pieces, known)

    def _is_guess_wanted(self, spot, is_question):
        """Whether a name that nothing is called is taken for a place that is spelt nearly so."""
        words = vocabulary()
        name = self.pieces[spot.start + len(spot.preposition) : spot.end]
        is_unknown = not all(piece.key in words or not says_something(piece.key) for piece in name)
        return self.correct and is_unknown and places.is_meant(spot, self._content(spot), is_question=is_question)

    def _content(self, spot):
        rest = self.pieces[: spot.start] + self.pieces[spot.end :]
        return [piece for piece in rest if says_something(piece.key)]

    def _take_place(self, spot, is_question):
        label = spot.found.place.label
        if not spot.is_guess and not places.is_meant(spot, self._content(spot), is_question=is_question):
            self._note(
                _("Place"),
                _("“%(name)s” may be %(place)s, but the other words ask for no place."),
                name=spot.name,
                place=label,
            )
            return
        self.pieces = places.without(self.pieces, spot.start, spot.end)
        self.place, self.needs_place = spot.found, False
        if spot.is_guess:
            self.corrections.append(Correction(spot.name, spot.found.place.name))
            self._note(
                _("Spelling"), _("“%(typed)s” was taken as “%(meant)s”."), typed=spot.name, meant=spot.found.place.name
            )
        self._note(_("Place"), _("Near %(place)s."), place=label)

    def _say_corrections(self):
        """Note what was corrected; a word that became two is one correction."""
        number = 0
        while number < len(self.pieces):
            piece, end = self.pieces[number], number + 1
            if piece.is_corrected:
                while end < len(self.pieces) and self.pieces[end].part:
                    end += 1
                meant = " ".join(_written(each) for each in self.pieces[number:end])
                self.corrections.append(Correction(piece.written, meant))
                self._note(_("Spelling"), _("“%(typed)s” was taken as “%(meant)s”."), typed=piece.written, meant=meant)
            number = end

    def _kinds(self):
        has_place = self.needs_place or self.place is not None
        is_question = places.is_question(self.pieces)
        self.kind_words = kinds.asked(self.pieces, is_question=is_question, has_place=has_place)
        self.kinds += self.kind_words.values()
        for number, kind in self.kind_words.items():
            self._note(_("Kind"), _("“%(word)s” asks for: %(kind)s."), word=self.pieces[number].written, kind=kind)
        if has_place and not self.kinds:
            self.kinds.append("clinic")
            self._note(_("Kind"), _("Near a place: %(kind)s."), kind="clinic")

    def _synonyms(self):
        for match in thesaurus().find(self.pieces):
            ways = self._answer(match) if match.entry.question else match.entry.ways
            if len(match.entry.row) != match.end - match.start:  # written with other blanks: “offlabel”
                ways = [Way(match.entry.row, EQUAL, "synonym"), *ways]
            self.matches.append((match, ways))
            if ways:
                also = ", ".join(" ".join(way.words) for way in ways)
                self._note(_("Synonyms"), _("“%(term)s” also finds: %(ways)s."), term=match.entry.label, ways=also)
            self._related(match.entry)
            self._notices(match.entry)

    def _answer(self, match):
        """Return the ways of the meaning that the other words decide; else offer the meanings and return none."""
        question = match.entry.question
        others = self.pieces[: match.start] + self.pieces[match.end :]
        keys = {each for piece in others for each in singulars(piece.key)}
        decided = [
            meaning
            for meaning, words in zip(question.alternatives, question.deciding, strict=True)
            if keys.intersection(words)
        ]
        if len(decided) == 1:
            entry = thesaurus().entry(decided[0])
            meant = Way(tuple(entry.row) if entry else folded(decided[0]), ONE_WAY, "synonym")
            self._note(
                _("Meaning"),
                _("“%(term)s” means “%(meaning)s” here."),
                term=match.entry.label,
                meaning=decided[0].strip('"'),
            )
            return [] if meant.words == match.entry.row else [meant, *_weighed(entry.ways if entry else [])]
        self.choices += [Choice(each.strip('"'), self._with(match, each)) for each in question.alternatives]
        self._note(
            _("Meaning"),
            _("“%(term)s” has several meanings, and the reader chooses: %(meanings)s."),
            term=match.entry.label,
            meanings=", ".join(each.strip('"') for each in question.alternatives),
        )
        return []

    def _with(self, match, words):
        """Return the query with other words in the place of a term."""
        first, last = self.pieces[match.start], self.pieces[match.end - 1]
        written = [first.written] if match.end - match.start == 1 else [first.written, last.written]
        pattern = r"\b.*?\b".join(re.escape(each) for each in written)
        return re.sub(rf"(?<!\w){pattern}(?!\w)", lambda _found: words, self.cleaned, count=1)

    def _related(self, entry):
        line = f" {' '.join(piece.key for piece in self.pieces)} "
        for other in entry.related:
            rows = [other.row, *(way.words for way in other.ways)]
            if not any(f" {' '.join(row)} " in line for row in rows):
                self.related.append(other.label)
                self._note(_("Related"), _("“%(term)s” is offered as “see also”."), term=other.label)

    def _notices(self, entry):
        for notice in entry.notices:
            if notice != "crisis":
                self.notices.append(notice)
                self._note(_("Notice"), _("“%(term)s” brings the note: %(notice)s."), term=entry.label, notice=notice)
            elif self.crisis is None:
                self.crisis = Crisis(entry.label, is_compact=True)
                self._note(_("Crisis"), _("“%(term)s” brings the small panel with help."), term=entry.label)


def _weighed(ways):
    return [Way(way.words, round(way.weight * ONE_WAY, 3), way.source) for way in ways]


def _written(piece):
    return vocabulary().written.get(piece.key, piece.key)


def meant(understood):
    """Return a query as it was taken: with its corrections, for “showing results for …”."""
    text = understood.cleaned
    for correction in understood.corrections:
        pattern = r"[\W_]+".join(re.escape(word) for word in correction.typed.split())
        text = re.sub(rf"(?<!\w){pattern}(?!\w)", lambda _found, new=correction.meant: new, text, count=1)
    return text
