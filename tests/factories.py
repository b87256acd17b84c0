"""Factories for the tests: users with a role, pages of each type, published or not, with as little as they need."""

import json
from datetime import date, time

import factory
import wagtail_factories

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from wagtail.models import Collection

from blog import clinic_checks
from blog import models as blog
from home import models as home
from pictures.models import Picture
from tests.publishing import put_live

PASSWORD = "a-long-enough-password"


def body(*blocks):
    """Return StreamField data: strings are paragraphs, pairs are (block name, value)."""
    pairs = [("paragraph", f"<p>{block}</p>") if isinstance(block, str) else block for block in blocks]
    return json.dumps([{"type": name, "value": value} for name, value in pairs])


class UserFactory(factory.django.DjangoModelFactory):
    """A user; `role="Writers"` puts them into the group."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    first_name = factory.Sequence(lambda n: f"Person{n}")
    last_name = "Example"

    @classmethod
    def _create(cls, model_class, *args, role=None, **kwargs):
        user = model_class.objects.create_user(*args, password=PASSWORD, **kwargs)
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user


class PictureFactory(wagtail_factories.ImageFactory):
    """A small picture with what the publication owes its readers."""

    class Meta:
        model = Picture

    description = "A plain test picture"
    credit = "Drawn for the tests"
    licence = Picture.Licence.OWN
    # The one that roles have permissions on; wagtail-factories would make a tree of its own.
    collection = factory.LazyFunction(Collection.get_first_root_node)


class PublicationPageFactory(wagtail_factories.PageFactory):
    """What all page factories share. Pages are live unless `live=False`; the parent is the type's index page."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"A page about something {n}")
    summary = "What this page says, in one sentence that is long enough to be a summary of it."
    first_published_at = factory.LazyFunction(timezone.now)
    last_published_at = factory.LazyFunction(timezone.now)

    _index = None
    _after_saving = ("authors", "topics")

    @classmethod
    def _create(cls, model_class, *args, live=True, **kwargs):
        if kwargs.get("parent") is None and cls._index:
            kwargs["parent"] = cls._index.objects.get()
        relations = {name: kwargs.pop(name) for name in cls._after_saving if name in kwargs}
        page = super()._create(model_class, *args, live=False, **kwargs)
        cls._attach(page, **relations)
        return put_live(page) if live else page

    @classmethod
    def _attach(cls, page, authors=(), topics=()):
        """Give a saved page what needs its key: authors and topics, in order."""
        attach(page, authors, topics)


class TopicFactory(PublicationPageFactory):
    """A topic."""

    _index = blog.TopicIndex
    kind = "treatment"

    class Meta:
        model = blog.Topic


class AuthorFactory(PublicationPageFactory):
    """An author profile."""

    _index = blog.AuthorIndex
    title = factory.Sequence(lambda n: f"Author Number{n}")
    role_line = "Writer"
    biography = "<p>Writes.</p>"

    class Meta:
        model = blog.AuthorProfile


class ArticleFactory(PublicationPageFactory):
    """An article. `authors` and `topics`: lists of pages."""

    _index = blog.ArticleIndex
    kind = "explainer"
    body = factory.LazyFunction(lambda: body("Some words about a treatment."))

    class Meta:
        model = blog.Article


class ClinicFactory(PublicationPageFactory):
    """A clinic whose facts were checked today: an opening, a licence (`valid_until=`), a treatment (`treatment=`)."""

    _index = blog.ClinicIndex
    _after_saving = ("treatment", "valid_until")
    title = factory.Sequence(lambda n: f"Example Clinic {n}")
    street = "100 Example Street"
    city = "Wichita"
    region = "KS"
    medical_director_name = "Dr Example"
    website = "https://clinic.example.org/"

    class Meta:
        model = blog.Clinic

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        for group in clinic_checks.Group:
            source, checked_on, checked_by = clinic_checks.columns(group)
            kwargs = {source: "The clinic", checked_on: timezone.localdate(), checked_by: "Cleo Example", **kwargs}
        return super()._create(model_class, *args, **kwargs)

    @classmethod
    def _attach(cls, page, treatment=None, valid_until=date(2099, 1, 1)):
        blog.ClinicOpening.objects.create(clinic=page, day=1, opens=time(9), closes=time(17))
        blog.ClinicLicence.objects.create(
            clinic=page, kind="facility", number="X1", authority="A board", valid_until=valid_until
        )
        if treatment:
            blog.ClinicTreatment.objects.create(
                clinic=page,
                treatment=treatment,
                route="intravenous",
                setting="clinic",
                monitoring_minutes=120,
                rems_certified=True,
                rems_checked_on=timezone.localdate(),
            )
        blog.Clinic.objects.get(pk=page.pk).save()  # notes when the next check is due


class SpotlightFactory(PublicationPageFactory):
    """A clinic spotlight. Makes its clinic, public, unless there is one (`clinic=`); `treatment` is the clinic's."""

    _index = blog.SpotlightIndex
    title = factory.Sequence(lambda n: f"The story of a clinic {n}")
    commercial_status = "editorial"
    body = factory.LazyFunction(lambda: body("The story of a clinic."))

    class Meta:
        model = blog.ClinicSpotlight

    @classmethod
    def _create(cls, model_class, *args, treatment=None, **kwargs):
        if kwargs.get("clinic") is None:
            kwargs["clinic"] = ClinicFactory(**({"treatment": treatment} if treatment else {}))
        return super()._create(model_class, *args, **kwargs)


class StandingPageFactory(PublicationPageFactory):
    """A standing page below the front page."""

    _index = home.HomePage
    body = factory.LazyFunction(lambda: body("About this publication."))

    class Meta:
        model = home.StandingPage


class ReferenceFactory(factory.django.DjangoModelFactory):
    """A reference."""

    class Meta:
        model = blog.Reference

    key = factory.Sequence(lambda n: f"example{n}")
    study_type = "rct"
    authors_text = "Example A, et al"
    title = factory.Sequence(lambda n: f"A trial of something {n}")
    journal = "Journal of Examples"
    year = 2024
    doi = factory.Sequence(lambda n: f"10.1234/example.{n}")


def attach(page, authors=(), topics=()):
    """Give a saved page its authors and topics, in order, and return it."""
    for number, author in enumerate(authors):
        blog.PageAuthor.objects.create(page=page, author=author, sort_order=number)
    for number, topic in enumerate(topics):
        blog.PageTopic.objects.create(page=page, topic=topic, sort_order=number)
    return page
