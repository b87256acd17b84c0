"""Answers travel compressed: with Brotli to readers, padded gzip to whoever is signed in, and never twice."""

import gzip

import brotli
import pytest

from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from delivery.compression import CompressionMiddleware
from delivery.kept.recording import RECORD, Record
from tests.factories import ArticleFactory

WORDS = "Ketamine is an anaesthetic. " * 100


def answer(accept="gzip, deflate, br", response=None, cookie=False, **headers):
    response = response or HttpResponse(WORDS, headers=headers)
    request = RequestFactory().get("/", headers={"Accept-Encoding": accept})
    if cookie:
        request.COOKIES["sessionid"] = "x"
    return CompressionMiddleware(lambda _request: response)(request)


def test_readers_get_brotli():
    found = answer(ETag='"abc"')
    assert found["Content-Encoding"] == "br"
    assert brotli.decompress(found.content).decode() == WORDS
    assert int(found["Content-Length"]) == len(found.content) < len(WORDS) / 10
    assert found["Vary"] == "Accept-Encoding"
    assert found["ETag"] == 'W/"abc"'


def test_what_the_layer_in_front_keeps_is_left_to_it():
    request = RequestFactory().get("/", headers={"Accept-Encoding": "br"})
    record = request.environ[RECORD] = Record(None)
    for may_keep, encoding in [(True, None), (False, "br")]:
        record.may_keep = may_keep
        found = CompressionMiddleware(lambda _request: HttpResponse(WORDS))(request)
        assert found.get("Content-Encoding") == encoding


@pytest.mark.parametrize("accept", ["gzip", "gzip, br;q=0", "gzip, br; q=0.0", "gzip, deflate"])
def test_older_browsers_get_gzip(accept):
    found = answer(accept)
    assert found["Content-Encoding"] == "gzip"
    assert gzip.decompress(found.content).decode() == WORDS


def test_pages_that_may_hold_a_secret_are_padded():
    assert answer(cookie=True)["Content-Encoding"] == "gzip"
    setting = HttpResponse(WORDS)
    setting.set_cookie("sessionid", "x")
    assert answer(response=setting)["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("accept", ["", "identity", "br;q=0"])
def test_who_takes_neither_gets_the_plain_text(accept):
    found = answer(accept)
    assert not found.has_header("Content-Encoding")
    assert found.content.decode() == WORDS


def test_what_is_short_compressed_or_no_text_stays_as_it_is():
    assert not answer(response=HttpResponse("Short")).has_header("Content-Encoding")
    assert answer(**{"Content-Encoding": "br"}).content.decode() == WORDS
    picture = HttpResponse(b"x" * 1000, content_type="image/avif")
    assert not answer(response=picture).has_header("Content-Encoding")


def test_what_streams_is_compressed_as_it_goes():
    found = answer(response=StreamingHttpResponse(iter([WORDS.encode()]), content_type="text/csv"))
    assert gzip.decompress(b"".join(found.streaming_content)).decode() == WORDS


@pytest.mark.django_db
def test_a_page_travels_compressed(client):
    page = ArticleFactory(title="Willow")
    found = client.get(page.url, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert found["Content-Encoding"] == "br"
    assert b"Willow" in brotli.decompress(found.content)
    assert not client.get(page.url).has_header("Content-Encoding")
