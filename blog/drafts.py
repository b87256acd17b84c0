"""Drafts from outside the admin, for the checks: articles that are made in memory and never saved."""

import json

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError

from wagtail.fields import StreamField

from blog import markdown
from blog.markdown.library import LibraryResolver
from blog.models import Article, PageAuthor, PageTopic
from editorial.gated import GatedContent


class UnreadableError(ValueError):
    """A draft that cannot be read; the message says where and why."""


def from_markdown(text):
    """Return an unsaved Article for a Markdown text. Front matter: summary, kind, authors and topics (slugs)."""
    resolver = LibraryResolver()
    try:
        read = markdown.read(text, resolver)
    except markdown.MarkdownError as error:
        raise UnreadableError(str(error)) from error
    kind = str(read.fields.get("kind", Article.Kind.EXPLAINER))
    if kind not in Article.Kind.values:
        raise UnreadableError(f"There is no kind “{kind}”. Kinds: {', '.join(Article.Kind.values)}.")
    article = Article(
        title=read.title,
        summary=str(read.fields.get("summary", "")),
        kind=kind,
        body=_body(Article, "body", read.body),
    )
    article.page_authors = [PageAuthor(author_id=key) for key in _keys(read, "authors", "author", resolver)]
    article.page_topics = [PageTopic(topic_id=key) for key in _keys(read, "topics", "topic", resolver)]
    return article


def _keys(read, name, kind, resolver):
    slugs = read.fields.get(name) or []
    for slug in [slugs] if isinstance(slugs, str) else slugs:
        key = resolver.page(kind, str(slug))
        if key is None:
            raise UnreadableError(f"There is no {kind} “{slug}”.")
        yield key


def from_json(text):
    """Return an unsaved content for a JSON object: `type` ("blog.article") and the values of its fields by name.

    Bodies are lists of {"type", "value", "id"}, as a revision keeps them.
    """
    try:
        plain = json.loads(text)
        model = apps.get_model(plain.pop("type", "blog.article"))
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        raise UnreadableError(f"This is no draft as JSON: {error}") from error
    if not issubclass(model, GatedContent):
        raise UnreadableError(f"“{model._meta.label_lower}” is not published here.")
    values = {}
    for name, value in plain.items():
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            raise UnreadableError(f"“{model._meta.label_lower}” has no field “{name}”.") from None
        try:
            values[name] = _body(model, name, value) if isinstance(field, StreamField) else field.to_python(value)
        except (ValidationError, AttributeError) as error:
            raise UnreadableError(f"The value of “{name}” cannot be read: {error}") from error
    return model(**values)


def _body(model, name, blocks):
    if not isinstance(blocks, list) or not all(isinstance(block, dict) and "type" in block for block in blocks):
        raise UnreadableError(f"“{name}” must be a list of blocks with type and value.")
    try:
        return model._meta.get_field(name).to_python(json.dumps(blocks))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise UnreadableError(f"The blocks of “{name}” cannot be read: {error}") from error
