"""The pages that every publication starts with: the front page and the four listings below it."""

from django.db import migrations
from django.utils import timezone

LISTINGS = [
    ("blog", "ArticleIndex", "articles", "Articles", "Everything we have published, newest first."),
    ("blog", "ClinicIndex", "clinics", "Clinics", "Clinic spotlights: checked facts, and who paid for the page."),
    ("blog", "TopicIndex", "topics", "Topics", "Conditions, treatments and themes, each with everything about it."),
    ("blog", "AuthorIndex", "authors", "Authors", "The people who write for us and review what we publish."),
]
SUMMARY = "What is known, how well it is known, and who checked it."


def content_type(apps, app_label, model):
    """Return the content type, which does not exist yet when all migrations run at once."""
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model.lower()
    )[0]


def make_pages(apps, schema_editor):
    """Replace Wagtail's welcome page by the front page and put the listings below it."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    Site.objects.filter(root_page__depth=2).delete()
    Page.objects.filter(depth=2, slug="home", content_type=content_type(apps, "wagtailcore", "page")).delete()
    locale = Locale.objects.get_or_create(language_code="en")[0]
    now = timezone.now()

    def make(app_label, model, **fields):
        return apps.get_model(app_label, model).objects.create(
            content_type=content_type(apps, app_label, model),
            draft_title=fields["title"],
            locale=locale,
            live=True,
            first_published_at=now,
            last_published_at=now,
            **fields,
        )

    home = make(
        "home",
        "HomePage",
        title="Home",
        slug="home",
        summary=SUMMARY,
        path="00010001",
        depth=2,
        numchild=len(LISTINGS),
        url_path="/home/",
    )
    for number, (app_label, model, slug, title, summary) in enumerate(LISTINGS, start=1):
        make(
            app_label,
            model,
            title=title,
            slug=slug,
            summary=summary,
            path=f"00010001{number:04d}",
            depth=3,
            numchild=0,
            url_path=f"/home/{slug}/",
            show_in_menus=True,
        )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.create(
        hostname="localhost", port=80, site_name="Imprimatur", root_page_id=home.pk, is_default_site=True
    )


def remove_pages(apps, schema_editor):
    """Remove the pages and the site again, and bring Wagtail's welcome page back."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Site.objects.filter(root_page__path__startswith="00010001").delete()
    for app_label, model, *_rest in LISTINGS:
        apps.get_model(app_label, model).objects.all().delete()
    apps.get_model("home", "HomePage").objects.all().delete()
    Page.objects.filter(path__startswith="00010001").delete()
    welcome = Page.objects.create(
        title="Welcome to your new Wagtail site!",
        draft_title="Welcome to your new Wagtail site!",
        slug="home",
        content_type=content_type(apps, "wagtailcore", "page"),
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=apps.get_model("wagtailcore", "Locale").objects.first(),
    )
    Site.objects.create(hostname="localhost", root_page_id=welcome.pk, is_default_site=True)


class Migration(migrations.Migration):
    """First pages."""

    dependencies = [
        ("home", "0002_initial"),
        ("blog", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_pages, remove_pages)]
