"""The ledger of one page or snippet as colleagues read it: who did what, when, why, and to which words."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from wagtail.models import Page, Revision

from editorial import gate
from editorial.ledger import Event
from editorial.models import LedgerEntry


@dataclass
class Line:
    """One entry in words. The addresses are empty where the revision is gone, or there is nothing to compare with."""

    entry: LedgerEntry
    what: str
    who: str
    note: str = ""
    words_url: str = ""
    compare_url: str = ""


@dataclass
class Chapter:
    """What happened up to one publication or withdrawal, newest first; the last chapter is still open."""

    heading: str
    lines: list = field(default_factory=list)


def entries_about(content):
    """Return the entries about a page or snippet, newest first."""
    return LedgerEntry.objects.about(content).order_by("-sequence")


def chapters(content, entries, with_links=True):
    """Return the Chapters of some consecutive entries, newest first, with a fixed number of queries.

    `with_links`: whether the reader may open drafts; Wagtail shows those to people who may edit.
    """
    entries = list(entries)
    if not entries:
        return []
    lines = _lines(content, entries, with_links)
    after = entries_about(content).filter(event__in=gate.CUTS, sequence__gt=entries[0].sequence)
    closing = after.order_by("sequence").first()
    found = [Chapter(_heading(closing))]
    for line in lines:
        if line.entry.event in gate.CUTS:
            found.append(Chapter(_heading(line.entry)))
        found[-1].lines.append(line)
    return [chapter for chapter in found if chapter.lines]


def _heading(closing):
    if closing is None:
        return _("Since then")
    day = {"day": f"{closing.at:%-d %B %Y}"}
    return {
        Event.PUBLISHED: _("Published on %(day)s"),
        Event.EMERGENCY: _("Published in an emergency on %(day)s"),
        Event.INSTALLED: _("Entered as it stood on %(day)s"),
        Event.WITHDRAWN: _("Taken down on %(day)s"),
    }[closing.event] % day


def _lines(content, entries, with_links):
    older = entries_about(content).filter(sequence__lt=entries[-1].sequence).exclude(revision=None).first()
    kept = _revisions_kept([*entries, older] if older else entries) if with_links else set()
    lines = []
    for number, entry in enumerate(entries):
        before = next((e for e in entries[number + 1 :] if e.revision), older)
        lines.append(
            Line(
                entry,
                _what(entry),
                _who(entry),
                _note(entry),
                _words_url(content, entry, kept),
                _compare_url(content, before, entry, kept),
            )
        )
    return lines


def _revisions_kept(entries):
    keys = {entry.revision for entry in entries if entry.revision}
    return set(Revision.objects.filter(pk__in=keys).values_list("pk", flat=True))


def _what(entry):
    names = {
        Event.SUBMITTED: _("Submitted for approval"),
        Event.APPROVED: _("Approved: %(task)s") if entry.person else _("Passed: %(task)s"),
        Event.CHANGES_REQUESTED: _("Changes requested: %(task)s"),
        Event.WAIVED: _("A finding of the automatic checks was dismissed")
        if entry.details.get("kind") == "dismissal"
        else _("A finding of the automatic checks was waived"),
        Event.REOPENED: _("A dismissal of a finding was taken back")
        if entry.details.get("kind") == "dismissal"
        else _("A waiver of a finding was taken back"),
        Event.ALARM: _("Alarm: public words were changed past the workflow"),
    }
    return (names.get(entry.event) or entry.get_event_display()) % {"task": entry.task_name}


def _who(entry):
    if not entry.person_name:
        return _("The platform")
    standing = ", ".join(part for part in (entry.role, entry.credential) if part)
    return f"{entry.person_name} ({standing})" if standing else entry.person_name


def _note(entry):
    """Return what an event's details say beyond its kind."""
    details = entry.details
    if entry.event == Event.EMERGENCY:
        confirmed = _("Confirmed by %(person)s.") % {"person": details.get("confirmed_by", "")}
        if not details.get("open_findings"):
            return confirmed
        skipped = _("The automatic checks would have stopped it: %(codes)s.")
        return f"{confirmed} {skipped % {'codes': ', '.join(details['open_findings'])}}"
    if entry.event in (Event.WAIVED, Event.REOPENED) and details.get("code"):
        return _("%(code)s, on the words “%(quote)s”.") % {"code": details["code"], "quote": details.get("quote", "")}
    if entry.event == Event.SCHEDULED and parse_datetime(details.get("go_live_at", "")):
        return _("To go live on %(when)s.") % {"when": f"{parse_datetime(details['go_live_at']):%-d %B %Y, %H:%M %Z}"}
    if details.get("alias_of"):
        return _("As an alias: it shows the words of page %(key)s.") % {"key": details["alias_of"]}
    if details.get("notices"):
        return " ".join(notice["text"] for notice in details["notices"])
    return ""


def _words_url(content, entry, kept):
    if entry.revision not in kept:
        return ""
    return reverse(_url_name(content, "revisions_revert"), args=[content.pk, entry.revision])


def _compare_url(content, before, entry, kept):
    """Return where the words can be compared with those of the entry before, if they differ."""
    if before is None or before.fingerprint == entry.fingerprint or not {before.revision, entry.revision} <= kept:
        return ""
    return reverse(_url_name(content, "revisions_compare"), args=[content.pk, before.revision, entry.revision])


def _url_name(content, view):
    return f"wagtailadmin_pages:{view}" if isinstance(content, Page) else content.snippet_viewset.get_url_name(view)
