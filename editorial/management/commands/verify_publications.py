"""`manage.py verify_publications`: does the promise hold? Exit code 0: yes; 1: no, with a report."""

import json
import sys

from django.core.management.base import BaseCommand

from editorial.verification import verify


class Command(BaseCommand):
    """Checks the ledger's chain, every public content against its approvals, and the database's triggers."""

    help = "Check that everything public is what was approved. Exits with 1 when something is wrong."

    def add_arguments(self, parser):
        """Offer JSON."""
        parser.add_argument("--json", action="store_true", help="Write the report as JSON.")

    def handle(self, **options):
        """Report, and exit with 1 if there is anything to report."""
        problems = list(verify())
        if options["json"]:
            self.stdout.write(dumps({"problems": [problem.as_dict() for problem in problems]}))
        else:
            for problem in problems:
                self.stdout.write(f"{problem.where}: {problem.message}")
            self.stdout.write(
                "Everything public is what was approved." if not problems else f"{len(problems)} problems."
            )
        if problems:
            sys.exit(1)


def dumps(report):
    """Return the report as indented JSON."""
    return json.dumps(report, indent=2, ensure_ascii=False)
