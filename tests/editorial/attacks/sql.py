"""Statements of SQL, as somebody with the database's password would send them while the triggers are in place."""

from django.db import connection

from wagtail.models import Page

from blog.models import Article, ArticleIndex
from editorial.fingerprint import row_digest
from tests.editorial.attacks import scenes
from tests.editorial.attacks.registry import route
from tests.editorial.attacks.scenes import MARKER


def run(statement, *values):
    """Execute one statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@route("sql", scenes.public)
def update_the_title(newsroom, person, page):
    run("UPDATE wagtailcore_page SET title = %s WHERE id = %s", MARKER, page.pk)


@route("sql", scenes.public)
def update_the_articles_table(newsroom, person, page):
    run("UPDATE blog_article SET summary = %s WHERE page_ptr_id = %s", MARKER, page.pk)


@route("sql", scenes.draft)
def update_live(newsroom, person, page):
    run("UPDATE wagtailcore_page SET live = TRUE WHERE id = %s", page.pk)


@route("sql", scenes.public)
def update_words_and_state_at_once(newsroom, person, page):
    run("UPDATE wagtailcore_page SET title = %s, live = FALSE, slug = slug WHERE id = %s", "ignored", page.pk)
    run("UPDATE wagtailcore_page SET live = TRUE, title = %s WHERE id = %s", MARKER, page.pk)


@route("sql", scenes.public)
def row_of_another_page_put_in_place(newsroom, person, page):
    """Delete the public page's own row and give it the row of a draft, with a seal that fits."""
    other = scenes.draft(newsroom)
    other.title, other.slug, other.seo_title = page.title, page.slug, page.seo_title
    seal = row_digest(other)
    run("DELETE FROM blog_article WHERE page_ptr_id = %s", page.pk)
    run("UPDATE blog_article SET page_ptr_id = %s, seal = %s WHERE page_ptr_id = %s", page.pk, seal, other.pk)


@route("sql", scenes.public)
def row_deleted_and_inserted(newsroom, person, page):
    columns = [field.column for field in Article._meta.local_fields]
    values = {column: getattr(page, field.attname) for column, field in _by_column().items()}
    values |= {"summary": MARKER, "body": "[]"}
    page.summary, page.body = MARKER, []
    values["seal"] = row_digest(page)
    run("DELETE FROM blog_article WHERE page_ptr_id = %s", page.pk)
    marks = ", ".join("%s" for _column in columns)
    statement = f"INSERT INTO blog_article ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of ours
    run(statement, *(values[column] for column in columns))


def _by_column():
    return {field.column: field for field in Article._meta.local_fields}


@route("sql", scenes.public)
def row_replaced(newsroom, person, page):
    """SQLite knows INSERT OR REPLACE, which fires no trigger for what it deletes; PostgreSQL has ON CONFLICT."""
    columns = [field.column for field in Article._meta.local_fields]
    values = {column: getattr(page, field.attname) for column, field in _by_column().items()}
    values |= {"summary": MARKER, "body": "[]"}
    page.summary, page.body = MARKER, []
    values["seal"] = row_digest(page)
    marks = ", ".join("%s" for _column in columns)
    start, end = "INSERT OR REPLACE", ""
    if connection.vendor == "postgresql":
        start = "INSERT"
        end = " ON CONFLICT (page_ptr_id) DO UPDATE SET summary = EXCLUDED.summary, seal = EXCLUDED.seal"
    statement = f"{start} INTO blog_article ({', '.join(columns)}) VALUES ({marks}){end}"
    run(statement, *(values[column] for column in columns))


@route("sql", scenes.nothing)
def page_inserted(newsroom, person, page):
    index = ArticleIndex.objects.get()
    fields = [field for field in Page._meta.local_fields if not field.primary_key]
    new = Page(
        title=MARKER,
        draft_title=MARKER,
        slug="by-sql",
        live=True,
        depth=index.depth + 1,
        path=f"{index.path}0001",
        url_path=f"{index.url_path}by-sql/",
        content_type_id=Article(title="").cached_content_type.pk,
        locale_id=index.locale_id,
    )
    columns = ", ".join(field.column for field in fields)
    marks = ", ".join("%s" for _field in fields)
    values = [field.get_db_prep_save(getattr(new, field.attname), connection) for field in fields]
    run(f"INSERT INTO wagtailcore_page ({columns}) VALUES ({marks})", *values)  # noqa: S608
    made = Page.objects.get(slug="by-sql")
    run(
        "INSERT INTO blog_article (page_ptr_id, summary, social_title, is_demo, kind, words, body, seal)"
        " VALUES (%s, %s, '', FALSE, 'explainer', 1, '[]', '')",
        made.pk,
        MARKER,
    )


@route("sql", scenes.public)
def key_of_a_page_taken_over(newsroom, person, page):
    """Rename keys, so that a draft stands where the public page stood."""
    other = scenes.draft(newsroom)
    run("UPDATE wagtailcore_page SET live = FALSE WHERE id = %s", page.pk)
    run("DELETE FROM blog_article WHERE page_ptr_id = %s", page.pk)
    run("UPDATE blog_article SET page_ptr_id = %s WHERE page_ptr_id = %s", page.pk, other.pk)
    run("UPDATE wagtailcore_page SET live = TRUE WHERE id = %s", page.pk)
