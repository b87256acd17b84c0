"""Every address of the site. The page tree comes last: it takes whatever is left."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from blog.feeds import site_feed
from blog.news_sitemap import news_of, news_sitemap
from blog.proposals.views import below_clinic
from delivery.kept.recording import kept
from home.llms import llms
from pages import sitemaps
from pages.social_files import social_picture

handler404 = "search.not_found.page_not_found"

urlpatterns = [
    path("llms.txt", kept(llms), name="llms"),
    path("", include("delivery.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("search/", include("search.urls")),
    path("feed/", kept(site_feed), name="feed"),
    path("", include("editorial.urls")),
    path("social/<int:page_id>-<slug:digest>.png", social_picture, name="social_picture"),
    path("sitemap.xml", kept(sitemaps.index), {"further": {"sitemap_news": news_of}}, name="sitemap"),
    path("sitemap-news.xml", kept(news_sitemap), name="sitemap_news"),
    path("sitemap-<slug:section>.xml", kept(sitemaps.section), name="sitemap_section"),
]
if getattr(settings, "SERVE_MEDIA", settings.DEBUG):
    # Where no web server stands in front: the demonstration, tests, development.
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]
urlpatterns += [
    # Forms below a clinic's page. Wagtail's own view would ask for a token from a session, and readers have none.
    re_path(r"^(?P<path>(?:[\w-]+/)+[\w-]+)/(?P<what>suggest|claim|thanks)/$", below_clinic, name="below_clinic"),
    path("", include(wagtail_urls)),
]
