"""The admin's screens of references: pasting, importing, where one is used, and corrected copies."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView

from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView

from blog.models import Reference
from blog.models.reference import known, title_key
from blog.references import formats, lookup, reading, uses
from blog.references.duplicates import find
from blog.references.keys import key_for

ABSTRACT = "looked_up_abstract"
FILE_LIMIT = 1_000_000  # bytes: about two thousand references with their abstracts
PASTED = ("authors_text", "title", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid", "nct", "url")


def address(name, *args):
    """Return the address of one of the screens of references."""
    return reverse(Reference.snippet_viewset.get_url_name(name), args=args)


class ReferenceScreen(WagtailAdminTemplateMixin):
    """What the screens of references have in common."""

    permission = "change"
    header_icon = "doc-full"

    def dispatch(self, request, *args, **kwargs):
        """Let in who may."""
        if not policy_registry.get_by_type(Reference).user_has_permission(request.user, self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """Lead back to the library."""
        library = {"url": address("list"), "label": _("References")}
        return [*self.breadcrumbs_items, library, {"url": "", "label": self.get_page_title()}]


class ReferenceIndexView(IndexView):
    """The library, with the ways in."""

    @cached_property
    def header_buttons(self):
        """Begin with pasting; by hand is one step further."""
        if not self.add_url:
            return []
        return [
            HeaderButton(_("Add reference"), url=address("paste"), icon_name="plus"),
            HeaderButton(_("Import"), url=address("import"), icon_name="upload"),
        ]


class ReferenceCreateView(CreateView):
    """The form for a new reference, filled in with what was read from a pasted text."""

    def get_initial(self):
        """Take fields from the address, and once the abstract that was looked up with them."""
        given = {name: self.request.GET[name] for name in (*PASTED, "key") if name in self.request.GET}
        abstract = self.request.session.pop(ABSTRACT, "") if self.request.method == "GET" and given else ""
        given |= {"abstract": abstract} if abstract else {}
        return {**super().get_initial(), **given}


class ReferenceEditView(EditView):
    """The form of a reference, with where it is used."""

    @cached_property
    def header_more_buttons(self):
        """Offer where it is used."""
        uses_button = Button(_("Where used"), url=address("uses", self.object.pk), icon_name="link", priority=5)
        return [*super().header_more_buttons, uses_button]

    def get(self, request, *args, **kwargs):
        """Say of a corrected copy that pages still cite the old record."""
        if self.object.replaces_id:
            old = len(uses.uses_of(self.object.replaces))
            said = ngettext(
                "This is a corrected copy. %(count)d page still cites the record that it replaces.",
                "This is a corrected copy. %(count)d pages still cite the record that it replaces.",
                old,
            ) % {"count": old}
            messages.warning(request, said, buttons=[messages.button(address("uses", self.object.pk), _("Where used"))])
        return super().get(request, *args, **kwargs)


class PasteForm(forms.Form):
    """Anything that names a source."""

    text = forms.CharField(
        label=gettext_lazy("DOI, PMID, PMCID, NCT number, address or whole citation"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
    )


class PasteView(ReferenceScreen, FormView):
    """Reads a pasted text into the form for a new reference."""

    permission = "add"
    form_class = PasteForm
    template_name = "blog/references/paste.html"
    page_title = gettext_lazy("Add reference")

    def get_context_data(self, **kwargs):
        """Add the way around."""
        return {**super().get_context_data(**kwargs), "by_hand": address("add")}

    def form_valid(self, form):
        """Lead to the record that exists, or to the form; say what could not be read."""
        found = reading.read(form.cleaned_data["text"])
        try:
            fields = lookup.completed(found.fields)
        except lookup.LookupFailed as failed:
            messages.warning(self.request, _("The lookup did not work: %(reason)s") % {"reason": failed})
            fields = found.fields
        if not fields:
            form.add_error("text", _("Nothing could be read from this."))
            return self.form_invalid(form)
        reference = Reference(**fields)
        reference.title_key = title_key(reference.title)
        existing = next((other for _name, other in find(reference)), None)
        if existing is not None:
            messages.warning(self.request, known(existing))
            return self.render_to_response(self.get_context_data(form=form))
        fields = {name: value for name, value in fields.items() if value}
        fields["key"] = key_for(reference, set(Reference.objects.values_list("key", flat=True)))
        self._say_what_is_missing(fields)
        self.request.session[ABSTRACT] = fields.pop("abstract", "")  # too long for an address
        return redirect(f"{address('add')}?{urlencode(fields)}")

    def _say_what_is_missing(self, fields):
        missing = [str(Reference._meta.get_field(name).verbose_name) for name in reading.EXPECTED if name not in fields]
        if missing:
            messages.warning(
                self.request, _("This could not be read, please fill it in: %(names)s.") % {"names": ", ".join(missing)}
            )
        else:
            messages.info(self.request, _("Read from what you pasted. Please compare it with the source."))


class ImportForm(forms.Form):
    """A file, or the text of one that was shown."""

    file = forms.FileField(label=gettext_lazy("RIS, BibTeX or CSL-JSON file"), required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput, max_length=FILE_LIMIT)

    def clean(self):
        """Read the file into the entries that it holds."""
        data = super().clean()
        file = data.get("file")
        if file is not None and file.size > FILE_LIMIT:
            raise forms.ValidationError(_("The file is too large. Split it, or ask for the command line."))
        try:
            data["text"] = file.read().decode("utf-8-sig") if file is not None else data.get("text", "")
            data["entries"] = formats.read(data["text"])
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The file is not written in UTF-8.")) from error
        except formats.UnreadableFile as error:
            raise forms.ValidationError(str(error)) from error
        return data


class ImportView(ReferenceScreen, FormView):
    """Shows what a file would bring, then imports it."""

    permission = "add"
    form_class = ImportForm
    template_name = "blog/references/import.html"
    page_title = gettext_lazy("Import references")
    header_icon = "upload"

    def form_valid(self, form):
        """Show, or save what is new."""
        entries = form.cleaned_data["entries"]
        if "confirm" not in self.request.POST:
            counts = {state: sum(entry.state == state for entry in entries) for state in ("new", "known", "faulty")}
            shown = ImportForm(initial={"text": form.cleaned_data["text"]})
            return self.render_to_response(self.get_context_data(form=shown, entries=entries, counts=counts))
        with transaction.atomic():
            saved = formats.save(entries)
        message = ngettext("%(count)d reference was imported.", "%(count)d references were imported.", len(saved))
        messages.success(self.request, message % {"count": len(saved)})
        return redirect(address("list"))


class UsesView(ReferenceScreen, TemplateView):
    """Where a reference is used; on a corrected copy also where the record is that it replaces."""

    template_name = "blog/references/uses.html"
    page_title = gettext_lazy("Where used")
    header_icon = "link"

    def get_context_data(self, pk, **kwargs):
        """Add the uses."""
        reference = get_object_or_404(Reference.objects.select_related("replaces"), pk=pk)
        return {
            **super().get_context_data(**kwargs),
            "reference": reference,
            "uses": self._lines(reference),
            "old_uses": self._lines(reference.replaces) if reference.replaces else [],
            "copies": list(reference.replaced_by.all()),
            "edit_address": address("edit", pk),
            "correct_address": address("correct", pk),
            "adopt_address": address("adopt", pk),
        }

    def get_page_subtitle(self):
        """Name the reference."""
        return str(get_object_or_404(Reference, pk=self.kwargs["pk"]))

    def _lines(self, reference):
        finder = AdminURLFinder(self.request.user)
        return [
            {"use": use, "url": finder.get_edit_url(use.content), "label": use.content._meta.label_lower}
            for use in uses.uses_of(reference)
        ]


class CorrectView(ReferenceScreen, TemplateView):
    """“Add a corrected copy”."""

    permission = "add"
    http_method_names = ["post"]

    def post(self, request, pk):
        """Copy, and lead to the copy's form."""
        copy = uses.correct(get_object_or_404(Reference, pk=pk))
        messages.success(request, _("This is the copy. Correct it, then use it in new drafts of the pages."))
        return redirect(address("edit", copy.pk))


class AdoptView(ReferenceScreen, TemplateView):
    """“Use the copy in a new draft of this page”."""

    http_method_names = ["post"]

    def post(self, request, pk):
        """Save the draft, or say why not."""
        copy = get_object_or_404(Reference.objects.exclude(replaces=None), pk=pk)
        wanted = request.POST.get("content", "")
        use = next((use for use in uses.uses_of(copy.replaces) if _name(use.content) == wanted and use.in_draft), None)
        if use is None:
            messages.error(request, _("This page does not cite the old record any more."))
            return redirect(address("uses", pk))
        try:
            uses.use_copy(use.content, copy, request.user)
        except uses.Locked:
            messages.error(request, _("“%(title)s” is locked.") % {"title": use.content})
        else:
            said = format_html(_("A new draft of “{}” uses the copy. Submit it when it is ready."), use.content)
            messages.success(request, said)
        return redirect(address("uses", pk))


def _name(content):
    return f"{content._meta.label_lower}:{content.pk}"
