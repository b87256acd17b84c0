"""How a clinic's facts are written in templates."""

from django import template

from blog.hours_in_words import clock

register = template.Library()
register.filter("clock", clock)
