"""Loads the demonstration publication, step by step. Interrupted and started again, it goes on where it was."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from home.demonstration import accounts, central, clinics, files, library, pages, people
from home.demonstration.resolver import Resolver
from home.models import HomePage


@dataclass
class Step:
    """One thing to do, with the words for the progress display."""

    label: str
    do: Callable


def is_loaded():
    """Tell whether the last step was done."""
    return HomePage.objects.filter(picks__isnull=False).exists()


def steps():
    """Return all steps in order. Later ones need what earlier ones made."""
    resolver = Resolver()
    publication = files.one("publication.yaml")
    topics, articles, standing = files.texts("topics"), files.texts("articles"), files.texts("standing")
    spotlights, staff = files.records("clinics"), files.one("people.yaml")
    status = files.one("status.yaml")
    return [
        Step("Accounts", accounts.make),
        Step("Settings", lambda: library.load_settings(publication)),
        *(
            Step("Pictures", lambda name=name, words=words: library.load_picture(name, words))
            for name, words in files.pictures().items()
        ),
        *(Step("Picture sizes", lambda name=name: library.prepare_picture(name)) for name in files.pictures()),
        Step("References", library.load_references),
        Step("Drafts", lambda: _each(pages.draft_topic, topics)),
        Step("Drafts", lambda: _each(pages.draft_author, staff)),
        Step("Drafts", lambda: _each(pages.draft_article, articles)),
        Step("Drafts", lambda: _each(pages.draft_standing, standing)),
        Step("Drafts", lambda: _each(clinics.draft_clinic, spotlights)),
        *(Step("Authors", lambda person=person: people.publish_author(person)) for person in staff),
        Step("Urgent help", lambda: central.load_urgent_help(publication)),
        *(
            Step("Safety information", lambda record=record: central.load_safety(record))
            for record in files.records("safety")
        ),
        *(
            Step("Harm reduction", lambda record=record: central.load_harm_reduction(record))
            for record in files.one("harm_reduction.yaml")
        ),
        *(
            Step("Regulatory status", lambda row=row: central.load_status(row, status["as_of"], status["review_due"]))
            for row in status["rows"]
        ),
        *(Step("Facts", lambda record=record: central.load_fact(record)) for record in files.one("facts.yaml")),
        *(Step("Topics", lambda text=text: pages.publish_topic(text, resolver)) for text in topics),
        *(Step("Articles", lambda text=text: pages.publish_article(text, resolver)) for text in articles),
        *(Step("Drafts", lambda text=text: pages.leave_draft(text, resolver)) for text in files.texts("drafts")),
        *(Step("Clinics", lambda record=record: clinics.publish_clinic(record, resolver)) for record in spotlights),
        *(
            Step("Drafts", lambda record=record: clinics.leave_drafts(record, resolver))
            for record in files.records("drafts")
        ),
        *(Step("Standing pages", lambda text=text: pages.publish_standing(text, resolver)) for text in standing),
        Step("Listings", lambda: pages.publish_listings(publication["listings"])),
        Step("Menus", lambda: library.load_menus(publication, resolver)),
        Step("Front page", lambda: pages.publish_front_page(publication)),
    ]


def load(progress):
    """Do every step, each in a transaction of its own; call `progress(done, total, label)` before each."""
    todo = steps()
    for number, step in enumerate(todo):
        progress(number, len(todo), step.label)
        with transaction.atomic():
            step.do()
    progress(len(todo), len(todo), "Done")


def _each(do, items):
    for item in items:
        do(item)
