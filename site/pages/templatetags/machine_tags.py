"""Template tags for what machines read."""

from django import template

from pages import structured

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_data(context):
    """Write what the page says in JSON-LD, from the page's own method and everything its template knows."""
    meta = context.get("meta") or {}
    describe = meta.get("structured") if meta.get("canonical") else None
    return structured.script(describe, context) if describe else ""
