"""The fingerprint is the same for the same words, on either database, and another for any visible change."""

import copy
import json
from datetime import date, timedelta
from types import SimpleNamespace
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from django.db import transaction
from django.utils import timezone

from wagtail.models import Comment

from blog.models import Article, ArticleIndex, ClinicPrice, PageAuthor, PageTopic, SafetyInformation
from editorial import gate
from editorial.fingerprint import fingerprint, row_digest
from pictures.models import Picture
from tests.editorial import contents
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    PictureFactory,
    ReferenceFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# The same examples in every run: a failure on one machine is a failure on all.
examples = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=30,
    # A failing example is not made smaller: with a database behind it that takes longer than the test may.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture
def desk():
    """Records that content may name, an article to write into, and the strategy for articles."""
    topics = [TopicFactory() for _number in range(2)]
    safety = [
        SafetyInformation.objects.create(title=f"S{n}", treatment=topics[0], as_of=date(2026, 1, 1), topics="[]")
        for n in range(2)
    ]
    library = {
        "pictures": [PictureFactory().pk for _number in range(2)],
        "authors": [AuthorFactory().pk for _number in range(3)],
        "topics": [topic.pk for topic in topics],
        "references": [ReferenceFactory().pk for _number in range(3)],
        "clinics": [ClinicFactory(treatment=topics[0]).pk for _number in range(2)],
        "safety": [each.pk for each in safety],
    }
    article = ArticleFactory(live=False)
    return SimpleNamespace(library=library, key=article.pk, articles=contents.articles(library), user=UserFactory())


def written(desk, wanted, body=None):
    """Return the article with the wanted content in memory, not saved."""
    wanted = copy.deepcopy(wanted)
    article = Article.objects.get(pk=desk.key)
    authors, topics = wanted.pop("authors"), wanted.pop("topics")
    pairs = wanted.pop("body")
    for name, value in wanted.items():
        setattr(article, name, value)
    article.body = contents.raw_body(pairs) if body is None else body
    article.page_authors = [PageAuthor(author_id=key, sort_order=n) for n, key in enumerate(authors)]
    article.page_topics = [PageTopic(topic_id=key, sort_order=n) for n, key in enumerate(topics)]
    return article


class UndoneError(Exception):
    """Raised to roll an example back."""


def rolled_back(function):
    """Run in a savepoint that is always rolled back."""
    try:
        with transaction.atomic():
            function()
            raise UndoneError
    except UndoneError:
        return


@settings(examples, max_examples=15)  # each saves four times
@given(data=st.data())
def test_it_survives_saving_revisions_and_publishing(desk, data):
    wanted = data.draw(desk.articles)

    def there_and_back():
        article = written(desk, wanted)
        expected = fingerprint(article)
        article.save()
        assert fingerprint(Article.objects.get(pk=desk.key)) == expected
        revision = article.save_revision(user=desk.user)
        revision.refresh_from_db()
        assert fingerprint(revision.as_object()) == expected
        with mock.patch.object(gate, "require"):
            revision.publish(user=desk.user, skip_permission_checks=True)
        public = Article.objects.get(pk=desk.key)
        assert (public.live, fingerprint(public), public.seal) == (True, expected, row_digest(public))
        again = public.save_revision(user=desk.user)
        assert fingerprint(again.as_object()) == expected

    rolled_back(there_and_back)


def shuffled(value, random):
    """Return raw JSON with the keys of every dict in another order."""
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: shuffled(value[key], random) for key in keys}
    return [shuffled(item, random) for item in value] if isinstance(value, list) else value


OPTIONAL = {
    "attribution": "",
    "source_url": "",
    "note": "",
    "caption": "",
    "level": "h2",
    "first_column_is_header": True,
}


def without_optional(value):
    """Return raw JSON without what is left at its default."""
    if isinstance(value, dict):
        inside_table = "columns" in value
        return {
            key: without_optional(item)
            for key, item in value.items()
            if inside_table or key not in OPTIONAL or item != OPTIONAL[key]
        }
    return [without_optional(item) for item in value] if isinstance(value, list) else value


@examples
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_it_does_not_depend_on_how_the_content_was_built(desk, data, random):
    wanted = data.draw(desk.articles)
    expected = fingerprint(written(desk, wanted))
    stored = [{"type": name, "value": value, "id": str(n)} for n, (name, value) in enumerate(wanted["body"])]
    field = Article._meta.get_field("body")
    ways = [
        json.dumps(shuffled(stored, random)),
        json.dumps(without_optional(stored)),
        field.to_python(json.dumps(stored)),
        field.to_python(json.dumps(field.to_python(json.dumps(stored)).get_prep_value())),
    ]
    for way in ways:
        assert fingerprint(written(desk, wanted, body=way)) == expected


def leaves(value, path=()):
    """Yield the paths of all texts, numbers and switches of raw JSON, without names of types."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key != "type":
                yield from leaves(item, (*path, key))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from leaves(item, (*path, number))
    elif isinstance(value, str | int | float):
        yield path


KEYS = {"image": "pictures", "safety": "safety", "references": "references", "clinic": "clinics"}


def changed_value(desk, value, path):
    """Return another value of the same kind."""
    named = next((KEYS[part] for part in reversed(path) if part in KEYS), None)
    if isinstance(value, bool):
        return not value
    if named and isinstance(value, int):
        return next(key for key in desk.library[named] if key != value)
    if value in ("h2", "h3"):
        return "h3" if value == "h2" else "h2"
    return f"{value}x" if isinstance(value, str) else 0 if value else 1


def with_leaf_changed(desk, pairs, path):
    """Return blocks with the value at a path changed."""
    pairs = [[name, copy.deepcopy(value)] for name, value in pairs]
    holder = pairs
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = changed_value(desk, holder[path[-1]], path)
    return pairs


@examples
@given(data=st.data())
def test_every_change_within_a_block_changes_it(desk, data):
    wanted = data.draw(desk.articles)
    paths = [path for path in leaves([list(pair) for pair in wanted["body"]]) if len(path) > 1 and path[1] == 1]
    path = data.draw(st.sampled_from(paths))
    other = {**wanted, "body": with_leaf_changed(desk, wanted["body"], path)}
    assert fingerprint(written(desk, other)) != fingerprint(written(desk, wanted))


def other_order(items):
    """Return a list turned around if that makes a difference, else with its last item gone or an item more."""
    return items[::-1] if items != items[::-1] else items[:-1]


CHANGES = {
    "title": lambda value: f"{value}.",
    "slug": lambda value: f"{value}0",
    "seo_title": lambda value: f"{value}.",
    "search_description": lambda value: f"{value}.",
    "summary": lambda value: f"{value}.",
    "social_title": lambda value: f"{value}\u0301",
    "kind": lambda value: "news" if value != "news" else "guide",
    "is_demo": lambda value: not value,
    "body": other_order,
    "authors": other_order,
    "topics": other_order,
}


@pytest.mark.parametrize("field", [*CHANGES, "picture_id"])
@settings(examples, max_examples=5)
@given(data=st.data())
def test_every_visible_change_of_a_field_changes_it(desk, data, field):
    wanted = data.draw(desk.articles)
    if field == "picture_id":
        other = next(key for key in (None, *desk.library["pictures"]) if key != wanted[field])
    else:
        other = CHANGES[field](wanted[field])
    if other == wanted[field]:  # an empty list in another order
        other = desk.library["authors" if field == "authors" else "topics"]
    assert fingerprint(written(desk, {**wanted, field: other})) != fingerprint(written(desk, wanted))


@settings(examples, max_examples=4)
@given(data=st.data())
def test_nothing_else_changes_it(desk, data):
    wanted = data.draw(desk.articles)

    def lived_with():
        article = written(desk, wanted)
        article.save()
        expected = fingerprint(article)
        article.locked, article.locked_by, article.locked_at = True, desk.user, timezone.now()
        article.go_live_at = timezone.now() + timedelta(days=1)
        article.expire_at = timezone.now() + timedelta(days=2)
        article.owner, article.show_in_menus = desk.user, True
        article.save()
        Comment.objects.create(page=article, user=desk.user, text="Why?", contentpath="title")
        index = ArticleIndex.objects.get()
        place = index.get_parent().add_child(instance=ArticleIndex(title="Elsewhere", slug="elsewhere", summary="E."))
        article.move(place, pos="last-child")
        moved = Article.objects.get(pk=desk.key)
        assert fingerprint(moved) == expected
        assert fingerprint(moved.save_revision(user=desk.user).as_object()) == expected

    rolled_back(lived_with)


def test_a_picture_with_another_file_changes_it(desk):
    picture = Picture.objects.get(pk=desk.library["pictures"][0])
    body = contents.raw_body([("image", {"image": {"image": picture.pk, "alt_text": "", "decorative": False}})])
    Article.objects.filter(pk=desk.key).update(picture=picture)
    lone = Article.objects.get(pk=desk.key)
    within = ArticleFactory(live=False, body=body)
    before = fingerprint(lone), fingerprint(within)
    Picture.objects.filter(pk=picture.pk).update(file_hash="0" * 40)
    lone, within = Article.objects.get(pk=lone.pk), Article.objects.get(pk=within.pk)
    assert fingerprint(lone) != before[0]
    assert fingerprint(within) != before[1]


CLINIC_CHANGES = [
    lambda clinic: clinic.price_list.all().update(amount_from="450.01"),
    lambda clinic: clinic.price_list.all().update(currency="EUR"),
    lambda clinic: clinic.price_list.all().update(as_of=date(2026, 2, 1)),
    lambda clinic: clinic.price_list.first().delete(),
    lambda clinic: clinic.openings.all().update(day=2),
    lambda clinic: clinic.openings.all().update(by_appointment=True),
    lambda clinic: clinic.treatments.all().update(monitoring_minutes=0),
    lambda clinic: clinic.treatments.all().update(rems_certified=False),
    lambda clinic: clinic.licence_list.all().update(valid_until=date(2098, 1, 1)),
    lambda clinic: type(clinic).objects.filter(pk=clinic.pk).update(latitude="37.69001"),
    lambda clinic: type(clinic).objects.filter(pk=clinic.pk).update(accepting_new_patients=False),
    lambda clinic: type(clinic).objects.filter(pk=clinic.pk).update(languages=["es"]),
]


@pytest.mark.parametrize("change", CLINIC_CHANGES)
def test_every_fact_of_a_clinic_counts(desk, change):
    clinic = ClinicFactory(live=False, latitude="37.69")
    model = type(clinic)
    clinic.treatments.model.objects.create(clinic=clinic, treatment_id=desk.library["topics"][0], route="intravenous")
    ClinicPrice.objects.create(clinic=clinic, item="Session", amount_from="450", as_of=date(2026, 1, 1))
    before = fingerprint(model.objects.get(pk=clinic.pk))
    change(model.objects.get(pk=clinic.pk))
    assert fingerprint(model.objects.get(pk=clinic.pk)) != before


def test_noughts_are_not_nothing():
    table = {"columns": [{"type": "number", "heading": ""}], "rows": [{"values": [0]}], "caption": ""}
    nothing = {**table, "rows": [{"values": [None]}]}
    with_nought, without = (
        ArticleFactory.build(body=contents.raw_body([("table", {"table": each})])) for each in (table, nothing)
    )
    assert fingerprint(with_nought) != fingerprint(without)
