"""Looking sources up online: DOIs at doi.org, PubMed numbers at the NCBI, trials at ClinicalTrials.gov.

Used only where the environment says REFERENCE_LOOKUP=online. What is asked is the identifier, and nothing of the
writer or the draft. Sources: DOI content negotiation (citation.doi.org), Literature Citation Exporter
(api.ncbi.nlm.nih.gov/lit/ctxp), ClinicalTrials.gov API v2.
"""

import json
import re
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from blog.references import csl
from blog.references.lookup import LookupFailed

SECONDS = 10
MOST_BYTES = 2_000_000
CSL = "application/vnd.citationstyles.csl+json"
ADDRESSES = {
    "doi": "https://doi.org/{}",
    "pmid": "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pubmed/?format=csl&id={}",
    "pmcid": "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pmc/?format=csl&id={}",
    "nct": "https://clinicaltrials.gov/api/v2/studies/{}?format=json",
}
UNKNOWN = frozenset({400, 404, 410})
LISTED = frozenset({"title", "container-title"})
# What a service may fill in. Keys, kinds of study and marks of retraction are the library's own.
TAKEN = ("title", "authors_text", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid", "url")


class OnlyHttps(HTTPRedirectHandler):
    """Follows redirections within https."""

    def redirect_request(self, request, answer, code, message, headers, address):
        """Refuse to leave https."""
        if urlsplit(address).scheme != "https":
            raise URLError("redirected to an address without encryption")
        return super().redirect_request(request, answer, code, message, headers, address)


class OnlineLookup:
    """The lookup service of `blog.references.lookup`."""

    def fields(self, kind, identifier):
        """Return what a service knows of an identifier, by names of Reference; raises LookupFailed."""
        sent = re.sub(r"\D", "", identifier) if kind == "pmcid" else identifier
        record = fetch(ADDRESSES[kind].format(quote(sent, safe="/()") if kind == "doi" else quote(sent, safe="")))
        if record is None:
            return {}
        try:
            return _trial(record) if kind == "nct" else _paper(record)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise LookupFailed(_("The service answered in a way that could not be read.")) from error


def fetch(address):
    """Return the JSON at an address, or None where nothing is known of it. Raises LookupFailed."""
    request = Request(address, headers={"Accept": f"{CSL}, application/json;q=0.9", "User-Agent": "Imprimatur"})  # noqa: S310 - of ADDRESSES
    try:
        with build_opener(OnlyHttps()).open(request, timeout=SECONDS) as answer:
            body = answer.read(MOST_BYTES + 1)
    except HTTPError as error:
        if error.code in UNKNOWN:
            return None
        raise LookupFailed(_("The service refused to answer (%(code)d).") % {"code": error.code}) from error
    except (OSError, HTTPException) as error:
        raise LookupFailed(_("The service could not be reached. Fill the fields in by hand, or try later.")) from error
    try:
        if len(body) > MOST_BYTES:
            raise ValueError("too long")
        return json.loads(body)
    except ValueError as error:
        raise LookupFailed(_("The service answered in a way that could not be read.")) from error


def _paper(item):
    """Return the fields of a CSL-JSON item; some services write titles as lists of one."""
    item = {name: value[0] if isinstance(value, list) and name in LISTED else value for name, value in item.items()}
    found = csl.fields_of({"id": "", **item})
    fields = {name: found[name] for name in TAKEN if found.get(name)}
    fields["title"] = " ".join(strip_tags(fields["title"]).split())
    if abstract := " ".join(strip_tags(item.get("abstract") or "").split()):
        fields["abstract"] = abstract
    return fields


def _trial(record):
    """Return the fields of an entry of ClinicalTrials.gov."""
    section = record["protocolSection"]
    identity = section["identificationModule"]
    started = section.get("statusModule", {}).get("startDateStruct", {}).get("date", "")
    return {
        "nct": identity["nctId"],
        "title": identity.get("officialTitle") or identity["briefTitle"],
        "authors_text": section.get("sponsorCollaboratorsModule", {}).get("leadSponsor", {}).get("name", ""),
        "journal": "ClinicalTrials.gov",
        "year": int(started[:4]) if started else None,
        "url": f"https://clinicaltrials.gov/study/{identity['nctId']}",
    }
