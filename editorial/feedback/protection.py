"""What keeps readers' forms from abuse without cookies, without sessions, and without knowing anybody.

* A form is taken only from our own pages: the browser says where it comes from (`Sec-Fetch-Site`, else `Origin`).
* A page with a form is not kept in caches and carries a signed token: not younger than a hand needs, not older than a
  day. Its nonce is kept with what was sent, so that sending twice changes nothing.
* A field that people do not see stays empty.
* A sender may send so many an hour. A sender is a digest of the network (IPv4 /24, IPv6 /48) and the browser's name,
  made with a secret that changes each day; it lives in the cache for an hour and is written nowhere.
* What is too large is refused before it is read.
"""

import hmac
import ipaddress
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.crypto import get_random_string

SALT = "imprimatur.reader-form"
YOUNGEST, OLDEST = 2, 24 * 3600  # seconds
LARGEST = 64 * 1024  # bytes of a whole form
HOUR = 3600
# How many of a form one sender may send in an hour, and all senders together.
LIMITS = {"helpful": (30, 2000), "report": (10, 200), "proposal": (6, 100)}


@dataclass(frozen=True)
class Token:
    """What a form's token says: `nonce`, and whether it is too young or too old; `is_ours` is false for forgeries."""

    nonce: str = ""
    is_ours: bool = False
    is_too_young: bool = False
    is_too_old: bool = False


def new_token(subject):
    """Return a token for a form about a subject, such as "report 12"."""
    return signing.dumps([subject, get_random_string(24)], salt=SALT)


def read_token(text, subject):
    """Return the Token that a form brought."""
    try:
        about, nonce = signing.loads(text, salt=SALT, max_age=OLDEST)
    except signing.SignatureExpired:
        return Token(is_too_old=True)
    except (signing.BadSignature, ValueError, TypeError):
        return Token()
    if about != subject:
        return Token()
    return Token(nonce, is_ours=True, is_too_young=_is_young(text))


def _is_young(text):
    with suppress(signing.SignatureExpired):
        return bool(signing.loads(text, salt=SALT, max_age=YOUNGEST))
    return False


def comes_from_us(request):
    """Tell whether a form was sent from one of our own pages. Browsers set these headers; pages cannot."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()


def posted(request):
    """Return what a request posted, or None for what is too large or cannot be read."""
    with suppress(ValueError, RequestDataTooBig, TooManyFieldsSent, MultiPartParserError):
        if int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST:
            return request.POST
    return None


def sender_of(request):
    """Return the digest that stands for a sender today: 64 hexadecimal digits."""
    words = f"{timezone.localdate()} {_network(_address(request))} {request.headers.get('User-Agent', '')[:300]}"
    return hmac.new(f"{SALT}{settings.SECRET_KEY}".encode(), words.encode("utf-8", "replace"), sha256).hexdigest()


def may_send(request, form):
    """Count a form that was sent, and tell whether it is within the limits."""
    own, everybody = LIMITS[form]
    return _count(f"reader-form:{form}:{sender_of(request)}") <= own and _count(f"reader-form:{form}") <= everybody


def _count(key):
    cache.add(key, 0, HOUR)
    with suppress(ValueError):  # it may run out between the two
        return cache.incr(key)
    cache.set(key, 1, HOUR)
    return 1


def _address(request):
    """Return the address of whoever asked, as our own proxy saw it: the last one that it added, and no other."""
    address = _parsed(request.META.get("REMOTE_ADDR", ""))
    if address is None or address.is_private or address.is_loopback:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
        return _parsed(forwarded) or address
    return address


def _parsed(text):
    try:
        return ipaddress.ip_address(text.strip())
    except ValueError:
        return None


def _network(address):
    if address is None:
        return ""
    return str(ipaddress.ip_network(f"{address}/{24 if address.version == 4 else 48}", strict=False))
