"""Production starts with safe settings, and otherwise does not start and says which variable is to blame.

Settings are read once in a process, so each case reads them in a process of its own, several cases to a process.
"""

import json
import os
import subprocess
import sys

import pytest

from django.conf import settings

GOOD = {
    "SECRET_KEY": "k3Jd8sPq0ZxVb7NmWc5RtYh2LgFa9Ue4Xo6Iv1Bw-Qz_Ty+Ms=Dn",
    "ALLOWED_HOSTS": "example.org, www.example.org",
    "BASE_URL": "https://example.org/",
    "DATABASE_URL": "postgres://user:password@db:5432/imprimatur",
    "EMAIL_URL": "smtp://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "Editor <editor@example.org>",
}
REFUSED = {
    "no secret": {"SECRET_KEY": None},
    "blank secret": {"SECRET_KEY": "  "},
    "short secret": {"SECRET_KEY": "short"},
    "monotonous secret": {"SECRET_KEY": "a" * 60},
    "no hosts": {"ALLOWED_HOSTS": None},
    "any host": {"ALLOWED_HOSTS": "example.org,*"},
    "no address": {"BASE_URL": None},
    "address without encryption": {"BASE_URL": "http://example.org"},
    "no database": {"DATABASE_URL": None},
    "no mail": {"EMAIL_URL": None},
    "mail of another kind": {"EMAIL_URL": "https://mail.example.org"},
    "mail without a host": {"EMAIL_URL": "smtp://"},
    "no sender": {"DEFAULT_FROM_EMAIL": None},
    "unreadable truth value": {"PROXY_HEADERS": "perhaps"},
}
ACCEPTED = {
    "as documented": {},
    "mail over TLS from the start": {"EMAIL_URL": "smtps://mail.example.org"},
    "mail inside the machine room": {"EMAIL_URL": "smtp://mail:25"},
    "behind a proxy": {"PROXY_HEADERS": "1", "TRUSTED_ORIGINS": "https://edit.example.org"},
    "a worker": {"TASKS": "database"},
}
PROGRAM = """
import importlib, json, os, sys
answers = {}
for name, variables in json.load(sys.stdin).items():
    for module in [module for module in sys.modules if module.startswith("config.settings")]:
        del sys.modules[module]
    os.environ.clear()
    os.environ.update(variables)
    try:
        module = importlib.import_module("config.settings.production")
        answers[name] = {key: value for key, value in vars(module).items() if key.isupper()}
    except Exception as error:
        answers[name] = f"{type(error).__name__}: {error}"
json.dump(answers, sys.stdout, default=lambda value: None)  # paths, and texts to be translated
"""


@pytest.fixture(scope="module")
def answers():
    """{case: the settings, or the error as text}."""
    base = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "SYSTEMROOT"}}
    cases = {
        name: {key: value for key, value in (base | GOOD | changes).items() if value is not None}
        for name, changes in (REFUSED | ACCEPTED).items()
    }
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        cwd=settings.ROOT,
        env=base | {"PYTHONPATH": os.pathsep.join([str(settings.ROOT), str(settings.SITE_ROOT)])},
        check=True,
    )
    return json.loads(run.stdout)


@pytest.mark.parametrize("case", REFUSED)
def test_production_does_not_start_with(answers, case):
    assert isinstance(answers[case], str), "it started"
    assert answers[case].startswith("ImproperlyConfigured: ")
    assert next(iter(REFUSED[case])) in answers[case]


@pytest.mark.parametrize("case", ACCEPTED)
def test_production_starts(answers, case):
    assert isinstance(answers[case], dict), answers[case]


def test_a_refusal_never_repeats_a_secret(answers):
    for case in REFUSED:
        assert GOOD["SECRET_KEY"] not in answers[case]
        assert "password@" not in answers[case].replace("user:password@host", "")


def test_what_production_promises(answers):
    started = answers["as documented"]
    assert started["DEBUG"] is False
    assert started["ALLOWED_HOSTS"] == ["example.org", "www.example.org"]
    assert started["BASE_URL"] == "https://example.org"
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"):
        assert started[name] is True, name
    assert started["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert started["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert "SECURE_PROXY_SSL_HEADER" not in started
    assert "SERVE_MEDIA" not in started
    assert started["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("as documented", ("mail.example.org", 587, True, False)),
        ("mail over TLS from the start", ("mail.example.org", 465, False, True)),
        ("mail inside the machine room", ("mail", 25, False, False)),
    ],
)
def test_mail_goes_the_way_the_address_says(answers, case, expected):
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    assert tuple(answers[case][name] for name in names) == expected


def test_a_proxy_is_believed_only_when_asked_to(answers):
    assert answers["behind a proxy"]["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert answers["behind a proxy"]["CSRF_TRUSTED_ORIGINS"] == ["https://example.org", "https://edit.example.org"]
