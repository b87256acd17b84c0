"""pyproject.toml knows every room, so that no room escapes the rules."""

import tomllib

from tools.environment import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ROOMS = {path.parent.name for folder in (ROOT, ROOT / "site") for path in folder.glob("*/__init__.py")} - {
    "tests",
    "tools",
}


def test_every_room_stands_on_a_floor():
    linter = PROJECT["tool"]["importlinter"]
    assert set(linter["root_packages"]) == ROOMS
    (floors,) = [contract["layers"] for contract in linter["contracts"] if contract["type"] == "layers"]
    assert {room for floor in floors for room in floor.split(" | ")} == ROOMS


def test_every_room_is_sorted_as_our_own():
    assert set(PROJECT["tool"]["ruff"]["lint"]["isort"]["known-first-party"]) == ROOMS


def test_every_dependency_has_a_lower_bound():
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    assert [requirement for requirement in asked if ">=" not in requirement and "~=" not in requirement] == []
