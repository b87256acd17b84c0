"""Every address of the site. The page tree comes last: it takes whatever is left."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from blog.feeds import SiteFeed
from pages.sitemaps import PublicationSitemap

handler404 = "pages.views.page_not_found"

urlpatterns = [
    path("", include("delivery.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("search/", include("search.urls")),
    path("feed/", SiteFeed(), name="feed"),
    path("", include("editorial.urls")),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PublicationSitemap}}, name="sitemap"),
]
if getattr(settings, "SERVE_MEDIA", settings.DEBUG):
    # Where no web server stands in front: the demonstration, tests, development.
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]
urlpatterns += [path("", include(wagtail_urls))]
