"""The list of routes."""

import importlib
import inspect
from dataclasses import dataclass

FAMILIES = ("buttons", "workflow", "approvals", "schedule", "copies", "settings", "code", "children", "sql", "snippets")


@dataclass(frozen=True)
class Route:
    """One way to try it. `scene`: a function that returns the page it starts from.

    `typed`: the words came through a form and must be kept. `takes_down`: even stopped, it ends with less public.
    """

    function: object
    family: str
    scene: object
    typed: bool = False
    takes_down: bool = False

    @property
    def name(self):
        """The name of its function."""
        return self.function.__name__

    @property
    def asks_who(self):
        """Whether it makes a difference who tries: the function does something with the person."""
        return inspect.getsource(self.function).count("person") > 1


_routes = []


def route(family, scene, **options):
    """Register a route function, and what is special about it (see Route)."""

    def register(function):
        _routes.append(Route(function, family, scene, **options))
        return function

    return register


def routes():
    """Return every route of every family."""
    for family in FAMILIES:
        importlib.import_module(f"tests.editorial.attacks.{family}")
    return list(_routes)
