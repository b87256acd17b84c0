"""Every value that Imprimatur takes from the environment, declared once.

Settings read values through `value("NAME")`; documentation and the start-up check read the same table, so a variable
that is not declared here does not exist. A variable marked `required` has no usable default in production: without it
production refuses to start and says which one is missing.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import dj_database_url

from django.core.exceptions import ImproperlyConfigured


def as_list(text):
    """Split a comma-separated value: "a, b" -> ["a", "b"]; empty text -> []."""
    return [part.strip() for part in text.split(",") if part.strip()]


def as_bool(text):
    """Read a truth value: 1, true, yes and on (any case) are true; 0, false, no, off and "" are false."""
    lowered = text.strip().lower()
    if lowered in {"1", "true", "yes", "on"}:
        return True
    if lowered in {"", "0", "false", "no", "off"}:
        return False
    raise ValueError("expected one of 1, true, yes, on, 0, false, no, off")


def one_of(*choices):
    """Return a reader that takes one of the choices and nothing else."""

    def read(text):
        if text not in choices:
            raise ValueError(f"expected one of {', '.join(choices)}")
        return text

    return read


def as_database_url(text):
    """Read the address of a database: empty, or a URL with a scheme that Django has a backend for."""
    if text:
        try:
            dj_database_url.parse(text)
        except (KeyError, ValueError) as error:
            raise ValueError("expected a URL such as postgres://user:password@host:5432/name") from error
    return text


def as_search_url(text):
    """Read the address of an OpenSearch server: empty, or http(s):// with a host, a port if any, and a prefix."""
    if text:
        parts = urlsplit(text)
        port = parts.port  # raises ValueError for what is no number
        usable = parts.scheme in {"http", "https"} and parts.hostname and port != 0
        if not usable or not re.fullmatch(r"/[a-z0-9][a-z0-9_-]{0,99}/?", parts.path):
            raise ValueError("expected a URL such as https://user:password@host:9200/prefix, the prefix in lower case")
    return text


def as_mail_url(text):
    """Read the address of a mail server: empty, or smtp:// or smtps:// with a host and, if any, a numeric port."""
    if text:
        parts = urlsplit(text)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or (parts.port is not None and not parts.port):
            raise ValueError("expected a URL such as smtp://user:password@host:587")
    return text


def as_contacts(text):
    """Read addresses to write to: each with mailto:, https: or tel: before it."""
    contacts = as_list(text)
    if not all(contact.startswith(("mailto:", "https://", "tel:")) for contact in contacts):
        raise ValueError("expected addresses such as mailto:security@example.org or https://example.org/security")
    return contacts


def as_indexnow_key(text):
    """Read a key of IndexNow: empty, or 8 to 128 letters, digits and dashes."""
    if text and not re.fullmatch(r"[0-9A-Za-z-]{8,128}", text):
        raise ValueError("expected 8 to 128 letters, digits and dashes")
    return text


def as_web_address(text):
    """Read an address: empty, or http(s):// with a host."""
    if text and not (urlsplit(text).scheme in {"http", "https"} and urlsplit(text).hostname):
        raise ValueError("expected an address such as https://api.example.org/purge")
    return text


def as_megabytes(text):
    """Read a size in megabytes: a whole number from 1 to 1,000,000."""
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise ValueError("expected a whole number of megabytes from 1 to 1000000")
    return int(text)


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name, what it does, its default as text, and how the text is read."""

    name: str
    purpose: str
    default: str = ""
    required: bool = False
    read: Callable = str


VARIABLES = (
    Variable("SECRET_KEY", "Signs sessions and tokens; at least 50 random characters.", required=True),
    Variable("ALLOWED_HOSTS", "Host names that the site answers to, comma-separated.", required=True, read=as_list),
    Variable(
        "BASE_URL",
        "Address of the site with scheme, without a slash at the end, used in mails, feeds and the sitemap.",
        "http://127.0.0.1:8000",
        required=True,
    ),
    Variable(
        "DATABASE_URL",
        "Database as a URL, such as postgres://user:password@host:5432/name. Empty: SQLite in var/.",
        required=True,
        read=as_database_url,
    ),
    Variable(
        "EMAIL_URL",
        "Outgoing mail: smtp://user:password@host:587 or smtps://…:465; signs in it percent-encoded.",
        required=True,
        read=as_mail_url,
    ),
    Variable("DEFAULT_FROM_EMAIL", "Sender of mails.", "Imprimatur <editor@example.org>", required=True),
    Variable("TRUSTED_ORIGINS", "Further origins that forms may be sent from, comma-separated.", read=as_list),
    Variable(
        "PROXY_HEADERS",
        "Set to 1 behind a proxy that sets X-Forwarded-Proto and removes a visitor's own.",
        "0",
        read=as_bool,
    ),
    Variable("VAR_DIR", "Folder of the embedded database, collected files, uploads and caches. Empty: var/."),
    Variable(
        "DELIVERY_FOLDER",
        "Folder of finished pages, shared by the workers of one machine. Empty: delivery/ in VAR_DIR.",
    ),
    Variable("DELIVERY_MEMORY_MB", "Finished pages in a worker's memory, megabytes.", "48", read=as_megabytes),
    Variable("DELIVERY_DISK_MB", "Finished pages on a machine's disk, megabytes.", "1024", read=as_megabytes),
    Variable(
        "DELIVERY_FILES",
        "Set to 1 where a proxy sends finished pages from files in DELIVERY_FOLDER/pages.",
        "0",
        read=as_bool,
    ),
    Variable(
        "CDN_PURGE_URL",
        "Where a content delivery network is told of surrogate keys that are old (Fastly's protocol). Empty: none is.",
        read=as_web_address,
    ),
    Variable("CDN_PURGE_TOKEN", "Token that goes with it."),
    Variable(
        "TASKS",
        "How background work runs: immediate (in the request) or database (a worker).",
        "immediate",
        read=one_of("immediate", "database"),
    ),
    Variable(
        "SEARCH_URL",
        "OpenSearch for searching in the admin: https://user:password@host:9200/prefix. Empty: the database does it.",
        read=as_search_url,
    ),
    Variable(
        "REFERENCE_LOOKUP",
        "Empty, or online: sources are looked up by DOI, PMID or trial number at doi.org, NCBI, ClinicalTrials.gov.",
        read=one_of("", "online"),
    ),
    Variable(
        "SECURITY_CONTACT",
        "Whom to tell of a weakness, as security.txt gives it: mailto: or https: addresses, comma-separated.",
        read=as_contacts,
    ),
    Variable(
        "INDEXNOW_KEY",
        "Key of 8 to 128 letters, digits and dashes; set, IndexNow is told of what changes. Empty: nobody is.",
        read=as_indexnow_key,
    ),
    Variable("LOG_LEVEL", "Least severe level that is logged.", "INFO"),
)

_BY_NAME = {variable.name: variable for variable in VARIABLES}


def value(name):
    """Return the value of a declared variable, read by its reader.

    Raises KeyError for a name that is not declared and ImproperlyConfigured, with a sentence that names the
    variable, for a text that cannot be read.
    """
    variable = _BY_NAME[name]
    text = os.environ.get(name, variable.default)
    try:
        return variable.read(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"The environment variable {name} is not usable: {error}.") from error


def require():
    """Raise ImproperlyConfigured naming every required variable that the environment lacks."""
    missing = [v for v in VARIABLES if v.required and not os.environ.get(v.name, "").strip(" ,")]
    if missing:
        lines = "\n".join(f"  {v.name}: {v.purpose}" for v in missing)
        raise ImproperlyConfigured(f"Production needs these environment variables, and they are not set:\n{lines}")
