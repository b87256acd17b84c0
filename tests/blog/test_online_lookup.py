"""Looking sources up online: what is sent, what is taken from answers, and that no answer is never an error page."""

import json
from http.client import IncompleteRead
from io import BytesIO
from urllib.error import HTTPError, URLError
from urllib.request import Request

import pytest

from django.urls import reverse

from blog.models import Reference
from blog.references import online
from blog.references.lookup import LookupFailed
from tests.newsroom import open_newsroom

PAPER = {
    "DOI": "10.1000/ABC.1",
    "PMID": "12345678",
    "title": ["Ketamine for <i>treatment-resistant</i>  depression"],
    "container-title": ["Journal of Examples"],
    "author": [{"family": "Doe", "given": "Jane Mary"}, {"family": "Roe", "given": "Rita"}],
    "issued": {"date-parts": [["2024", 5]]},
    "volume": "12",
    "page": "1-9",
    "abstract": "<jats:p>We tested a drug.</jats:p>",
    "custom": {"retracted": False, "study_type": "rct"},
}
TRIAL = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT06809595", "briefTitle": "A trial"},
        "statusModule": {"startDateStruct": {"date": "2025-02"}},
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "A company"}},
    }
}


class Opener:
    """Stands in for the network: answers with what it was given, and remembers what was asked."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def open(self, request, timeout):
        self.asked.append((request.full_url, dict(request.header_items()), timeout))
        if isinstance(self.answer, Exception):
            raise self.answer
        return BytesIO(self.answer if isinstance(self.answer, bytes) else json.dumps(self.answer).encode())


@pytest.fixture
def network(monkeypatch):
    def answers(answer):
        opener = Opener(answer)
        monkeypatch.setattr(online, "build_opener", lambda *handlers: opener)
        return opener

    return answers


def test_a_paper_is_read(network):
    opener = network(PAPER)
    assert online.OnlineLookup().fields("doi", "10.1000/abc.1") == {
        "doi": "10.1000/abc.1",
        "pmid": "12345678",
        "title": "Ketamine for treatment-resistant depression",
        "journal": "Journal of Examples",
        "authors_text": "Doe JM, Roe R",
        "year": 2024,
        "volume": "12",
        "pages": "1–9",
        "abstract": "We tested a drug.",
    }
    ((address, headers, seconds),) = opener.asked
    assert address == "https://doi.org/10.1000/abc.1"
    assert seconds == online.SECONDS
    assert set(headers) == {"Accept", "User-agent"}


@pytest.mark.parametrize(
    ("kind", "identifier", "address"),
    [
        ("doi", "10.1000/a b?c#d", "https://doi.org/10.1000/a%20b%3Fc%23d"),
        ("pmid", "123", "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pubmed/?format=csl&id=123"),
        ("pmcid", "PMC9154276", "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pmc/?format=csl&id=9154276"),
    ],
)
def test_only_the_identifier_is_sent(network, kind, identifier, address):
    opener = network(PAPER)
    online.OnlineLookup().fields(kind, identifier)
    assert opener.asked[0][0] == address


def test_a_trial_is_read(network):
    network(TRIAL)
    assert online.OnlineLookup().fields("nct", "NCT06809595") == {
        "nct": "NCT06809595",
        "title": "A trial",
        "authors_text": "A company",
        "journal": "ClinicalTrials.gov",
        "year": 2025,
        "url": "https://clinicaltrials.gov/study/NCT06809595",
    }


def test_what_nobody_knows_adds_nothing(network):
    network(HTTPError("https://doi.org/x", 404, "Not found", {}, BytesIO()))
    assert online.OnlineLookup().fields("doi", "10.1000/none") == {}


@pytest.mark.parametrize(
    "answer",
    [
        HTTPError("https://doi.org/x", 503, "Busy", {}, BytesIO()),
        URLError("no route"),
        TimeoutError(),
        IncompleteRead(b""),
        b"<html>not JSON</html>",
        b"\xff\xfe",
        b"[1, 2]",
        b'"text"',
        {"title": None},
        {"title": "Words", "issued": {"date-parts": [["soon"]]}},
        b'{"title": "' + b"x" * online.MOST_BYTES + b'"}',
    ],
    ids=range(11),
)
@pytest.mark.parametrize("kind", ["doi", "nct"])
def test_any_other_answer_is_said_in_words(network, kind, answer):
    network(answer)
    with pytest.raises(LookupFailed, match=r"[A-Z].*\."):
        online.OnlineLookup().fields(kind, "10.1000/abc")


def test_nothing_is_sent_without_encryption():
    handler = online.OnlyHttps()
    request = Request("https://doi.org/10.1000/abc")
    with pytest.raises(URLError, match="without encryption"):
        handler.redirect_request(request, None, 302, "Found", {}, "http://example.org/")
    assert handler.redirect_request(request, None, 302, "Found", {}, "https://example.org/").full_url


@pytest.mark.django_db
def test_a_pasted_doi_fills_the_form(network, settings):
    settings.REFERENCE_LOOKUP = "blog.references.online.OnlineLookup"
    network(PAPER)
    room = open_newsroom()
    client = room.client(room.writer)
    answer = client.post(reverse("wagtailsnippets_blog_reference:paste"), {"text": "10.1000/abc.1"}, follow=True)
    form = answer.content.decode()
    for words in ("Ketamine for treatment-resistant depression", "Doe JM, Roe R", "We tested a drug."):
        assert words in form
    assert len(answer.redirect_chain[0][0]) < 1_000
    assert not Reference.objects.exists()
    # What was looked up is for that form alone.
    assert "We tested a drug." not in client.get(reverse("wagtailsnippets_blog_reference:add")).content.decode()


@pytest.mark.django_db
def test_a_failing_service_leaves_what_was_pasted(network, settings):
    settings.REFERENCE_LOOKUP = "blog.references.online.OnlineLookup"
    network(URLError("no route"))
    room = open_newsroom()
    url = reverse("wagtailsnippets_blog_reference:paste")
    form = room.client(room.writer).post(url, {"text": "10.1000/abc.1"}, follow=True).content.decode()
    assert "could not be reached" in form
    assert "10.1000/abc.1" in form
