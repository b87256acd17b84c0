"""Readers' addresses: yes or no, a few words to it, a report, thanks."""

from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from wagtail.models import Page

from editorial.checks.current import remembered_rules
from editorial.feedback import mails
from editorial.feedback.form_views import PRIVATE, ReaderFormView, refusal_of
from editorial.feedback.forms import AnswerForm, ReportForm, WordsForm
from editorial.feedback.protection import OLDEST, sender_of
from editorial.gated import GatedPage
from editorial.ledger import Event
from editorial.models import Feedback, LedgerEntry
from editorial.models.feedback import REPORTS, Kind

SALT = "imprimatur.answer"
ONE_ANSWER_SECONDS = 3600


def page_or_404(page_id):
    """Return the page of a form, of its own type, if readers see it today: types say so in `objects.published()`."""
    page = Page.objects.filter(pk=page_id, live=True, depth__gt=1).first()
    model = page.specific_class if page else None
    if model is None or not issubclass(model, GatedPage):
        raise Http404
    return get_object_or_404(model.objects.published(), pk=page_id)


def speaks_of_crisis(text):
    """Tell whether a text has words of somebody in danger, by the list that drafts are held against."""
    return bool(remembered_rules().pattern("crisis_words").search(text))


def version_read(page, fingerprint):
    """Return the fingerprint that a form named if the page was ever public in these words, else ""."""
    events = (Event.PUBLISHED, Event.INSTALLED, Event.EMERGENCY, Event.CORRECTED)
    known = len(fingerprint) == 64 and LedgerEntry.objects.about(page).filter(fingerprint=fingerprint, event__in=events)
    return fingerprint if known and known.exists() else ""


def thanks_url(page, in_crisis=False, answer=None):
    """Return the address of the thanks. `answer`: the Feedback to which a few words may be added."""
    query = {"help": "1"} if in_crisis else {}
    if answer is not None:
        query["answer"] = signing.dumps(answer.pk, salt=SALT)
    return reverse("feedback_thanks", args=[page.pk], query=query or None)


@csrf_exempt
@require_POST
def answer(request, page_id):
    """Take a yes or no: one from each sender, page and hour; the last one counts.

    With script the answer is a fragment for the place of the form, without it the page of thanks.
    """
    page = page_or_404(page_id)
    is_fragment = request.headers.get("X-Fragment") == "1"
    status, sentence = refusal_of(request, "helpful")
    form = AnswerForm(request.POST) if status == 200 else None
    if form is not None and not form.is_valid():
        status, sentence = 422, _("Please choose yes or no.")
    if sentence:
        return _answered(request, page, is_fragment=is_fragment, status=status, sentence=sentence)
    kept = _keep_answer(request, page, form.cleaned_data)
    if is_fragment:
        words = WordsForm(subject=_words_subject(kept.pk))
        return _answered(
            request, page, is_fragment=is_fragment, status=200, form=words, words_url=_words_url(page, kept)
        )
    return HttpResponseRedirect(thanks_url(page, answer=kept), status=303, headers=PRIVATE)


def _keep_answer(request, page, said):
    key = f"helpful:{page.pk}:{sender_of(request)}"
    earlier = Feedback.objects.filter(pk=cache.get(key), text="").first()
    if earlier is not None:
        earlier.kind = said["answer"]
        earlier.save(update_fields=["kind"])
        return earlier
    kept = Feedback.objects.create(
        page_id=page.pk,
        kind=said["answer"],
        fingerprint=version_read(page, said["fingerprint"]),
        nonce=get_random_string(32),
    )
    cache.set(key, kept.pk, ONE_ANSWER_SECONDS)
    return kept


def _answered(request, page, *, is_fragment, status, **context):
    template = "editorial/feedback/answered.html" if is_fragment else "editorial/feedback/thanks.html"
    title = _("Thank you") if status == 200 else _("That did not work")
    meta = {"title": title, "robots": "noindex, nofollow"}
    context = {"about": page, "title": title, "meta": meta, **context}
    return TemplateResponse(request, template, context, status=status, headers=PRIVATE)


def _words_subject(key):
    return f"words {key}"


def _words_url(page, kept):
    return reverse("feedback_words", args=[page.pk, signing.dumps(kept.pk, salt=SALT)])


class WordsView(ReaderFormView):
    """Takes a few words to an answer, once."""

    form_class = WordsForm
    template_name = "editorial/feedback/words.html"
    limit = "report"

    def dispatch(self, request, page_id, signed):
        """Find the answer."""
        self.page = page_or_404(page_id)
        self.answer = _answer_of(signed, self.page)
        if self.answer is None:
            raise Http404
        return super().dispatch(request)

    def get_subject(self):
        """Tie it to the answer."""
        return _words_subject(self.answer.pk)

    def get_title(self):
        """Ask what the form asks."""
        return _("What helped, or what was missing?")

    def get_context(self):
        """Add the page."""
        return {"about": self.page}

    def get_thanks(self, form):
        """Thank them."""
        return thanks_url(self.page)

    def keep(self, form):
        """Add the words, unless the answer has some."""
        text = form.cleaned_data["text"]
        in_crisis = speaks_of_crisis(text)
        with transaction.atomic():
            kept = Feedback.objects.select_for_update().get(pk=self.answer.pk)
            if not kept.text:
                kept.text, kept.in_crisis, kept.due_at = text, in_crisis, None
                kept.save()
                mails.tell_if_urgent(kept, self.page)
        return thanks_url(self.page, in_crisis)


def _answer_of(signed, page):
    try:
        key = signing.loads(signed, salt=SALT, max_age=OLDEST)
    except signing.BadSignature:
        return None
    return Feedback.objects.filter(pk=key, page_id=page.pk).first()


class ReportView(ReaderFormView):
    """Takes a report. `?kind=` chooses for the reader, as the accessibility statement does."""

    form_class = ReportForm
    template_name = "editorial/feedback/report.html"
    limit = "report"

    def dispatch(self, request, page_id):
        """Find the page."""
        self.page = page_or_404(page_id)
        return super().dispatch(request)

    def get_subject(self):
        """Tie it to the page."""
        return f"report {self.page.pk}"

    def get_title(self):
        """Say what it is for."""
        if self.request.GET.get("kind") == Kind.ACCESSIBILITY:
            return _("Report an accessibility problem")
        return _("Report an error")

    def get_initial(self):
        """Choose the kind that the link asks for, and name the words that are read."""
        kind = self.request.GET.get("kind", "")
        record = self.page.publication_record if hasattr(self.page, "publication_record") else None
        asked = self.request.GET.get("version", "")[:64]
        current = record.live_fingerprint if record else ""
        return {"kind": kind if kind in REPORTS else "", "fingerprint": asked or current}

    def get_context(self):
        """Add the page."""
        return {"about": self.page}

    def get_thanks(self, form):
        """Thank them."""
        return thanks_url(self.page)

    def keep(self, form):
        """Keep the report; tell people at once of one that cannot wait."""
        said = form.cleaned_data
        in_crisis = speaks_of_crisis(said["text"])
        with transaction.atomic():
            kept, is_new = Feedback.objects.get_or_create(
                nonce=form.read.nonce,
                defaults={
                    "page_id": self.page.pk,
                    "kind": said["kind"],
                    "text": said["text"],
                    "email": said["email"],
                    "fingerprint": version_read(self.page, said["fingerprint"]),
                    "in_crisis": in_crisis,
                },
            )
            if is_new:
                mails.tell_if_urgent(kept, self.page)
        return thanks_url(self.page, in_crisis)


@require_safe
def thanks(request, page_id):
    """Thank the reader; with words of a crisis, help stands first. After a yes or no, words may be added."""
    page = page_or_404(page_id)
    kept = _answer_of(request.GET["answer"], page) if "answer" in request.GET else None
    context = {"in_crisis": request.GET.get("help") == "1"}
    if kept is not None and not kept.text:
        context |= {"form": WordsForm(subject=_words_subject(kept.pk)), "words_url": _words_url(page, kept)}
    return _answered(request, page, is_fragment=False, status=200, **context)
