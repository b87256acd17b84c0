#!/usr/bin/env python
"""Django's command line, with `site/` on the path so that its rooms import as top-level packages."""

import os
import sys
from pathlib import Path

SITE_ROOT = Path(__file__).resolve().parent / "site"


def main():
    """Run the management command named on the command line."""
    sys.path.insert(0, str(SITE_ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - the path is set above

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
