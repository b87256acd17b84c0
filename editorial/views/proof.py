"""How a page was reviewed: for readers as a page, for everybody who wants to check it as JSON."""

import hashlib
import json

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail.models import Page

from editorial import alarm, routes
from editorial.gated import GatedPage
from editorial.proof import profiles_of, proof_of
from editorial.proof_steps import history_of, notices_of, steps_of, writers_of
from editorial.withdrawn_pages import answer_for, respond


@require_safe
def page_proof(request, page_id):
    """Show who wrote, approved and reviewed a public page, and how to check that."""
    proof, answer = _proof_or_answer(request, page_id)
    if answer:
        return answer
    keys = {entry.person for entry in proof.approvals} | {writer["key"] for writer in proof.writers}
    profiles = profiles_of(keys)
    context = {
        "page": proof.page,
        "proof": proof,
        "writers": writers_of(proof, profiles),
        "steps": steps_of(proof, profiles),
        "notices": notices_of(proof),
        "history": history_of(proof),
        "record": proof.page.record,
        "meta": {
            "title": _("How “%(title)s” was reviewed") % {"title": proof.page.title},
            "robots": "noindex",
        },
    }
    return TemplateResponse(request, "editorial/proof.html", context)


@require_safe
def page_proof_json(request, page_id):
    """Answer with the evidence: what `tools/verify_proofs.py` needs, and nothing that is between colleagues."""
    proof, answer = _proof_or_answer(request, page_id)
    if answer:
        return answer
    body = json.dumps(proof.as_dict(), indent=1, sort_keys=True).encode()
    # A proof may be kept, but not shown again unasked: a page that is taken down has none.
    response = HttpResponse(body, content_type="application/json", headers={"Cache-Control": "no-cache"})
    response["X-Robots-Tag"] = "noindex"
    changed = int(proof.changed_at.timestamp())
    response["ETag"], response["Last-Modified"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"', http_date(changed)
    return get_conditional_response(request, etag=response["ETag"], last_modified=changed, response=response)


def _proof_or_answer(request, page_id):
    """Return (Proof, None) for a page that any reader may see, else (None, what the page itself answers)."""
    page = Page.objects.public().filter(pk=page_id, depth__gt=1).first()
    page = page.specific if page else None
    if not isinstance(page, GatedPage):
        raise Http404
    if not page.live:
        answer = answer_for(page)
        if answer is None:
            raise Http404
        return None, respond(request, answer)
    stopped = routes.stop_what_was_not_let_through(page, request, (), {})
    if stopped:
        return None, stopped
    proof = proof_of(page)
    if proof is None:
        raise Http404
    # The seal covers the page's own row; here the rows below it have been read as well.
    return (proof, None) if proof.holds else (None, alarm.sound(page, request))
