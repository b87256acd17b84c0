"""A finished page is sent as it was made: to everybody the same, to nobody what is not theirs."""

import gzip

import brotli
import pytest

from delivery.kept.entries import best_encoding
from home.models import HomePage
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.any_database


@pytest.fixture
def article():
    return ArticleFactory(title="A kept page")


@pytest.fixture
def path(reader, article):
    reader.look()
    return article.get_url()


def test_a_page_is_rendered_once_and_then_sent_as_it_was_made(reader, path, django_assert_num_queries):
    first = reader.get(path)
    assert first.status == 200
    assert first.cache_status == "imprimatur; fwd=miss; stored"
    with django_assert_num_queries(0):
        second = reader.get(path)
    assert second.is_hit
    assert second.text == first.text
    assert "A kept page" in second.text


def test_each_reader_gets_the_form_that_their_browser_reads(reader, path):
    text = reader.get(path).text
    for encoding, read in [("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)]:
        found = reader.get(path, encoding=encoding)
        assert found.headers.get("content-encoding", "identity") == encoding
        assert read(found.body).decode() == text
        assert int(found.headers["content-length"]) == len(found.body)
        assert found.headers["vary"] == "Accept-Encoding"


@pytest.mark.without_database
@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("", ""),
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("*, br;q=0", "gzip"),
        ("identity", ""),
        ("BR", "br"),
        ("gzip;q=nonsense", ""),
        ("gzip; q = 0.5", "gzip"),
        ("bra, gzipped", ""),
        (",,;;q=,", ""),
    ],
)
def test_what_a_browser_takes_is_read_to_the_letter(accepted, sent):
    assert best_encoding(accepted) == sent


def test_a_page_that_the_browser_has_is_not_sent_again(reader, path):
    first = reader.get(path)
    tag = first.headers["etag"]
    for asked in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = reader.get(path, HTTP_IF_NONE_MATCH=asked)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
        assert "content-length" not in again.headers
    assert reader.get(path, HTTP_IF_NONE_MATCH='"other"').status == 200
    assert reader.get(path, HTTP_IF_NONE_MATCH="").status == 200


def test_the_first_reader_too_is_told_that_nothing_changed(reader, path):
    tag = reader.get(path).headers["etag"]
    reader.house.shelf.forget_all()
    reader.house.store.clear()
    assert reader.get(path, HTTP_IF_NONE_MATCH=tag).status == 304


def test_forms_of_a_page_have_tags_of_their_own(reader, path):
    tags = {reader.get(path, encoding=encoding).headers["etag"] for encoding in ("br", "gzip", "identity")}
    assert len(tags) == 3


def test_head_says_what_get_would_send(reader, path):
    sent = reader.get(path)
    asked = reader.get(path, method="HEAD")
    assert (asked.status, asked.body) == (200, b"")
    assert asked.headers["content-length"] == str(len(sent.body))
    assert asked.headers["etag"] == sent.headers["etag"]


def test_feeds_answer_by_their_date_too(reader, article):
    found = reader.get("/feed/")
    assert found.cache_status
    again = reader.get("/feed/", HTTP_IF_MODIFIED_SINCE=found.headers["last-modified"])
    assert again.status == 304


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_djangos(reader, path, method):
    reader.get(path)
    assert not reader.get(path, method=method).cache_status


def test_somebody_who_is_signed_in_is_answered_by_django_and_leaves_nothing_behind(reader, path, client):
    client.force_login(UserFactory(role="Editors"))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    own = reader.get(path, HTTP_COOKIE=cookie)
    assert not own.cache_status
    assert own.headers["cache-control"] == "private, no-store"
    others = reader.get(path)
    assert others.cache_status == "imprimatur; fwd=miss; stored"
    assert not reader.get(path, HTTP_COOKIE=f"theme=dark; {cookie}").cache_status


def test_cookies_of_nobodys_make_no_difference(reader, path):
    reader.get(path)
    assert reader.get(path, HTTP_COOKIE="theme=dark").is_hit


def test_credentials_in_a_request_go_to_django(reader, path):
    reader.get(path)
    assert not reader.get(path, HTTP_AUTHORIZATION="Basic eDp5").cache_status


@pytest.mark.parametrize("query", ["x=1", "page=1&x=1", "preview=true", "next=//evil.example"])
def test_parameters_that_a_page_does_not_know_are_not_kept(reader, path, query):
    for _visit in range(2):
        found = reader.get(f"{path}?{query}")
        assert found.status == 200
        assert not found.cache_status


@pytest.mark.parametrize("query", ["utm_source=mail", "fbclid=x", "utm_source=a&utm_medium=b&gclid=c"])
def test_what_campaigns_hang_on_an_address_makes_no_other_page(reader, path, query):
    reader.get(path)
    assert reader.get(f"{path}?{query}").is_hit


def test_pages_of_a_list_are_kept_apart(reader):
    for number in range(15):
        ArticleFactory(title=f"Number {number}")
    first, second = reader.get("/articles/"), reader.get("/articles/?page=2")
    assert first.text != second.text
    assert reader.get("/articles/?page=2").is_hit
    assert reader.get("/articles/?page=2").text == second.text


def test_the_search_is_never_kept(reader):
    for _visit in range(2):
        assert not reader.get("/search/?q=pain").cache_status


@pytest.mark.parametrize("path", ["/nothing-here/", "/health/live/", "/admin/login/", "/articles"])
def test_what_is_no_page_for_everybody_is_not_kept(reader, path):
    for _visit in range(2):
        assert not reader.get(path).cache_status
    assert not reader.house.shelf.entries


def test_another_host_gets_nothing_of_this_one(reader, path):
    reader.get(path)
    assert reader.get(path, HTTP_HOST="evil.example").status == 400
    assert not [key for key in reader.house.shelf.entries if key.host != "testserver"]


def test_no_header_of_a_reader_gets_into_a_kept_page(reader, path):
    reader.get(
        path,
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_X_FORWARDED_PROTO="evil",
        HTTP_X_ORIGINAL_URL="/evil",
        HTTP_X_REWRITE_URL="/evil",
        HTTP_REFERER="https://evil.example/",
        HTTP_USER_AGENT="<script>evil</script>",
        HTTP_ACCEPT_LANGUAGE="de",
        REMOTE_ADDR="198.51.100.66",
    )
    found = reader.get(path)
    assert found.is_hit
    assert "evil" not in found.text
    assert "198.51.100.66" not in found.text


@pytest.mark.parametrize("ending", ["x.css", "nonsense.js", ".css", ";.css", "%2F..%2Fx.css", "\nx"])
def test_an_address_made_to_look_like_a_file_deceives_nobody(reader, path, ending, client):
    client.force_login(UserFactory(role="Editors", first_name="Rosalind"))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert "Rosalind" in reader.get("/admin/", HTTP_COOKIE=cookie).text
    for address in (f"{path}{ending}", f"/admin/{ending}"):
        reader.get(address, HTTP_COOKIE=cookie)
        assert "Rosalind" not in reader.get(address).text
    assert not reader.house.shelf.entries


def test_a_page_behind_a_password_is_not_kept(reader, article, path):
    from wagtail.models import PageViewRestriction  # noqa: PLC0415

    reader.get(path)
    PageViewRestriction.objects.create(page=article, restriction_type="password", password="sesame")
    reader.look()
    found = reader.get(path)
    assert not found.cache_status
    assert "sesame" not in found.text
    assert article.summary not in found.text
    assert not reader.get(path).cache_status


def test_each_of_two_workers_sends_what_the_other_made(reader, another_worker, path):
    first = reader.get(path)
    reader.look()
    other = another_worker()
    second = other.get(path)
    assert second.is_hit
    assert second.text == first.text


def test_pages_are_still_there_after_a_restart(reader, another_worker, path, django_assert_num_queries):
    reader.get(path)
    reader.look()
    restarted = another_worker()
    with django_assert_num_queries(0):
        assert restarted.get(path).is_hit


def test_the_front_page_of_a_new_publication_is_kept(reader):
    assert HomePage.objects.exists()
    reader.get("/")
    assert reader.get("/").is_hit
