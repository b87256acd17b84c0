"""Loading Crossref's Retraction Watch data, and holding our references against it.

The file is the CSV at https://gitlab.com/crossref/retraction-watch-data, updated each working day.
"""

import csv
import re
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog import flags
from blog.models import Reference, RetractedPaper
from blog.models.reference import plain_doi
from blog.models.retraction import standing_of

Nature = RetractedPaper.Nature
NATURES = {
    "retraction": Nature.RETRACTION,
    "expression of concern": Nature.CONCERN,
    "correction": Nature.CORRECTION,
    "reinstatement": Nature.REINSTATEMENT,
}
COLUMNS = {
    "Record ID",
    "Title",
    "RetractionDate",
    "RetractionDOI",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
}
BATCH = 2000
KEPT = ("doi", "pmid", "title", "nature", "date", "reasons", "notice_doi")
# A file with fewer rows than this share of those we have is taken for one that was cut off on its way.
LEAST_SHARE = 0.8
NO_CSV = gettext_lazy("This is no CSV file with text in it: %(error)s. Nothing was changed.")
CODE = "C8"


class FileRefusedError(Exception):
    """The file cannot be what it should be."""


@dataclass
class Outcome:
    """What loading did. `bad`: sentences on rows that could not be read."""

    read: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    bad: list = field(default_factory=list)
    marked: list = field(default_factory=list)
    cleared: list = field(default_factory=list)
    flagged: int = 0


def load(path, *, progress=lambda count: None, force=False):
    """Load the file, replace what changed, and hold all references against it. Returns an Outcome.

    The file is read to its end before anything is written: one that is refused (FileRefusedError) changes nothing.
    """
    outcome = Outcome()
    known = {row[0]: row[1:] for row in RetractedPaper.objects.values_list("record_id", *KEPT).iterator(BATCH)}
    seen, news = set(), []
    for paper in _papers(path, outcome.bad):
        outcome.read += 1
        if outcome.read % 10_000 == 0:
            progress(outcome.read)
        if paper.record_id in seen:
            outcome.bad.append(_("Record %(id)s stands in the file twice.") % {"id": paper.record_id})
            continue
        seen.add(paper.record_id)
        before = known.get(paper.record_id)
        if before == tuple(getattr(paper, name) for name in KEPT):
            continue
        outcome.added += before is None
        outcome.changed += before is not None
        news.append(paper)
    if not seen:
        raise FileRefusedError(_("The file holds no record that can be read. Nothing was changed."))
    if not force and len(seen) < LEAST_SHARE * len(known):
        raise FileRefusedError(
            _("The file has %(new)d records, the last one had %(old)d. Nothing was changed. Is it whole?")
            % {"new": len(seen), "old": len(known)}
        )
    gone = set(known) - seen
    for batch in _chunks(news, BATCH):
        _save(batch)  # each on its own: other writers of an SQLite database wait for one batch, not for all
    with transaction.atomic():
        suspects = _identifiers(gone)
        for chunk in _chunks(sorted(gone)):
            subjects = [_subject(paper) for paper in RetractedPaper.objects.filter(record_id__in=chunk)]
            flags.settle(CODE, subjects, _("The record is no longer in the Retraction Watch data."))
            outcome.removed += RetractedPaper.objects.filter(record_id__in=chunk).delete()[0]
        hold_references(outcome, *suspects)
    return outcome


def hold_references(outcome, dois=(), pmids=()):
    """Mark references by what the table says of them, and flag the public pages that cite them.

    `dois`, `pmids`: of records that vanished from the file; a mark that only they gave is taken back.
    """
    for reference, records in references_with_records():
        standing = standing_of(records)
        if standing is None or standing.nature != Nature.RETRACTION:
            if reference.is_retracted and any(record.nature == Nature.RETRACTION for record in records):
                _clear(reference, outcome)
                flags.settle(CODE, [_subject(record) for record in records], _("The paper was reinstated."))
        elif not reference.is_retracted:
            _mark(reference, is_retracted=True)
            outcome.marked.append(reference)
        if standing is not None:
            outcome.flagged += _flag(reference, standing)
    vanished = Reference.objects.filter(is_retracted=True).filter(
        (Q(doi__in=dois) & ~Q(doi="")) | (Q(pmid__in=pmids) & ~Q(pmid=""))
    )
    for reference in vanished:
        if not RetractedPaper.objects.filter(_same_paper([reference])).exists():
            _clear(reference, outcome)


def references_with_records():
    """Return [(Reference, its RetractedPapers)] for all references that have any."""
    dois = Reference.objects.exclude(doi="").values("doi")
    pmids = Reference.objects.exclude(pmid="").values("pmid")
    papers = list(RetractedPaper.objects.filter(Q(doi__in=dois) | Q(pmid__in=pmids)))
    references = Reference.objects.filter(
        Q(doi__in={paper.doi for paper in papers} - {""}) | Q(pmid__in={paper.pmid for paper in papers} - {""})
    )
    return [(reference, records_of(reference, papers)) for reference in references]


def records_of(reference, papers):
    """Return those RetractedPapers that are about a reference."""
    return [
        paper
        for paper in papers
        if (paper.doi and paper.doi == reference.doi) or (paper.pmid and paper.pmid == reference.pmid)
    ]


def records_for(references):
    """Return {key of a reference: the RetractedPaper that says how it stands}, in one query."""
    references = list(references)
    if not any(each.doi or each.pmid for each in references):
        return {}
    papers = list(RetractedPaper.objects.filter(_same_paper(references)))
    found = {each.pk: standing_of(records_of(each, papers)) for each in references}
    return {key: record for key, record in found.items() if record is not None}


def said(record):
    """Say in a sentence what happened to a paper."""
    day = date_format(record.date, "j F Y") if record.date else _("an unknown day")
    sentences = {
        Nature.RETRACTION: _("was retracted on %(day)s"),
        Nature.CONCERN: _("has carried an expression of concern since %(day)s"),
        Nature.CORRECTION: _("was corrected on %(day)s"),
    }
    return sentences[record.nature] % {"day": day}


def _flag(reference, record):
    pages = flags.public_page_keys({reference.pk}, Reference).get(reference.pk, ())
    if not pages:
        return 0
    message = _("“%(title)s”, cited on this page, %(happened)s (%(reasons)s). Read the page again.") % {
        "title": reference.title,
        "happened": said(record),
        "reasons": record.reasons or _("no reason given"),
    }
    return len(flags.put(flags.Page.objects.filter(pk__in=pages), CODE, _subject(record), message))


def _subject(record):
    return f"record:{record.record_id}:{record.nature}"


def _mark(reference, *, is_retracted):
    """Mark a reference; readers see it at once, for the mark is none of the words that are approved."""
    reference.is_retracted = is_retracted
    reference.save(update_fields=["is_retracted"])


def _clear(reference, outcome):
    _mark(reference, is_retracted=False)
    outcome.cleared.append(reference)


def _same_paper(references):
    dois, pmids = ({getattr(each, name) for each in references} - {""} for name in ("doi", "pmid"))
    return Q(doi__in=dois) | Q(pmid__in=pmids)


def _identifiers(record_ids):
    dois, pmids = set(), set()
    for chunk in _chunks(sorted(record_ids)):
        for doi, pmid in RetractedPaper.objects.filter(record_id__in=chunk).values_list("doi", "pmid"):
            dois.add(doi)
            pmids.add(pmid)
    # Only those of our own references matter, and a query takes a limited number of values.
    ours = set(Reference.objects.filter(is_retracted=True).values_list("doi", flat=True))
    ours_too = set(Reference.objects.filter(is_retracted=True).values_list("pmid", flat=True))
    return (dois & ours) - {""}, (pmids & ours_too) - {""}


def _chunks(values, size=500):
    return (values[start : start + size] for start in range(0, len(values), size))


def _save(batch):
    RetractedPaper.objects.bulk_create(
        batch, update_conflicts=True, unique_fields=["record_id"], update_fields=list(KEPT)
    )


def _papers(path, bad):
    """Yield a RetractedPaper for each readable row; sentences on the others go to `bad`."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding=_encoding(path), errors="surrogateescape", newline="") as stream:
        rows = csv.DictReader(line.replace("\0", "") for line in stream)
        try:
            missing = COLUMNS - set(rows.fieldnames or ())
        except (csv.Error, UnicodeError) as error:
            raise FileRefusedError(NO_CSV % {"error": error}) from error
        if missing:
            raise FileRefusedError(
                _("The file lacks the columns %(names)s. Nothing was changed.") % {"names": ", ".join(sorted(missing))}
            )
        number = 1
        while True:
            number += 1
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                bad.append(_("Row %(number)d: %(error)s") % {"number": number, "error": error})
                continue
            except UnicodeError as error:
                raise FileRefusedError(NO_CSV % {"error": error}) from error
            try:
                yield _paper(row)
            except ValueError as error:
                bad.append(_("Row %(number)d: %(error)s") % {"number": number, "error": error})


def _encoding(path):
    with path.open("rb") as stream:
        start = stream.read(2)
    return "utf-16" if start in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _paper(row):
    """Return a RetractedPaper of a row. Raises ValueError with the reason."""
    record_id = _text(row, "Record ID")
    if not re.fullmatch(r"[1-9]\d{0,8}", record_id):
        raise ValueError(_("“%(id)s” is no record id.") % {"id": record_id[:40]})
    nature = NATURES.get(_text(row, "RetractionNature").lower())
    if nature is None:
        raise ValueError(_("unknown nature “%(name)s”.") % {"name": _text(row, "RetractionNature")[:40]})
    doi, pmid = _doi(_text(row, "OriginalPaperDOI")), _text(row, "OriginalPaperPubMedID")
    pmid = pmid if re.fullmatch(r"[1-9]\d{0,7}", pmid) else ""
    if not doi and not pmid and not _text(row, "Title"):
        raise ValueError(_("names no paper."))
    reasons = [part.strip(" +") for part in _text(row, "Reason").split(";")]
    return RetractedPaper(
        record_id=int(record_id),
        doi=doi,
        pmid=pmid,
        title=_text(row, "Title")[:400],
        nature=str(nature),
        date=_date(_text(row, "RetractionDate")),
        reasons="; ".join(part for part in reasons if part)[:500],
        notice_doi=_doi(_text(row, "RetractionDOI")),
    )


def _text(row, name):
    """Return a value in one line. Bytes that are no UTF-8 are read as Windows-1252, where they mostly come from."""
    value = row.get(name) or ""
    if not value.isascii():
        raw = value.encode("utf-8", "surrogateescape")
        try:
            value = raw.decode("utf-8")
        except UnicodeDecodeError:
            value = raw.decode("cp1252", "replace")
    return " ".join(value.split())


def _doi(text):
    """Return a DOI in its usual form; “unavailable” and other words are none."""
    doi = plain_doi(text).rstrip(".,;")
    return doi[:200] if doi.startswith("10.") else ""


def _date(text):
    """Return the day of “8/10/2024 0:00” (month first, as the file has it) or “2024-08-10”. Raises ValueError."""
    day = text.split(" ")[0]
    if not day:
        return None
    if "/" in day:
        month, number, year = (int(part) for part in day.split("/"))
        return date(year + 2000 if year < 100 else year, month, number)
    return datetime.strptime(day[:10], "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
