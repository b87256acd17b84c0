"""The product's addresses with Wagtail's API v3 among them."""

from django.urls import include, path

from wagtail.api.v3.urls import api

from config import urls

handler404 = urls.handler404
urlpatterns = [path("interface/", api.urls), path("", include(urls))]
