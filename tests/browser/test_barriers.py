"""No barrier that axe finds on any readers' page in any state, in both schemes, at 320 and 1280 px; none too wide."""

import pytest

from accounts import roles
from tests.browser.axe import barriers
from tests.browser.looks import Look
from tests.browser.sample import publish_sample
from tests.browser.states import publish_states
from tests.browser.wardrobe import missing_styles
from tests.factories import UserFactory

LOOKS = [Look(width, 900, "light") for width in (320, 1280)]  # axe looks at the dark ones too
OVERFLOW = "() => document.scrollingElement.scrollWidth - innerWidth"


@pytest.fixture
def addresses(live_site, complaints):
    """The addresses of all readers' pages, by name."""
    complaints.allow(r"status of (404 .*/no-such-page|410 .*/gone-for-good)/")
    sample = publish_sample(UserFactory(first_name="Rhea", role=roles.MEDICAL_REVIEWERS))
    return sample | publish_states()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_readers_meet_no_barrier(page, look, addresses):
    found = []
    for name, address in addresses.items():
        page.goto(address)
        found += [f"{name}: {barrier}" for barrier in barriers(page)]
        if (overflow := page.evaluate(OVERFLOW)) > 0:
            found.append(f"{name}: scrolls sideways by {overflow} px")
        found += [f"{name}: no style for .{each}" for each in missing_styles(page)]
    assert found == []


def test_errors_in_forms_are_no_barrier(page, addresses, complaints):
    complaints.allow("422")
    for name in ("suggest a correction", "claim a clinic", "report an error"):
        page.goto(addresses[name])
        page.locator("main form button[type=submit], main form button:not([type])").last.click()
        page.locator("#form-errors").wait_for()
        assert barriers(page) == [], name
