"""The rules of the checks in the admin: terms and thresholds, tried on a text before they are saved."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from editorial.checks import registry
from editorial.checks.current import current_rules
from editorial.checks.documents import text_document
from editorial.checks.owners import may_change
from editorial.checks.rules import Rules
from editorial.models import RuleNumber, RuleTerm
from editorial.tasks import recheck_published

LONGEST_TEXT = 20_000


class RuleForm(WagtailAdminModelForm):
    """A form that knows who may change what it is about, and has a box for a text to try the rule on."""

    try_text = forms.CharField(
        label=gettext_lazy("Try it"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Paste a text to see what would be found in it. Nothing is saved by trying."),
    )

    def clean(self):
        """Refuse changes by those whose list it is not."""
        cleaned = super().clean()
        rule = self._meta.model(**{name: cleaned[name] for name in self._meta.fields if cleaned.get(name) is not None})
        if self.for_user is not None and not may_change(self.for_user, rule.owners):
            raise forms.ValidationError(
                _("This can be changed by: %(who)s.") % {"who": get_text_list(list(rule.owners), _("or"))}
            )
        return cleaned


class TermForm(RuleForm):
    """The form of a term."""

    class Meta:
        """All that a term has."""

        model = RuleTerm
        fields = ["list_name", "change", "text", "is_pattern", "better", "note", "active"]


class NumberForm(RuleForm):
    """The form of a threshold."""

    class Meta:
        """All that a threshold has."""

        model = RuleNumber
        fields = ["name", "value"]


def try_rule(rule, text):
    """Return (found, findings) for a text: the words that a term itself fits, and all findings that quote words."""
    rules = current_rules()
    if isinstance(rule, RuleNumber):
        return [], _findings(text, rules.changed(numbers={rule.name: rule.value}))
    if rule.change == RuleTerm.Change.SWITCH_OFF or not rule.active:
        return [], _findings(text, rules.changed(off=(rule.list_name, rule.text)))
    alone = Rules([("tried", rule.term)])
    found = list(dict.fromkeys(match.group() for match, _term in alone.find("tried", text)))
    return found, _findings(text, rules.changed(added=(rule.list_name, rule.term)))


def _findings(text, rules):
    return [finding for finding in registry.run(text_document(text), rules) if finding.quote]


class TriesRules:
    """A view of a rule's form with a button that tries the rule instead of saving it."""

    template_name = "editorial/checks/rule_form.html"

    def get_object(self, *args, **kwargs):
        """Keep out those whose rule it is not."""
        found = super().get_object(*args, **kwargs)
        if found is not None and not may_change(self.request.user, found.owners):
            raise PermissionDenied
        return found

    def form_valid(self, form):
        """Save, and have everything public checked; or try."""
        if "action-try" in self.request.POST:
            found, findings = try_rule(form.instance, form.cleaned_data["try_text"])
            tried = {"tried": True, "found": found, "findings": findings}
            return self.render_to_response(self.get_context_data(form=form, **tried))
        response = super().form_valid(form)
        transaction.on_commit(recheck_published.enqueue)
        return response


class RuleCreateView(TriesRules, generic.CreateView):
    """For a new rule."""

    def get_initial(self):
        """Take from the address what a link to the form names: a list, what to do, a term."""
        known = {name for name in self.get_form_class()._meta.fields if name in self.request.GET}
        return {**super().get_initial(), **{name: self.request.GET[name] for name in known}}

    def get_context_data(self, **kwargs):
        """Extend the template for creating."""
        return {**super().get_context_data(**kwargs), "base_template": "wagtailadmin/generic/create.html"}


class RuleEditView(TriesRules, generic.EditView):
    """For a rule that exists."""

    def get_context_data(self, **kwargs):
        """Extend the template for editing."""
        return {**super().get_context_data(**kwargs), "base_template": "wagtailadmin/generic/edit.html"}


class RuleDeleteView(generic.DeleteView):
    """For a rule that is wrong: its history stays."""

    def get_object(self, *args, **kwargs):
        """Keep out those whose rule it is not."""
        found = super().get_object(*args, **kwargs)
        if not may_change(self.request.user, found.owners):
            raise PermissionDenied
        return found

    def form_valid(self, form):
        """Delete, and have everything public checked."""
        response = super().form_valid(form)
        transaction.on_commit(recheck_published.enqueue)
        return response


class RuleViewSet(ModelViewSet):
    """What both kinds of rules share."""

    add_view_class = RuleCreateView
    edit_view_class = RuleEditView
    delete_view_class = RuleDeleteView
    copy_view_enabled = False
    inspect_view_enabled = False

    def get_form_class(self, for_update=False):
        """Return the form with the box."""
        return self.form_class


class TermIndexView(generic.IndexView):
    """The terms that editors added, with the way to the house's own."""

    @cached_property
    def header_more_buttons(self):
        """Lead to all checks, whose pages show the words they look for."""
        button = Button(_("The house’s words, by check"), url=reverse("editorial_checks"), icon_name="tasks")
        return [*super().header_more_buttons, button]


class TermViewSet(RuleViewSet):
    """Terms of word lists."""

    model = RuleTerm
    index_view_class = TermIndexView
    name = url_prefix = "rule_terms"
    form_class = TermForm
    icon = "list-ul"
    menu_label = gettext_lazy("Words")
    list_display = [
        "text",
        Column("list_name", label=gettext_lazy("List"), accessor="get_list_name_display"),
        Column("change", label=gettext_lazy("What it does"), accessor="get_change_display"),
        "better",
        BooleanColumn("active", label=gettext_lazy("Active")),
    ]
    list_filter = ["list_name", "change", "active"]
    search_fields = ["text", "better", "note"]
    search_backend_name = None


class NumberViewSet(RuleViewSet):
    """Thresholds."""

    model = RuleNumber
    name = url_prefix = "rule_numbers"
    form_class = NumberForm
    icon = "order"
    menu_label = gettext_lazy("Thresholds")
    list_display = [
        TitleColumn("name", label=gettext_lazy("Threshold"), accessor="get_name_display", url_name="rule_numbers:edit"),
        "value",
    ]


class RulesGroup(ViewSetGroup):
    """The rules in the menu."""

    items = (TermViewSet, NumberViewSet)
    menu_label = gettext_lazy("Check rules")
    menu_icon = "tasks"
    menu_order = 800
