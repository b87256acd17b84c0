"""A file's tests stay together and in their order, however they are shared out."""

from tests.plugins.scheduling import runs

ORDER = [
    "tests/a.py::one",
    "tests/a.py::two[x::y]",
    "tests/b.py::one",
    "tests/a.py::empties",
    "tests/browser/c.py::one",
]


def test_a_file_is_one_run():
    named = runs(ORDER)
    assert named["tests/a.py::one"] == named["tests/a.py::two[x::y]"] != named["tests/b.py::one"]


def test_what_stands_apart_is_not_drawn_forward():
    named = runs(ORDER)
    assert named["tests/a.py::empties"] != named["tests/a.py::one"]
    assert list(dict.fromkeys(named.values())) == list(dict.fromkeys(named[each] for each in ORDER))


def test_browser_tests_go_one_by_one():
    named = runs(["tests/browser/c.py::one", "tests/browser/c.py::two"])
    assert len(set(named.values())) == 2
