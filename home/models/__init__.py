"""The front page, standing pages, settings and menus."""

from home.models.front import HomePage, HomePagePick
from home.models.settings import MenuSettings, PublicationSettings
from home.models.standing import StandingPage

__all__ = ["HomePage", "HomePagePick", "MenuSettings", "PublicationSettings", "StandingPage"]
