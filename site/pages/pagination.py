"""Splitting a listing into pages, with a clear answer for a page number that does not exist."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.utils.translation import ngettext

from pages.errors import PageMissing

PER_PAGE = 12


def page_of(items, number, per_page=PER_PAGE):
    """Return the Django paginator page `number` (a text from the address, "" or None for the first).

    Raises PageMissing, with a sentence for the reader, for anything that is not the number of an existing page.
    """
    paginator = Paginator(items, per_page)
    try:
        return paginator.page(number or 1)
    except (EmptyPage, PageNotAnInteger) as error:
        raise PageMissing(
            ngettext(
                "This list has %(count)d page, and there is no page “%(number)s” among them.",
                "This list has %(count)d pages, and there is no page “%(number)s” among them.",
                paginator.num_pages,
            )
            % {"count": paginator.num_pages, "number": str(number)[:20]}
        ) from error


def page_numbers(page):
    """Return the numbers to offer around a paginator page, with "…" where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
