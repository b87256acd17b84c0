"""`manage.py check_content`: what the automatic checks say of a page, of everything public, or of a file."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from wagtail.models import Page

from blog.drafts import UnreadableError, from_json, from_markdown
from editorial import installation
from editorial.checks.current import current_rules
from editorial.checks.documents import document_of
from editorial.checks.registry import run
from editorial.checks.running import Report, check_content
from editorial.gated import GatedContent

CLEAN, BLOCKED, UNREADABLE = 0, 1, 2


class Command(BaseCommand):
    """Exits with 0 where nothing blocks, 1 where something does, and 2 where something cannot be read."""

    help = "Print what the automatic checks find, as text or JSON. Of a page, its latest draft is checked."

    def add_arguments(self, parser):
        """Take one source, and the form of the answer."""
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("page", nargs="?", help="A page's number, or its path below the front page.")
        source.add_argument("--all", action="store_true", help="Everything that is public.")
        source.add_argument("--file", help="A draft as JSON: type and fields by name.")
        source.add_argument("--stdin-markdown", action="store_true", help="An article in Markdown.")
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *, json: bool, **options):
        """Check and print."""
        try:
            reports = [(str(content), report) for content, report in self._reports(options)]
        except UnreadableError as error:
            self.stderr.write(str(error))
            sys.exit(UNREADABLE)
        self.stdout.write(as_json(reports) if json else as_text(reports))
        sys.exit(BLOCKED if any(report.blocking for _title, report in reports) else CLEAN)

    def _reports(self, options):
        if options["all"]:
            rules = current_rules()
            for content in installation.live_contents():
                yield content, check_content(content, rules=rules)
        elif options["page"]:
            page = find_page(options["page"])
            yield page, check_content(page)
        else:
            content = (
                from_markdown(sys.stdin.read()) if options["stdin_markdown"] else from_json(_text(options["file"]))
            )
            rules = current_rules()
            yield content, Report("", rules.version, run(document_of(content), rules))


def find_page(name):
    """Return the latest draft of the page with this number or path. Raises UnreadableError."""
    pages = Page.objects.filter(depth__gt=1)
    if name.isdecimal():
        found = pages.filter(pk=int(name)).first()
    else:
        path = name.strip("/")
        found = next((page for page in pages.filter(slug=path.rsplit("/", 1)[-1]) if _path(page) == path), None)
    found = found.specific if found else None
    if not isinstance(found, GatedContent):
        raise UnreadableError(f"There is no page “{name}”.")
    return found.get_latest_revision_as_object()


def _path(page):
    """Return a page's path below the front page."""
    return page.url_path.strip("/").partition("/")[2]


def _text(path):
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"“{path}” cannot be read: {error}") from error


def as_json(reports):
    """Return reports as JSON: a list of contents with their findings."""
    plain = [
        {
            "title": title,
            "rules": report.rules,
            "blocking": len(report.blocking),
            "findings": [
                {**finding.as_dict(), "open": report.answer_to(finding) is None} for finding in report.findings
            ],
        }
        for title, report in reports
    ]
    return json.dumps(plain, ensure_ascii=False, indent=2)


def as_text(reports):
    """Return reports as lines for people, the contents without findings only counted."""
    lines = []
    for title, report in reports:
        if report.open:
            lines.append(f"{title}:")
            lines += [f"  {finding.code} {finding.severity.label}: {finding.message}" for finding in report.open]
    blocked = sum(bool(report.blocking) for _title, report in reports)
    lines.append(f"{len(reports)} checked, {blocked} with findings that block.")
    return "\n".join(lines)
