"""When a page must be looked at again."""

import calendar


def add_months(day, months):
    """Return the same day of the month `months` later, or the last day of a shorter month.

    >>> from datetime import date
    >>> add_months(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    month = month_index + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
