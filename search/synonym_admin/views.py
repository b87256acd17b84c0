"""The ways of synonyms out of the admin and into it, as files."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, View

from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from search.models import Synonym
from search.synonym_admin import files

FILE_LIMIT = 1_000_000  # bytes


class SynonymIndexView(generic.IndexView):
    """The list, with the ways out and in."""

    @cached_property
    def header_more_buttons(self):
        """Add the file, and the way in for those who may change the list."""
        buttons = [Button(_("Download as CSV"), url=reverse("search_synonyms_export"), icon_name="download")]
        if may_import(self.request.user):
            buttons.append(Button(_("Import CSV"), url=reverse("search_synonyms_import"), icon_name="upload"))
        return [*super().header_more_buttons, *buttons]


def may_import(user):
    """Tell whether somebody may bring in a file, which adds rows and changes others."""
    policy = policy_registry.get_by_type(Synonym)
    return all(policy.user_has_permission(user, action) for action in ("add", "change"))


class ExportView(View):
    """The whole list as a file, for those who may see it."""

    def get(self, request):
        """Answer with the file."""
        policy = policy_registry.get_by_type(Synonym)
        if not policy.user_has_any_permission(request.user, ["add", "change", "delete", "view"]):
            raise PermissionDenied
        text = files.write(Synonym.objects.all())
        # The mark lets spreadsheets read UTF-8; reading takes it off again.
        answer = HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="synonyms.csv"'
        return answer


class ImportForm(forms.Form):
    """A file, or the text of one that was shown."""

    file = forms.FileField(label=gettext_lazy("CSV file"), required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput, max_length=FILE_LIMIT, strip=False)

    def clean(self):
        """Read the file into its lines."""
        data = super().clean()
        file = data.get("file")
        if file is not None and file.size > FILE_LIMIT:
            raise forms.ValidationError(_("The file is too large."))
        try:
            data["text"] = file.read().decode("utf-8-sig") if file is not None else data.get("text", "")
            data["lines"] = files.read(data["text"].replace("\x00", ""))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The file is not written in UTF-8.")) from error
        except files.UnreadableFile as error:
            raise forms.ValidationError(str(error)) from error
        return data


class ImportView(WagtailAdminTemplateMixin, FormView):
    """Shows what each line of a file would do, then does it."""

    form_class = ImportForm
    template_name = "search/admin/import_synonyms.html"
    page_title = gettext_lazy("Import synonyms")
    header_icon = "upload"

    def dispatch(self, request, *args, **kwargs):
        """Let in who may change the list."""
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """Lead back to the list."""
        synonyms = {"url": reverse("search_synonyms:index"), "label": _("Synonyms")}
        return [*self.breadcrumbs_items, synonyms, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        """Name the columns."""
        return {**super().get_context_data(**kwargs), "columns": ", ".join(files.COLUMNS)}

    def form_valid(self, form):
        """Show, or save what is new or changed."""
        lines = form.cleaned_data["lines"]
        if "confirm" not in self.request.POST:
            counts = {
                state: sum(line.state == state for line in lines) for state in ("new", "changed", "same", "faulty")
            }
            shown = ImportForm(initial={"text": form.cleaned_data["text"]})
            context = self.get_context_data(form=shown, lines=lines, counts=counts, has_lines=True)
            return self.render_to_response(context | {"brings": counts["new"] + counts["changed"]})
        with transaction.atomic():
            number = files.save(lines, self.request.user)
        said = ngettext("%(count)d synonym was saved.", "%(count)d synonyms were saved.", number)
        messages.success(self.request, said % {"count": number})
        return redirect("search_synonyms:index")
