"""Addresses that machines ask: is it alive, is it ready, what may be crawled."""

from django.urls import path, re_path

from delivery import health, indexnow, robots, wellknown

urlpatterns = [
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", wellknown.security, name="security_txt"),
    re_path(r"^(?P<key>[0-9A-Za-z-]{8,128})\.txt$", indexnow.key_file, name="indexnow_key"),
]
