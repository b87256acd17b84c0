"""Spotlights of before become clinics and stories: what was public is taken down, and the ledger holds."""

from datetime import date, time
from io import StringIO

import pytest

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from blog.models import Clinic, ClinicIndex, ClinicSpotlight, SpotlightIndex
from editorial import installation, ledger, triggers, verification
from editorial.ledger import Event
from editorial.models import LedgerEntry, PublicationRecord
from tests.factories import AuthorFactory, ClinicFactory, SpotlightFactory, TopicFactory
from tests.publishing import put_live

BEFORE = [("editorial", "0006_checks"), ("accounts", "0003_disclosure_reviewers"), ("blog", "0008_central_texts")]


def migrate(targets):
    """Migrate as the command does: the triggers step aside, and come back on a database that is up to date."""
    installation.before_migrate(None, using="default")
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    installation.after_migrate(None, using="default")
    return MigrationExecutor(connection).loader.project_state(targets).apps


def make_public(apps, story):
    """Let a spotlight of before be public, as an installation of then had it."""
    rows = apps.get_model("wagtailcore", "Page").objects.filter(pk=story.pk)
    rows.update(live=True, has_unpublished_changes=False, live_revision=story.latest_revision_id)
    ledger.append(Event.PUBLISHED, story, "f" * 64)
    # Without signals: rooms above have no tables yet.
    record = PublicationRecord(page_id=story.pk, live_fingerprint="f" * 64)
    PublicationRecord.objects.bulk_create(
        [record], update_conflicts=True, unique_fields=["page"], update_fields=["live_fingerprint"]
    )


@pytest.mark.django_db(transaction=True)
def test_a_public_spotlight_becomes_a_clinic_and_a_story_that_nobody_approved_yet(client):
    topic, author = TopicFactory(title="Ketamine"), AuthorFactory()
    story = SpotlightFactory(
        title="All about Willow",
        slug="willow",
        live=False,
        commercial_status="sponsored",
        sponsor_name="Holdings",
        authors=[author],
        topics=[topic],
        clinic=ClinicFactory(title="Willow", treatment=topic, live=False),
    )
    story.save_revision(user=author.user)
    put_live(story)
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        apps = migrate(BEFORE)
        old = apps.get_model("blog", "ClinicSpotlight").objects.get()
        assert (old.pk, old.url_path, old.commercial_relationship) == (story.pk, "/home/clinics/willow/", "sponsored")
        assert (old.clinic_name, old.city, old.region) == ("Willow", "Wichita", "KS")
        assert apps.get_model("blog", "ClinicLicence").objects.get().clinic_id == old.pk
        assert not old.live
        assert not apps.get_model("blog", "ClinicIndex").objects.get().numchild > 1
        assert LedgerEntry.objects.about(story).last().event == Event.WITHDRAWN
        make_public(apps, old)
        opening = apps.get_model("blog", "ClinicOpening")
        opening.objects.create(clinic_id=old.pk, day=2, opens=time(9), closes=time(12), sort_order=1)
        apps.get_model("blog", "ClinicPrice").objects.create(
            clinic_id=old.pk, item="Session", amount_from=450, as_of=date(2026, 10, 1), sort_order=0
        )
        draft = apps.get_model("wagtailcore", "Revision").objects.get(pk=old.latest_revision_id)
        evidence = draft.pk, draft.content
    finally:
        migrate(latest)

    story = ClinicSpotlight.objects.get()
    clinic = Clinic.objects.get()
    assert (story.clinic, story.commercial_status, story.sponsor_name) == (clinic, "sponsored", "Holdings")
    assert (story.live, clinic.live) == (False, False)
    assert (story.url_path, clinic.url_path) == ("/home/spotlights/willow/", "/home/clinics/willow/")
    assert (clinic.city, clinic.region, clinic.commercial_relationship) == ("Wichita", "KS", "client")
    assert (clinic.treatments.count(), clinic.licence_list.count()) == (1, 1)
    assert [link.author.pk for link in story.page_authors.all()] == [author.pk]

    for page in (story, clinic):
        latest_draft = page.get_latest_revision_as_object()
        assert latest_draft.title == page.title
        assert page.latest_revision is not None
    assert story.get_latest_revision_as_object().clinic == clinic
    assert clinic.get_latest_revision_as_object().openings.count() == clinic.openings.count()
    assert Revision.objects.get(pk=evidence[0]).content == evidence[1], "a draft of before was rewritten"

    last = LedgerEntry.objects.about(story).last()
    assert (last.event, last.fingerprint, last.person) == (Event.WITHDRAWN, "f" * 64, "")
    assert "approved in their new form" in last.comment
    assert not LedgerEntry.objects.about(clinic).exists()
    assert list(verification.verify()) == []
    call_command("verify_publications", stdout=StringIO())
    assert triggers.missing() == []
    assert not any(Page.find_problems())

    assert ClinicIndex.objects.get().numchild == 1
    assert SpotlightIndex.objects.get().numchild == 1
    assert not SpotlightIndex.objects.get().live, "a new listing on an old site waits for its approvals"
    answer = client.get("/clinics/willow/")
    assert (answer.status_code, answer.url) == (301, "/spotlights/willow/")
    assert client.get("/spotlights/willow/").status_code == 503
    assert Redirect.objects.get().redirect_page_id == story.pk
    assert Page.objects.filter(live=True, content_type__model__in=["clinic", "clinicspotlight"]).count() == 0
