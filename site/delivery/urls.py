"""Addresses that machines ask: is it alive, is it ready, what may be crawled."""

from django.urls import path

from delivery import health, robots

urlpatterns = [
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("robots.txt", robots.robots, name="robots"),
]
