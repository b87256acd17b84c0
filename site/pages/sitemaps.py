"""Sitemaps: what search engines are asked to visit, in one file for each section, and an index of the files.

A section holds the types whose `sitemap_section` says so. The queries are the same however many pages there are.
"""

from datetime import timedelta
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Count, Max, Prefetch, Q
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wagtail.images import get_image_model
from wagtail.models import Site

from delivery.kept import recording
from pages.changes import with_changed_at
from pages.publication import PublicationPage
from pages.querysets import published_pages

PER_FILE = 5_000  # addresses; the protocol allows 50,000, which no process should hold at once
PICTURE_SPEC = "format-jpeg|width-1600"  # the largest that pages show


@require_safe
def index(request, further=None):
    """Answer with the addresses of all sitemaps that hold something.

    `further`: {name of an address: function(site) that returns the pages of a sitemap of its own}.
    """
    site = _site_of(request)
    sources = [(reverse("sitemap_section", args=[name]), pages_of(site, name)) for name in sections()]
    sources += [(reverse(name), pages(site)) for name, pages in (further or {}).items()]
    found = []
    for path, pages in sources:
        summary = pages.aggregate(number=Count("pk"), changed=Max("changed_at"))
        for page in range(1, -(-summary["number"] // PER_FILE) + 1):
            address = f"{site.root_url}{path}" + (f"?{urlencode({'page': page})}" if page > 1 else "")
            found.append({"location": address, "changed_at": summary["changed"]})
    return answer(request, "sitemaps/index.xml", {"sitemaps": found})


@require_safe
def section(request, section):
    """Answer with the pages of one section, the first 5,000 of them or those that `?page=` says."""
    if section not in sections():
        raise Http404
    try:
        page = Paginator(pages_of(_site_of(request), section), PER_FILE).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    pages = list(page.object_list)
    pictures = _pictures_of(pages)
    entries = [
        {"location": each.get_full_url(request), "changed_at": each.changed_at, "picture": pictures.get(each.pk)}
        for each in pages
    ]
    return answer(request, "sitemaps/section.xml", {"entries": entries, "root_url": _site_of(request).root_url})


def sections():
    """Return {name of a section: its models}, in alphabetical order."""
    found = {}
    for model in apps.get_models():
        if issubclass(model, PublicationPage):
            found.setdefault(model.sitemap_section, []).append(model)
    return dict(sorted(found.items()))


def pages_of(site, name):
    """Return the pages of a section that engines may keep, in the order of the tree, with `changed_at`."""
    return listable(site, sections()[name])


def listable(site, models):
    """Return the published pages of a site, of some types, that are neither demonstration nor overdue for long."""
    recording.shows_list("changed")
    types = ContentType.objects.get_for_models(*models).values()
    demo = Q(pk__in=[])
    for model in models:
        demo |= Q(pk__in=model.objects.filter(is_demo=True).values("pk"))
    pages = published_pages().descendant_of(site.root_page, inclusive=True).filter(content_type__in=types)
    return with_changed_at(pages.exclude(demo).exclude(_long_overdue(models)).order_by("path"))


def answer(request, template, context):
    """Return a sitemap as a response. It is not a result of a search itself."""
    headers = {"X-Robots-Tag": "noindex, follow"}
    return TemplateResponse(request, template, context, content_type="application/xml", headers=headers)


def _site_of(request):
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def _pictures_of(pages):
    """Return {key of a page: its picture}, each with the largest size that pages show, if it was made."""
    keys = {}
    for model in {page.cached_content_type.model_class() for page in pages}:
        of_type = [page.pk for page in pages if page.cached_content_type.model_class() is model]
        keys |= dict(model.objects.filter(pk__in=of_type, picture__isnull=False).values_list("pk", "picture"))
    if not keys:
        return {}
    model = get_image_model()
    sizes = model.get_rendition_model().objects.filter(filter_spec=PICTURE_SPEC)
    shown = model.objects.prefetch_related(Prefetch("renditions", sizes, to_attr="largest")).in_bulk(set(keys.values()))
    return {page: _as_entry(shown[picture]) for page, picture in keys.items()}


def _as_entry(picture):
    file = picture.largest[0] if picture.largest else picture
    return {"url": file.file.url, "title": picture.title, "caption": picture.description}


def _long_overdue(models):
    """Return the condition that says in SQL what `PublicationPage.is_long_overdue` says of one page."""
    condition = Q(pk__in=[])
    for model in models:
        if model.review_months:
            due_before = timezone.localdate() - timedelta(days=model.overdue_noindex_days)
            condition |= Q(
                content_type=ContentType.objects.get_for_model(model),
                publication_record__review_due__lt=due_before,
                publication_record__emergency_until=None,
            )
    return condition
