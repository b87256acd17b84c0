"""Values from the environment: declared once, read the same way everywhere, and refused with the variable's name."""

import re
from pathlib import Path

import pytest

from django.core.exceptions import ImproperlyConfigured

from config import environment

SETTINGS = Path(environment.__file__).parent / "settings"


@pytest.mark.parametrize(("text", "values"), [("", []), ("a", ["a"]), (" a , b,, c ", ["a", "b", "c"]), (",", [])])
def test_a_list_is_separated_by_commas(text, values):
    assert environment.as_list(text) == values


@pytest.mark.parametrize("text", ["1", "true", "YES", " On "])
def test_words_for_true(text):
    assert environment.as_bool(text) is True


@pytest.mark.parametrize("text", ["0", "false", "No", "off", "", "  "])
def test_words_for_false(text):
    assert environment.as_bool(text) is False


def test_a_variable_that_is_not_declared_does_not_exist():
    with pytest.raises(KeyError):
        environment.value("PATH")


def test_a_default_counts_where_nothing_is_set(monkeypatch):
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    assert environment.value("LOG_LEVEL") == "INFO"


def test_a_text_that_cannot_be_read_is_refused_with_the_name_of_the_variable(monkeypatch):
    monkeypatch.setenv("PROXY_HEADERS", "maybe")
    with pytest.raises(ImproperlyConfigured, match=r"The environment variable PROXY_HEADERS is not usable: .*1, true"):
        environment.value("PROXY_HEADERS")


def test_every_missing_variable_is_named_at_once_with_its_purpose(monkeypatch):
    for variable in environment.VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)
    monkeypatch.setenv("SECRET_KEY", "   ")  # blank counts as missing
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.require()
    required = [variable for variable in environment.VARIABLES if variable.required]
    assert len(required) > 3
    for variable in required:
        assert f"{variable.name}: {variable.purpose}" in str(caught.value)


def test_every_variable_says_what_it_is_for():
    assert [variable.name for variable in environment.VARIABLES if len(variable.purpose) < 10] == []
    names = [variable.name for variable in environment.VARIABLES]
    assert len(names) == len(set(names))


def test_settings_take_from_the_environment_only_what_is_declared():
    used = set()
    for path in SETTINGS.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'environment\.value\("(\w+)"\)', text))
        if path.name != "test.py":  # the test run's own variables are the business of tests/plugins
            assert "os.environ" not in text, path
    assert used == {variable.name for variable in environment.VARIABLES}
