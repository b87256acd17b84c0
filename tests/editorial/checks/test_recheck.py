"""The health of what is public: checked again, reported, exported, and never taken down."""

import io

import pytest

from django.core.management import call_command
from django.urls import reverse

from accounts import roles
from editorial.checks import health
from editorial.checks.rules import house_list
from editorial.models import ContentHealth, RuleTerm
from home.models import StandingPage
from tests.editorial.checks.scenes import BAD, PRAISE, SHAKY, standing_draft
from tests.publishing import put_live

pytestmark = [pytest.mark.django_db, pytest.mark.checked]


def recheck(*arguments):
    out = io.StringIO()
    call_command("recheck", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_bad_public_words_are_reported_and_stay(newsroom):
    page = put_live(standing_draft(newsroom, BAD, PRAISE))
    out = recheck()
    assert "About us: C4 (new)" in out
    row = ContentHealth.objects.get(object_id=str(page.pk))
    assert (row.hard, row.warnings) == (1, 1)
    assert row.since is not None
    assert StandingPage.objects.get(pk=page.pk).live
    since = row.since
    assert "(new)" not in recheck()
    row.refresh_from_db()
    assert row.since == since


def test_a_dry_run_notes_nothing(newsroom):
    put_live(standing_draft(newsroom, BAD))
    assert "About us: C4 (new)" in recheck("--dry-run")
    assert not ContentHealth.objects.exists()


def test_what_is_mended_or_no_longer_public_is_forgotten(newsroom):
    page = put_live(standing_draft(newsroom, BAD))
    recheck()
    for term in house_list("promises").terms:
        RuleTerm.objects.create(list_name="promises", change="off", text=term.text)
    recheck()
    row = ContentHealth.objects.get(object_id=str(page.pk))
    assert (row.hard, row.since) == (0, None)
    page.unpublish()
    recheck()
    assert not ContentHealth.objects.filter(object_id=str(page.pk)).exists()


def test_only_one_content_can_be_asked_for(newsroom):
    page = put_live(standing_draft(newsroom, BAD))
    (checked,) = health.recheck([page])
    assert checked.is_worse
    assert ContentHealth.objects.count() == 1


def test_the_report_shows_filters_and_exports(newsroom):
    put_live(standing_draft(newsroom, BAD))
    put_live(standing_draft(newsroom, PRAISE, title="Our prices", slug="our-prices"))
    recheck()
    client = newsroom.client(newsroom.editor)
    text = client.get(reverse("editorial_health")).content.decode()
    assert text.index("About us") < text.index("Our prices")
    text = client.get(reverse("editorial_health"), {"weight": "blocking"}).content.decode()
    assert "About us" in text
    assert "Our prices" not in text
    old = client.get(reverse("editorial_health"), {"old": "true"}).content.decode()
    assert "About us" not in old
    csv = b"".join(client.get(reverse("editorial_health"), {"export": "csv"}).streaming_content).decode()
    assert "C4" in csv
    assert csv.startswith("Page,Type,Must be mended")


def test_the_report_costs_the_same_for_many(newsroom, django_assert_max_num_queries):
    client = newsroom.client(newsroom.editor)
    counts = []
    for number in range(6):
        put_live(standing_draft(newsroom, SHAKY, title=f"Page {number}", slug=f"page-{number}"))
        if number in (0, 5):
            recheck()
            client.get(reverse("editorial_health"))
            with django_assert_max_num_queries(60) as captured:
                client.get(reverse("editorial_health"))
            counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", [roles.WRITERS, roles.MODERATORS])
def test_writers_do_not_read_the_report(newsroom, role):
    assert newsroom.client(newsroom.by_role[role]).get(reverse("editorial_health")).status_code == 302


def test_the_desk_of_editors_names_what_ails(newsroom):
    put_live(standing_draft(newsroom, BAD))
    home = reverse("wagtailadmin_home")
    assert "the checks object" not in newsroom.client(newsroom.editor).get(home).content.decode()
    recheck()
    assert "Published, but the checks object" in newsroom.client(newsroom.editor).get(home).content.decode()
    assert "the checks object" not in newsroom.client(newsroom.writer).get(home).content.decode()
