"""Each spotlight becomes a clinic with its facts, as a draft, and a story that points to it, below the new listing.

Nothing stays public that nobody approved in its new form: a story that was public is taken down, with an entry in the
ledger, and comes back through its workflow. Its old address leads to the new one until the clinic is public there.
"""

import secrets
import uuid

from django.db import migrations
from django.utils import timezone

from wagtail.models import Page

from editorial.models.ledger import GENESIS, LedgerEntry

REASON = "Clinics and their stories became pages of their own; both must be approved in their new form."
BACK = "Clinics and their stories became one page again; it must be approved in this form."
CUTS = ("published", "withdrawn", "emergency", "installed")
FACTS = (
    "street",
    "city",
    "region",
    "postal_code",
    "country",
    "latitude",
    "longitude",
    "phone",
    "website",
    "email",
    "time_zone",
    "telehealth",
    "accepting_new_patients",
    "emergency_equipment",
    "insurance_plans",
    "insurance_as_of",
    "accessibility",
    "languages",
    "medical_director_name",
    "medical_director_credential",
)
# The tables of a clinic's facts, by the names that drafts give them.
TABLES = {
    "openings": "ClinicOpening",
    "treatments": "ClinicTreatment",
    "condition_topics": "ClinicCondition",
    "price_list": "ClinicPrice",
    "licence_list": "ClinicLicence",
}
TOPICS = ("topic", "treatment")
STATUS = {"none": "editorial"}
STORIES = "Stories about clinics. Each says first who paid for it, or that nobody did."


def content_type(apps, app_label, model):
    """Return the key of a content type, which does not exist yet when all migrations run at once."""
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)[0].pk


def make_index(apps):
    """Return the page above the stories. It is public only on a new site: elsewhere people approve it first."""
    SpotlightIndex = apps.get_model("blog", "SpotlightIndex")
    there = SpotlightIndex.objects.first()
    if there is not None:
        return there
    home = apps.get_model("home", "HomePage").objects.get()
    is_new = not apps.get_model("editorial", "LedgerEntry").objects.exists()
    now = timezone.now()
    return put_below(
        apps,
        home,
        SpotlightIndex(
            title="Clinic spotlights",
            draft_title="Clinic spotlights",
            slug="spotlights",
            summary=STORIES,
            content_type_id=content_type(apps, "blog", "spotlightindex"),
            locale_id=home.locale_id,
            translation_key=uuid.uuid4(),
            live=is_new,
            has_unpublished_changes=not is_new,
            first_published_at=now if is_new else None,
            last_published_at=now if is_new else None,
        ),
    )


def put_below(apps, parent, page):
    """Save a page as the last below `parent`, new or from elsewhere. Migrations have no methods of the tree."""
    rows = apps.get_model("wagtailcore", "Page").objects
    last = rows.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("-path").first()
    step = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
    before = page.path
    page.path = Page._get_path(parent.path, parent.depth + 1, step)
    page.depth, page.url_path = parent.depth + 1, f"{parent.url_path}{page.slug}/"
    page.save()
    for path in {parent.path, before[: -Page.steplen] if before else parent.path}:
        children = rows.filter(path__startswith=path, depth=len(path) // Page.steplen + 1).count()
        rows.filter(path=path).update(numchild=children)
    return page


def draft_of(apps, page):
    """Return the latest draft of a page as it is stored, or None for a page without drafts."""
    found = apps.get_model("wagtailcore", "Revision").objects.filter(pk=page.latest_revision_id).first()
    return dict(found.content) if found else None


def write_draft(apps, page, model, content):
    """Give a page a new latest draft; the old ones stay as they are."""
    revision = apps.get_model("wagtailcore", "Revision").objects.create(
        content_type_id=content_type(apps, "blog", model),
        base_content_type_id=content_type(apps, "wagtailcore", "page"),
        object_id=str(page.pk),
        object_str=page.title,
        created_at=timezone.now(),
        content=content,
    )
    apps.get_model("wagtailcore", "Page").objects.filter(pk=page.pk).update(
        latest_revision_id=revision.pk, latest_revision_created_at=revision.created_at
    )


def fields_of(row):
    """Return a row's columns by field name, a relation by its key."""
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}


def facts_in(apps, page, owner):
    """Return ({fact: value}, {table: [rows]}): of the latest draft, or of the page itself where it has none."""
    draft = draft_of(apps, page)
    if draft is not None and "openings" in draft:
        return draft, {name: draft.get(name) or [] for name in TABLES}
    tables = {
        name: [
            fields_of(row)
            for row in apps.get_model("blog", model).objects.filter(clinic_id=owner).order_by("sort_order")
        ]
        for name, model in TABLES.items()
    }
    return fields_of(page), tables


def write_tables(apps, tables, owner):
    """Write the rows of the tables anew for a page; return them as drafts have them."""
    topics = set(apps.get_model("blog", "Topic").objects.values_list("pk", flat=True))
    written = {}
    for name, model in TABLES.items():
        table = apps.get_model("blog", model)
        known = {field.name: field.attname for field in table._meta.concrete_fields}
        table.objects.filter(clinic_id=owner).delete()
        written[name] = []
        for number, row in enumerate(tables[name]):
            if any(row.get(topic) and row[topic] not in topics for topic in TOPICS):
                continue  # a draft may name a topic that is gone
            values = {known[key]: value for key, value in row.items() if key in known and key not in ("id", "clinic")}
            made = table.objects.create(**{**values, "clinic_id": owner, "sort_order": number})
            made.refresh_from_db()
            written[name].append({"pk": made.pk, **{k: v for k, v in fields_of(made).items() if k != "id"}})
    return written


def take_down(apps, page, model, reason):
    """Take a page down if it is public: off the site, out of its workflow and schedule, and into the ledger."""
    WorkflowState = apps.get_model("wagtailcore", "WorkflowState")
    running = WorkflowState.objects.filter(
        base_content_type_id=content_type(apps, "wagtailcore", "page"),
        object_id=str(page.pk),
        status__in=["in_progress", "needs_changes"],
    )
    running.update(status="cancelled")
    apps.get_model("wagtailcore", "Revision").objects.filter(
        base_content_type_id=content_type(apps, "wagtailcore", "page"), object_id=str(page.pk)
    ).update(approved_go_live_at=None)
    if not page.live:
        return
    page.live, page.has_unpublished_changes, page.live_revision_id, page.go_live_at = False, True, None, None
    entries = apps.get_model("editorial", "LedgerEntry").objects.filter(
        content="wagtailcore.page", object_id=str(page.pk), event__in=CUTS
    )
    last = entries.order_by("-sequence").first()
    if last is not None and last.event != "withdrawn":
        append(apps, page, model, last.fingerprint, reason)
    apps.get_model("editorial", "PublicationRecord").objects.filter(page_id=page.pk).update(
        live_fingerprint="",
        emergency_until=None,
        withdrawn_at=timezone.now(),
        withdrawn_reason=reason,
        withdrawn_answer=503,
    )


def append(apps, page, model, fingerprint, reason):
    """Write one entry into the ledger, chained as `editorial.ledger` chains them; its models are not these."""
    head = apps.get_model("editorial", "LedgerHead").objects.get_or_create(pk=1)[0]
    now = timezone.now()
    fields = {
        "sequence": head.sequence + 1,
        "at": now.replace(microsecond=now.microsecond // 1000 * 1000),
        "event": "withdrawn",
        "content": "wagtailcore.page",
        "object_id": str(page.pk),
        "content_type": f"blog.{model}",
        "title": page.title[:255],
        "fingerprint": fingerprint,
        "comment": reason,
        "comment_salt": secrets.token_hex(16),
        "details": {"route": "migration"},
        "previous_hash": head.hash or GENESIS,
    }
    fields["hash"] = LedgerEntry(**fields).compute_hash()
    apps.get_model("editorial", "LedgerEntry").objects.create(**fields)
    head.sequence, head.hash = fields["sequence"], fields["hash"]
    head.save()


def split(apps, schema_editor):
    """Make a clinic of every spotlight's facts, and move the spotlight below the new listing."""
    stories_index = make_index(apps)
    clinics_index = apps.get_model("blog", "ClinicIndex").objects.get()
    stories = apps.get_model("blog", "ClinicSpotlight").objects
    for story in stories.order_by("pk"):
        story.commercial_status = STATUS.get(story.commercial_status, story.commercial_status)
        facts, tables = facts_in(apps, story, story.pk)
        draft = draft_of(apps, story)
        take_down(apps, story, "clinicspotlight", REASON)
        old_address = story.url_path
        put_below(apps, stories_index, story)
        clinic = make_clinic(apps, clinics_index, story, facts)
        for model in TABLES.values():
            apps.get_model("blog", model).objects.filter(clinic_id=story.pk).delete()
        rows = write_tables(apps, tables, clinic.pk)
        clinic.refresh_from_db()
        write_draft(apps, clinic, "clinic", {"pk": clinic.pk, **fields_of(clinic), **rows})
        stories.filter(pk=story.pk).update(clinic_id=clinic.pk)
        if draft is not None:
            said = draft.get("commercial_relationship") or story.commercial_status
            moved = {*FACTS, *TABLES, "clinic_name", "disclosure", "commercial_relationship"}
            kept = {name: value for name, value in draft.items() if name not in moved}
            kept |= {"clinic": clinic.pk, "commercial_status": STATUS.get(said, said)}
            write_draft(apps, story, "clinicspotlight", kept)
        lead_on(apps, old_address, story)


def make_clinic(apps, parent, story, facts):
    """Make the clinic's page, a draft of whoever has the story; nobody has checked its facts in this form."""
    pays = story.commercial_status in ("sponsored", "affiliate")
    name = (facts.get("clinic_name") or story.clinic_name or story.title)[:255]
    return put_below(
        apps,
        parent,
        apps.get_model("blog", "Clinic")(
            title=name,
            draft_title=name,
            slug=story.slug,
            summary=story.summary,
            is_demo=story.is_demo,
            owner_id=story.owner_id,
            content_type_id=content_type(apps, "blog", "clinic"),
            locale_id=story.locale_id,
            translation_key=uuid.uuid4(),
            live=False,
            has_unpublished_changes=True,
            commercial_relationship="client" if pays else "none",
            **{fact: facts[fact] for fact in FACTS if fact in facts},
        ),
    )


def lead_on(apps, old_address, story):
    """Lead from the old address to the story: Wagtail does so only while no page answers there."""
    Redirect = apps.get_model("wagtailredirects", "Redirect")
    for site in apps.get_model("wagtailcore", "Site").objects.select_related("root_page"):
        if old_address.startswith(site.root_page.url_path):
            path = "/" + old_address[len(site.root_page.url_path) :].rstrip("/")
            Redirect.objects.update_or_create(
                old_path=path, site_id=site.pk, defaults={"redirect_page_id": story.pk, "automatically_created": True}
            )


def join(apps, schema_editor):
    """Put the facts back into the stories, and remove the clinics and the listing of stories."""
    clinics = apps.get_model("blog", "Clinic").objects
    written = apps.get_model("blog", "ClinicSpotlight").objects
    alone = clinics.exclude(pk__in=written.exclude(clinic=None).values("clinic"))
    if alone.exists():
        names = ", ".join(alone.values_list("title", flat=True)[:5])
        raise RuntimeError(f"These clinics have no story to put their facts into: {names}. Delete them, or write one.")
    clinics_index = apps.get_model("blog", "ClinicIndex").objects.get()
    stories = list(written.select_related("clinic").order_by("pk"))
    known = {story.pk: (story.clinic, *facts_in(apps, story.clinic, story.clinic_id)) for story in stories}
    written.update(clinic=None)
    for clinic in clinics.all():
        take_down(apps, clinic, "clinic", BACK)
        for model in TABLES.values():
            apps.get_model("blog", model).objects.filter(clinic_id=clinic.pk).delete()
        remove(apps, clinic)
    for story in stories:
        clinic, facts, tables = known[story.pk]
        take_down(apps, story, "clinicspotlight", BACK)
        story.clinic, story.clinic_name = None, clinic.title[:150]
        story.commercial_status = {"editorial": "none"}.get(story.commercial_status, story.commercial_status)
        for fact in FACTS:
            setattr(story, fact, facts.get(fact, getattr(clinic, fact)))
        put_below(apps, clinics_index, story)
        rows = write_tables(apps, tables, story.pk)
        draft = draft_of(apps, story)
        if draft is not None:
            own = {fact: getattr(story, fact) for fact in (*FACTS, "clinic_name")}
            kept = {name: value for name, value in draft.items() if name not in ("clinic", "commercial_status")}
            said = {"commercial_relationship": story.commercial_status, "disclosure": ""}
            write_draft(apps, story, "clinicspotlight", {**kept, **own, **said, **rows})
        apps.get_model("wagtailredirects", "Redirect").objects.filter(
            redirect_page_id=story.pk, automatically_created=True
        ).delete()
    for index in apps.get_model("blog", "SpotlightIndex").objects.all():
        take_down(apps, index, "spotlightindex", BACK)
        remove(apps, index)


def remove(apps, page):
    """Remove a page, its drafts and the workflows it went through."""
    base = content_type(apps, "wagtailcore", "page")
    rows = apps.get_model("wagtailcore", "Page").objects
    rows.filter(pk=page.pk).update(latest_revision_id=None, live_revision_id=None)
    apps.get_model("wagtailcore", "WorkflowState").objects.filter(
        base_content_type_id=base, object_id=str(page.pk)
    ).delete()
    apps.get_model("wagtailcore", "Revision").objects.filter(base_content_type_id=base, object_id=str(page.pk)).delete()
    page.delete()
    rows.filter(pk=page.pk).delete()
    parent = page.path[: -Page.steplen]
    children = rows.filter(path__startswith=parent, depth=page.depth).count()
    rows.filter(path=parent).update(numchild=children)


class Migration(migrations.Migration):
    """Clinics and stories."""

    dependencies = [
        ("blog", "0009_clinics"),
        ("home", "0003_first_pages"),
        ("editorial", "0006_checks"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(split, join)]
