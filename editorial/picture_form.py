"""The form for pictures: apart from the other forms, because it can be loaded only after all models."""

from wagtail.images.forms import BaseImageForm

from editorial.forms import SharedRecordFormMixin


class SharedPictureForm(SharedRecordFormMixin, BaseImageForm):
    """The setting WAGTAILIMAGES_IMAGE_FORM_BASE names it."""
