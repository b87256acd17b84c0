"""Words of a crisis, and words of methods beside them."""

from editorial.checks.registry import Severity
from tests.editorial.checks.drafts import found


def test_help_is_announced_once():
    (finding,) = found("M4", "Thoughts of suicide pass.\n\nSuicidal thoughts pass.")
    assert (finding.severity, finding.quote) == (Severity.WARNING, "suicide")


def test_nothing_is_announced_where_help_stands():
    assert not found("M4", "Thoughts of suicide pass.", blocks=["urgent_help"])


def test_methods_go_to_the_editor_also_where_help_stands():
    findings = found("M4", "He died by suicide, by hanging.", blocks=["urgent_help"])
    assert [(each.severity, each.quote) for each in findings] == [(Severity.ERROR, "by hanging")]


def test_words_of_methods_without_a_crisis_are_left_alone():
    assert not found("M4", "The lamp was fixed by hanging it on a hook.")
    assert not found("M4", "A lethal dose was never reached in mice.")
