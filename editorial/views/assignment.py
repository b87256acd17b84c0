"""Taking tasks on, giving them back, and assigning them, from the editor's side panel and from the dashboard."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from editorial import assignment
from editorial.models import ApprovalTaskState
from editorial.models.approval import latest_content
from editorial.refusals import PublicationRefused
from editorial.views.refused import say


class TaskStateMixin:
    """Looks the task up and knows the way back."""

    def dispatch(self, request, state_id, *args, **kwargs):
        """Find the task's state; without its content there is nothing to decide."""
        states = ApprovalTaskState.objects.select_related("assignee", "task", "workflow_state")
        self.state = get_object_or_404(states, pk=state_id)
        self.content = self.state.workflow_state.content_object
        if self.content is None:
            raise Http404
        self.check(request.user)
        return super().dispatch(request, *args, **kwargs)

    def check(self, user):
        """Refuse those who may not see the screen; what a button does is checked where it is done."""

    def way_back(self):
        """Return where the person came from, or the dashboard."""
        return get_valid_next_url_from_request(self.request) or reverse("wagtailadmin_home")


class OneStepView(TaskStateMixin, View):
    """A button: POST only; what stands against it becomes a message."""

    http_method_names = ["post"]

    def post(self, request):
        """Do it, or say why not."""
        try:
            message = self.act(request.user)
        except PublicationRefused as refused:
            say(request, refused)
        else:
            messages.success(request, message % {"page": self.content})
        return redirect(self.way_back())


class ClaimView(OneStepView):
    """“Take this on”."""

    def act(self, user):
        """Take it on."""
        assignment.claim(self.state, user)
        return _("You have taken on “%(page)s”.")


class GiveBackView(OneStepView):
    """“Give it back”."""

    def act(self, user):
        """Give it back."""
        assignment.give_back(self.state, user)
        return _("You have given back “%(page)s”.")


class AssignForm(forms.Form):
    """Who, and by when. `seen` is who had the task when the form was shown."""

    assignee = forms.ModelChoiceField(
        label=gettext_lazy("Who decides?"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody in particular"),
        help_text=gettext_lazy("Only people who may decide on these words. They get a mail."),
    )
    due = forms.DateField(label=gettext_lazy("Due by the end of"), widget=AdminDateInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, people, **kwargs):
        """Offer these people."""
        super().__init__(*args, **kwargs)
        keys = [person.pk for person in people]
        field = self.fields["assignee"]
        field.queryset = get_user_model().objects.filter(pk__in=keys).order_by("first_name", "last_name")

    def clean_due(self):
        """Refuse what is over."""
        due = self.cleaned_data["due"]
        if due < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose today or a later one."))
        return due


class AssignView(TaskStateMixin, WagtailAdminTemplateMixin, FormView):
    """Says who decides on a task and by when."""

    form_class = AssignForm
    template_name = "editorial/assign.html"
    page_title = gettext_lazy("Assign")
    header_icon = "user"

    def check(self, user):
        """Let in who may assign."""
        if not assignment.may_assign(user, self.state.task.specific):
            raise PermissionDenied

    def get_page_subtitle(self):
        """Name the page."""
        return str(self.content)

    def get_breadcrumbs_items(self):
        """Lead back to the dashboard."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title(), "sublabel": str(self.content)}]

    def get_form_kwargs(self):
        """Offer who may decide on the words as they stand."""
        people = assignment.candidates(self.state.task.specific, latest_content(self.content))
        return {**super().get_form_kwargs(), "people": people}

    def get_initial(self):
        """Start from what is."""
        due_at = self.state.due_at
        return {
            "assignee": self.state.assignee_id,
            "due": timezone.localdate(due_at) if due_at else None,
            "seen": self.state.assignee_id or "",
        }

    def get_context_data(self, **kwargs):
        """Add the task and the way back."""
        return {
            **super().get_context_data(**kwargs),
            "state": self.state,
            "content": self.content,
            "way_back": self.way_back(),
            "next": get_valid_next_url_from_request(self.request),
        }

    def form_valid(self, form):
        """Assign, or say in the form why not."""
        seen = form.cleaned_data["seen"]
        try:
            state = assignment.assign(
                self.state,
                self.request.user,
                form.cleaned_data["assignee"],
                form.cleaned_data["due"],
                expected=int(seen) if seen.isdecimal() else None,
            )
        except PublicationRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, str(refusal))
            return self.form_invalid(form)
        message = (
            _("%(person)s decides on “%(page)s”.") if state.assignee else _("Anyone who may decides on “%(page)s”.")
        )
        messages.success(self.request, message % {"person": state.assignee, "page": self.content})
        return redirect(self.way_back())
