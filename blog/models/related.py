"""What a reader may read next: the editors' pins first, topped up by what is nearest to the page."""

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import MultipleChooserPanel
from wagtail.models import Orderable, Page

from blog.models.byline import PageAuthor
from delivery.kept import recording
from pages.querysets import published_pages

RELATED = 3


class RelatedPin(Orderable):
    """A page of any type that the editors put under another one."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="related_pins")
    target = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("page"))

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "target"], name="related_pin_once_a_page")]
        verbose_name = _("page to read next")
        verbose_name_plural = _("pages to read next")

    def __str__(self):
        return f"{self.target_id} after {self.page_id}"


def pins_panel():
    """Return the panel in which editors choose what to read next."""
    return MultipleChooserPanel(
        "related_pins",
        chooser_field_name="target",
        label=_("page"),
        heading=_("Read next"),
        help_text=_("Shown first, in this order. Up to three places are filled by topic and kind."),
    )


def related_to(page, topics, authors, models_in_order):
    """Return the pages to read after one: pins in the editors' order, then the nearest, `RELATED` in all.

    The nearest share most topics, then the kind, then are the newest. `models_in_order`: the types to take them from;
    a later one is asked only when those before it have too few. A pin that readers cannot see is passed over. When all
    would be by the page's own authors, the last is one by somebody else if there is any; pins are never pushed out.
    Asks once for the pins and once for each type, however much there is.
    """
    keys = [pin.target_id for pin in page.related_pins.all() if pin.target_id != page.pk]
    recording.shows_rows(Page, keys)
    known = _marked(published_pages().filter(pk__in=keys), authors).in_bulk() if keys else {}
    pins = [known[key] for key in keys if key in known]
    near = []
    for model in models_in_order:
        if model is not models_in_order[0] and len(pins) + len(near) >= RELATED:
            break
        near += [each for each in _nearest(model, page, topics, authors) if each.pk not in known]
    room = max(0, RELATED - len(pins))
    found = [*pins, *near[:room]]
    if _all_same(found, authors):
        other = next((each for each in near if not each.by_same), None)
        if other:
            return [*found[: max(len(pins), RELATED - 1)], other]
    return found


def _all_same(pages, authors):
    return bool(authors) and all(page.by_same for page in pages)


def _nearest(model, page, topics, authors):
    """Return the published pages of a type, nearest first: enough by the page's authors, and enough by others."""
    pages = _marked(model.objects.published().exclude(pk=page.pk).defer(*model.card_deferred), authors)
    shared = Count("page_topics", filter=Q(page_topics__topic__in=[topic.pk for topic in topics]))
    order = ["-shared", "-first_published_at", "-pk"]
    if isinstance(page, model) and hasattr(page, "kind"):
        same = Case(When(kind=page.kind, then=Value(1)), default=Value(0))
        pages, order = pages.annotate(same_kind=same), ["-shared", "-same_kind", *order[1:]]
    pages = pages.annotate(shared=shared)
    for topic in topics:
        recording.shows_list("topic", topic.pk)
    # As many of each as there may be places, past those that are pinned.
    wanted = RELATED + len(page.related_pins.all())
    place = Window(RowNumber(), partition_by="by_same", order_by=order)
    found = list(pages.annotate(place=place).filter(place__lte=wanted).order_by(*order))
    if len(found) < RELATED or any(
        not each.shared for each in found
    ):  # any other may take a place, whatever it is about
        recording.shows_list(model._meta.model_name)
    return found


def _marked(pages, authors):
    """Note on each page whether one of the authors wrote it."""
    bylines = PageAuthor.objects.filter(page=OuterRef("pk"), author__in=[author.pk for author in authors])
    return pages.annotate(by_same=Exists(bylines))
