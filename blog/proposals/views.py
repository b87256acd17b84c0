"""The addresses below a clinic's page: `…/suggest/`, `…/claim/`, and the thanks for either."""

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from wagtail.models import Site
from wagtail.views import serve

from accounts import roles
from blog.models import Clinic, ClinicProposal
from blog.proposals import facts
from blog.proposals.forms import ClaimForm, CorrectionForm
from editorial.feedback.form_views import PRIVATE, ReaderFormView
from editorial.feedback.views import speaks_of_crisis
from editorial.people import tell_group

A_DAY = 24 * 3600


def clinic_at(request, path):
    """Return the clinic that readers see at a path of the site, or None."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    address = f"{site.root_page.url_path}{path.strip('/')}/"
    return Clinic.objects.listed().filter(url_path=address).first()


@csrf_exempt
def below_clinic(request, path, what):
    """Answer for a clinic; whatever else stands at such an address is a page of the tree."""
    clinic = clinic_at(request, path)
    if clinic is None:
        return serve(request, f"{path}/{what}/")
    if what == "thanks":
        return thanks(request, clinic)
    return {"suggest": CorrectionView, "claim": ClaimView}[what].as_view()(request, clinic=clinic)


class ProposalView(ReaderFormView):
    """What both forms share."""

    limit = "proposal"
    kind = None

    def dispatch(self, request, clinic):
        """Keep the clinic."""
        self.clinic = clinic
        return super().dispatch(request)

    def get_subject(self):
        """Tie it to the clinic."""
        return f"{self.kind} {self.clinic.pk}"

    def get_context(self):
        """Add the clinic, under the name that the frame of such pages uses."""
        return {"about": self.clinic}

    def get_thanks(self, form):
        """Lead to the thanks."""
        return f"{self.clinic.get_url(self.request)}thanks/"

    def get_values(self, said):
        """Return the proposal's fields from the form's."""
        raise NotImplementedError

    def keep(self, form):
        """Keep it once, and tell those who keep clinics' data, at most once a day for each clinic."""
        record = self.clinic.record
        with transaction.atomic():
            _kept, is_new = ClinicProposal.objects.get_or_create(
                nonce=form.read.nonce,
                defaults={
                    "clinic_id": self.clinic.pk,
                    "kind": self.kind,
                    "fingerprint": record.live_fingerprint if record else "",
                    **self.get_values(form.cleaned_data),
                },
            )
            if is_new and cache.add(f"proposal-mail:{self.clinic.pk}", 1, A_DAY):
                tell_group(
                    roles.CLINIC_DATA,
                    _("Proposal about “%(title)s”") % {"title": self.clinic.title},
                    _("Somebody proposes something about this clinic. The list says what, and when it is due."),
                    path=reverse("blog_proposals"),
                )
        in_crisis = any(speaks_of_crisis(str(text)) for text in form.cleaned_data.values())
        return self.get_thanks(form) + ("?help=1" if in_crisis else "")


class CorrectionView(ProposalView):
    """“Suggest a correction”."""

    form_class = CorrectionForm
    template_name = "blog/proposals/suggest.html"
    kind = ClinicProposal.Kind.CORRECTION

    def get_title(self):
        """Say what it is for."""
        return _("Suggest a correction")

    def get_initial(self):
        """Choose what the link on the page names."""
        group = self.request.GET.get("facts", "")
        return {"fact": f"{group}." if group in facts.FIELDS else ""}

    def get_values(self, said):
        """Keep what the page says now beside what it should say."""
        group, field = facts.split(said["fact"])
        return {
            "group": group,
            "field": field,
            "says_now": facts.says_now(self.clinic, field),
            "should_say": said["should_say"],
            "source": said["source"],
            "email": said["email"],
        }


class ClaimView(ProposalView):
    """“Claim this clinic”."""

    form_class = ClaimForm
    template_name = "blog/proposals/claim.html"
    kind = ClinicProposal.Kind.CLAIM

    def get_title(self):
        """Say what it is for."""
        return _("Claim this clinic")

    def get_form(self, data=None):
        """Tell the form whose domain it asks for."""
        return self.form_class(data, subject=self.get_subject(), initial=self.get_initial(), clinic=self.clinic)

    def get_values(self, said):
        """Keep the contact."""
        return {name: said[name] for name in ("name", "role", "email", "phone")}


def thanks(request, clinic):
    """Thank whoever wrote; with words of a crisis, help stands first."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    title = _("Thank you")
    context = {
        "about": clinic,
        "title": title,
        "meta": {"title": title, "robots": "noindex, nofollow"},
        "in_crisis": request.GET.get("help") == "1",
    }
    return TemplateResponse(request, "blog/proposals/thanks.html", context, headers=PRIVATE)
