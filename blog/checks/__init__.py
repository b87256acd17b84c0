"""Checks of this publication: claims about treatments, and medicine that could hurt. Registered by `blog.apps`."""

from pathlib import Path

from editorial.checks import rules

rules.add_folder(Path(__file__).parent / "data")

from blog.checks import claims, crisis, medicine  # noqa: E402, F401 - their lists must be known first
