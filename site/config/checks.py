"""The rules of the house as system checks: `manage.py check` fails where a page type breaks one."""

from django.core.checks import Error, Tags, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from wagtail.models import Page, get_page_models
from wagtail.search.index import SearchField

from pages.models import PublicationPage


@register(Tags.models)
def page_types_keep_the_house_rules(app_configs=None, **kwargs):
    """Every page type has a template, a summary for search, allowed parents and children, and a description."""
    errors = []
    for model in get_page_models():
        if model is Page:
            continue
        errors += _broken_rules(model)
    return errors


def _broken_rules(model):
    name = model._meta.label
    if not issubclass(model, PublicationPage):
        yield Error(f"{name} does not inherit pages.PublicationPage.", id="imprimatur.E001", obj=model)
        return
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        yield Error(f"{name} has no template {model.template}.", id="imprimatur.E002", obj=model)
    if not any(isinstance(field, SearchField) and field.field_name == "summary" for field in model.search_fields):
        yield Error(f"{name} does not index its summary.", id="imprimatur.E003", obj=model)
    for rule in ("parent_page_types", "subpage_types"):
        if rule not in vars(model):
            yield Error(f"{name} does not say its {rule}.", id="imprimatur.E004", obj=model)
    if not model.page_description:
        yield Error(f"{name} has no page_description for the editors.", id="imprimatur.E005", obj=model)
