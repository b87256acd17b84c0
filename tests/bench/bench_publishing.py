"""What the gate costs when an approved revision is published: against stock Wagtail, same content, same run."""

import gc
from statistics import median
from time import perf_counter

import pytest

from django.db import transaction

from wagtail.models import Page, Revision

from blog.models import Article
from editorial import gate, ledger
from editorial.fingerprint import fingerprint_at
from editorial.ledger import Event
from tests import newsroom as desk
from tests.editorial.attacks import scenes
from tests.editorial.attacks.gate_off import gate_off
from tests.factories import body

pytestmark = pytest.mark.django_db
TIMES = 60
MOST = 1.5


def paragraphs():
    """A body as long as an article's."""
    return body(
        ("heading", {"text": "What the trials found", "level": "h2"}),
        *(f"Paragraph {number}: " + "ketamine and what is known of it, " * 12 for number in range(30)),
        ("key_points", {"points": ["<p>One.</p>", "<p>Two.</p>"]}),
    )


@pytest.fixture
def revisions():
    """Two articles of the same content; both approved by an editor and a medical reviewer, one published each way."""
    newsroom = scenes.open_newsroom()
    made = []
    for slug in ("one", "two"):
        article = desk.draft_by(newsroom, title="The same title", slug=f"the-same-{slug}", body=paragraphs())
        scenes.submitted(newsroom, article=article)
        desk.act(newsroom, newsroom.editor, article, "approve")
        made.append(article)
    return newsroom, made


class UndoneError(Exception):
    """Raised to take a publication back."""


def seconds(revision):
    """Publish a revision, take it back, and return how long publishing took."""
    revision = Revision.objects.get(pk=revision.pk)
    started = None
    try:
        with transaction.atomic():
            gc.collect()
            started = perf_counter()
            revision.publish(skip_permission_checks=True)
            took = perf_counter() - started
            assert Page.objects.get(pk=revision.object_id).live
            raise UndoneError
    except UndoneError:
        return took


def approve_medically(newsroom, article):
    """Give the last approval without what Wagtail does at the end of a workflow."""
    state = Article.objects.get(pk=article.pk).current_workflow_task_state.specific
    task = state.task.specific
    content = article.get_latest_revision_as_object()
    signatory, details = task.signatory(newsroom.reviewer, content)
    ledger.append(Event.APPROVED, content, gate.standing(content).fingerprint, by=signatory, task=task, details=details)


def test_publishing_through_the_gate(revisions, table):
    newsroom, (ours, stock) = revisions
    for article in (ours, stock):
        approve_medically(newsroom, article)
    gated, plain = [], []
    ours, stock = ours.get_latest_revision(), stock.get_latest_revision()
    assert fingerprint_at(stock.as_object(), "one") == fingerprint_at(ours.as_object(), "one")
    for _round in range(3):  # in turns, so that a busy minute meets both
        gated += [seconds(ours) for _time in range(TIMES // 3)]
        with transaction.atomic(), gate_off():
            plain += [seconds(stock) for _time in range(TIMES // 3)]
            transaction.set_rollback(True)
    rows = table("Publishing an approved article, median", ["way", "ms", "ratio"])
    rows.row("stock Wagtail", 1000 * median(plain), 1.0)
    rows.row("through the gate", 1000 * median(gated), median(gated) / median(plain))
    assert median(gated) <= MOST * median(plain)
