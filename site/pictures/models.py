"""Pictures with what a publication owes its readers and its sources: a description, a credit, a licence, consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.images.models import AbstractImage, AbstractRendition, Image


class SourceField(models.URLField):
    """A web address; one typed without `https://` gets it. The admin's picture form leaves that to the field."""

    def formfield(self, **kwargs):
        """Return a form field that assumes https."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self):
        """Be a plain URLField in migrations."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


class Picture(AbstractImage):
    """An uploaded picture. `description` (Wagtail's field) is the alternative text for readers who cannot see it."""

    class Licence(models.TextChoices):
        """The terms on which the publication may show a picture."""

        OWN = "own", _("Our own work")
        CC0 = "cc0", _("CC0 (public domain)")
        CC_BY = "cc-by", _("CC BY 4.0")
        CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")
        LICENSED = "licensed", _("Licensed to us")
        PERMISSION = "permission", _("With the owner's permission")

    class Consent(models.TextChoices):
        """Whether people who can be recognised agreed to be shown."""

        NOBODY = "nobody", _("Nobody can be recognised")
        GIVEN = "given", _("Consent is on file")
        PUBLIC = "public", _("Public event or public figure")
        MISSING = "missing", _("Not asked yet")

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, as readers see it: “Photo: Ana Example”.")
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    source_url = SourceField(_("source address"), blank=True, help_text=_("Where the picture comes from."))
    consent = models.CharField(
        _("consent"),
        max_length=20,
        choices=Consent,
        default=Consent.NOBODY,
        help_text=_("For pictures of people: may we show them?"),
    )
    long_description = models.TextField(
        _("long description"),
        blank=True,
        help_text=_("For charts and diagrams: what the picture says, in words, for readers who cannot see it."),
    )

    # Approved with each page that shows the picture; see `editorial.shared_records`.
    shown_to_readers = ("file", "title", "description", "credit", "licence", "source_url", "long_description")

    admin_form_fields = (*Image.admin_form_fields, "credit", "licence", "source_url", "consent", "long_description")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = []

    @property
    def licence_label(self):
        """The licence in words, or an empty text."""
        return self.get_licence_display() if self.licence else ""


class PictureRendition(AbstractRendition):
    """A picture at one size and format, made once and kept."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_picture_rendition")
        ]
