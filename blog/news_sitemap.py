"""The sitemap of news: articles of that kind from the last 48 hours, as engines for news want it."""

from datetime import timedelta

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wagtail.models import Site

from blog.models import Article
from pages import sitemaps

NEWS_HOURS = 48
PER_FILE = 1_000  # addresses; what the protocol of news sitemaps allows


def news_of(site):
    """Return the news of a site, newest first, with `changed_at`."""
    since = timezone.now() - timedelta(hours=NEWS_HOURS)
    news = Article.objects.filter(kind=Article.Kind.NEWS, first_published_at__gte=since)
    return sitemaps.listable(site, [Article]).filter(pk__in=news.values("pk")).newest_first()


@require_safe
def news_sitemap(request):
    """Answer with the news."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    pages = list(news_of(site)[:PER_FILE])
    for page in pages:
        page.location = page.get_full_url(request)
    return sitemaps.answer(request, "sitemaps/news.xml", {"entries": pages, "language": get_language()})
