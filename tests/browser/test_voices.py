"""Readers' forms in a browser: in place with script, on pages without, by keyboard, with errors in words."""

import pytest

from blog.models import ClinicOpening
from tests.factories import ClinicFactory
from tests.publishing import put_live


@pytest.fixture
def clinic(live_site):
    made = ClinicFactory(title="Willow", live=False)
    made.openings.all().delete()
    for day in range(1, 8):
        ClinicOpening.objects.create(
            clinic=made, day=day, opens="00:00", closes="00:00", closes_next_day=True, by_appointment=False
        )
    return put_live(made)


def test_an_answer_is_given_in_place_and_words_on_a_page_of_their_own(page, clinic):
    page.goto(clinic.url)
    assert page.locator(".open-state__text").inner_text() == "Open day and night"
    assert page.locator(".open-state__as-of").is_hidden()
    page.get_by_role("button", name="Yes").press("Enter")
    page.wait_for_function("document.activeElement.textContent === 'Thank you'")
    assert page.url.endswith(clinic.url)
    page.get_by_role("textbox", name="What helped").fill("The table helped.")
    page.wait_for_timeout(2100)  # a form younger than two seconds is taken for a program's
    page.get_by_role("button", name="Send these words").click()
    page.wait_for_url("**/thanks/")
    assert page.get_by_role("heading", name="Thank you").is_visible()
    assert page.context.cookies() == []


def test_errors_take_the_focus_and_lead_to_their_fields(page, clinic, complaints):
    complaints.allow("422")
    page.goto(f"{clinic.url}suggest/")
    page.get_by_role("textbox", name="How do you know?").fill("Seen on the door.")
    page.get_by_role("button", name="Send the correction").click()
    page.wait_for_function("document.activeElement.id === 'form-errors'")
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="What should it say?").press("Enter")
    assert page.evaluate("document.activeElement.name") in ("should_say", "")
    assert page.get_by_role("textbox", name="How do you know?").input_value() == "Seen on the door."


def test_without_script_everything_works_on_pages(new_page, clinic):
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page.goto(clinic.url)
    assert "the clinic’s time" in page.locator(".open-state").inner_text()
    page.get_by_role("button", name="No", exact=True).click()
    page.wait_for_url("**/thanks/**")
    assert page.get_by_role("heading", name="Thank you").is_visible()
    assert page.context.cookies() == []
