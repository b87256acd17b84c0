"""The fixtures of the browser tests notice what they promise to notice."""

import pytest

from django.contrib.auth import get_user_model

from tests.browser.looks import NARROW, WIDE

EMPTY = "/robots.txt"


def test_an_error_on_the_console_is_a_complaint(page, complaints):
    page.goto(EMPTY)
    page.evaluate("console.error('something broke')")
    assert [text for text in complaints.left() if "something broke" in text]
    complaints.allow("something broke")


def test_an_exception_in_a_script_is_a_complaint(page, complaints):
    page.goto(EMPTY)
    page.evaluate("setTimeout(() => { throw new Error('a loose end') })")
    page.wait_for_timeout(200)
    assert [text for text in complaints.left() if "a loose end" in text]
    complaints.allow("a loose end")


def test_a_request_to_another_host_is_stopped_and_a_complaint(page, complaints):
    page.goto(EMPTY)
    answer = page.evaluate(
        "fetch('http://127.0.0.2:9/pixel.gif', {mode: 'no-cors'}).then(() => 'came', () => 'stopped')"
    )
    assert answer == "stopped"
    assert [text for text in complaints.left() if "http://127.0.0.2:9/pixel.gif" in text]
    complaints.allow(r"127\.0\.0\.2|ERR_FAILED")


@pytest.mark.parametrize("look", [WIDE, NARROW._replace(scheme="dark")], ids=str)
def test_a_page_has_the_look_of_its_test(page, look):
    page.goto(EMPTY)
    assert page.evaluate("innerWidth") == look.width
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (look.scheme == "dark")


@pytest.mark.both_databases
def test_two_visitors_are_signed_in_side_by_side(new_page, sign_in):
    make = get_user_model().objects.create_superuser
    visitors = {}
    for name in ("ada", "ben"):
        user = make(email=f"{name}@example.org", password="a-long-enough-password")
        visitors[name] = sign_in(new_page(), user)
    for name, page in visitors.items():
        page.goto(EMPTY)
        account = page.evaluate("fetch('/admin/account/').then(answer => answer.text())")
        assert f'value="{name}@example.org"' in account


@pytest.mark.both_databases
@pytest.mark.parametrize("turn", [1, 2])
def test_what_migrations_made_is_back_in_the_next_test(page, turn):
    answer = page.goto("/")
    assert answer.status == 200
    answer = page.goto("/search/?q=nothing")
    assert answer.status == 200
