"""Synonyms as a CSV file (UTF-8, a line of headings): written for a spreadsheet, and read back line by line."""

import csv
import io
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail.log_actions import log

from search.models import Synonym

COLUMNS = (
    "term",
    "target",
    "kind",
    "only_capitals",
    "decided_by",
    "notice",
    "note",
    "source",
    "checked_on",
    "is_active",
)
NEEDED = ("term", "target", "kind")
YES, NO = "yes", "no"
MOST_LINES = 5000


class UnreadableFile(Exception):  # noqa: N818 - it is what the file is
    """The file as a whole cannot be read; the message says why."""


@dataclass
class Line:
    """One line of a file. `state`: "new", "changed", "same" or "faulty", with `problems` in words."""

    number: int
    synonym: Synonym
    state: str
    problems: list = field(default_factory=list)


def write(synonyms):
    """Return synonyms as the text of a CSV file that `read` takes."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for synonym in synonyms:
        writer.writerow([_cell(getattr(synonym, name)) for name in COLUMNS])
    return text.getvalue()


def _cell(value):
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)


def read(text):
    """Return the lines of a CSV file as a list of Line, in their order; nothing is saved.

    A pair that is in the table, in whatever case, is changed; columns that the file lacks stay as they are. Raises
    UnreadableFile where headings are missing or the file is too long.
    """
    reader = csv.DictReader(io.StringIO(text))
    try:
        headings = [heading.strip().lower() for heading in reader.fieldnames or ()]
        reader.fieldnames = headings
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise UnreadableFile(_("The file is no CSV: %(reason)s.") % {"reason": error}) from error
    if missing := [name for name in NEEDED if name not in headings]:
        raise UnreadableFile(_("These headings are missing: %(names)s.") % {"names": ", ".join(missing)})
    if len(rows) > MOST_LINES:
        raise UnreadableFile(_("The file has more than %(most)d lines.") % {"most": MOST_LINES})
    table = {_pair(synonym): synonym for synonym in Synonym.objects.all()}
    seen = {}
    return [_line(number, row, table, seen) for number, row in rows]


def _pair(synonym):
    return synonym.term.casefold(), synonym.target.casefold()


def _line(number, row, table, seen):
    values = {name: (row[name] or "").strip() for name in COLUMNS if name in row}
    asked = Synonym(term=values["term"], target=values["target"])
    if None in row:  # csv's key for cells beyond the headings
        return Line(number, asked, "faulty", [_("There are more cells than headings.")])
    first = seen.setdefault(_pair(asked), number)
    if first != number:
        return Line(number, asked, "faulty", [_("This pair is in line %(line)d already.") % {"line": first}])
    synonym = table.get(_pair(asked), asked)
    before = [getattr(synonym, name) for name in COLUMNS]
    problems = _take(synonym, values)
    if not problems:
        try:
            # Whether the pair is there was asked of the whole table at once.
            synonym.full_clean(validate_constraints=False)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                label = Synonym._meta.get_field(name).verbose_name
                problems += [f"{label}: {message}" for message in messages]
    if problems:
        return Line(number, synonym, "faulty", problems)
    if synonym.pk is None:
        return Line(number, synonym, "new")
    return Line(number, synonym, "same" if before == [getattr(synonym, name) for name in COLUMNS] else "changed")


def _take(synonym, values):
    """Put the cells of a line into a synonym; return what is wrong with them."""
    problems = []
    for name, value in values.items():
        model_field = Synonym._meta.get_field(name)
        try:
            if model_field.get_internal_type() == "BooleanField":
                setattr(synonym, name, _truth(value, model_field))
            else:
                setattr(synonym, name, model_field.to_python(value or (None if model_field.null else "")))
        except ValidationError as error:
            problems += [f"{model_field.verbose_name}: {message}" for message in error.messages]
    return problems


def _truth(value, model_field):
    said = value.lower()
    if said in ("", YES, NO, "true", "false", "1", "0"):
        return model_field.default if not said else said in (YES, "true", "1")
    raise ValidationError(_("“%(value)s” is neither yes nor no.") % {"value": value})


def save(lines, user):
    """Save what is new and changed, and say in each row's history who did it; return how many that were."""
    wanted = [line for line in lines if line.state in ("new", "changed")]
    for line in wanted:
        line.synonym.save()
        log(line.synonym, "wagtail.create" if line.state == "new" else "wagtail.edit", user=user)
    return len(wanted)
