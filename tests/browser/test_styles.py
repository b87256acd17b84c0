"""The style sheets that readers get say what the ones say that people work on."""

import pytest

from django.conf import settings

from delivery.static_files import as_sent, whole

SHEETS = sorted(path.name for path in (settings.ROOT / "static" / "css").glob("for-*.css"))
RULES = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText);
}"""


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_has_the_same_rules_as_written_and_as_sent(page, name):
    written, sent = page.evaluate(RULES, whole(f"css/{name}")), page.evaluate(RULES, as_sent(f"css/{name}"))
    assert len(written) > 5
    assert sent == written
