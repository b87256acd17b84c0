"""What a database cannot refuse: its triggers dropped, or a gate pass forged by somebody with its password.

Each function changes what is public of a page; readers must then get no such page, and the ledger must hold an alarm.
"""

from django.db import connection, models

from wagtail.models import Page

from blog.models import Article
from editorial import triggers
from editorial.models import GatePass
from tests.editorial.attacks.scenes import KNOWN, MARKER


def title_without_triggers(page):
    """Change Wagtail's row."""
    triggers.drop()
    Page.objects.filter(pk=page.pk).update(title=f"{MARKER} {KNOWN}")


def summary_without_triggers(page):
    """Change the article's row."""
    triggers.drop()
    Article.objects.filter(pk=page.pk).update(summary=MARKER)


def body_without_triggers(page):
    """Change the body as SQL does."""
    triggers.drop()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE blog_article SET body = %s WHERE page_ptr_id = %s",
            [f'[{{"type": "paragraph", "value": "<p>{MARKER}</p>"}}]', page.pk],
        )


def saved_past_the_mixin_without_triggers(page):
    """Save with Django's own method."""
    triggers.drop()
    page.title = MARKER
    models.Model.save(page)


def title_with_a_forged_pass(page):
    """Let the triggers believe that the gate is open."""
    forged = GatePass.objects.create(content="wagtailcore.page", object_id=str(page.pk))
    Page.objects.filter(pk=page.pk).update(title=f"{MARKER} {KNOWN}")
    forged.delete()  # one that stays undoes the whole transaction


def one_trigger_dropped(page):
    """Drop one trigger only."""
    with connection.cursor() as cursor:
        on = " ON wagtailcore_page" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER imprimatur_page_words{on}")
    Page.objects.filter(pk=page.pk).update(title=f"{MARKER} {KNOWN}")


FORCED = [
    title_without_triggers,
    summary_without_triggers,
    body_without_triggers,
    saved_past_the_mixin_without_triggers,
    title_with_a_forged_pass,
    one_trigger_dropped,
]
