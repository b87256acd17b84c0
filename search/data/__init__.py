"""Words as data: who edits them needs no Python. `read` is how the code gets them."""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def read(name):
    """Return the data of `name`.toml as a dict; it is read once in a process and is not to be changed."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
