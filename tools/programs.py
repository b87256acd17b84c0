"""Runs programs of `.venv` with an environment in which nothing of the caller's shell changes the outcome."""

import os
import subprocess

from tools.environment import ROOT, python_of

# What config.environment reads. A shell may hold the values of a real site; tools must not work on its database.
PRODUCT_VARIABLES = (
    "ALLOWED_HOSTS",
    "BASE_URL",
    "CDN_PURGE_TOKEN",
    "CDN_PURGE_URL",
    "DATABASE_URL",
    "DEFAULT_FROM_EMAIL",
    "DJANGO_SETTINGS_MODULE",
    "DELIVERY_DISK_MB",
    "DELIVERY_FILES",
    "DELIVERY_FOLDER",
    "DELIVERY_MEMORY_MB",
    "EMAIL_URL",
    "INDEXNOW_KEY",
    "LOG_LEVEL",
    "PROXY_HEADERS",
    "REFERENCE_LOOKUP",
    "SEARCH_URL",
    "SECRET_KEY",
    "SECURITY_CONTACT",
    "TASKS",
    "TRUSTED_ORIGINS",
    "VAR_DIR",
)


def child_environment(keep=(), **more):
    """Return the environment for a program of the project: no product variables but `keep`, and those in `more`."""
    inherited = {
        name: text
        for name, text in os.environ.items()
        if (name not in PRODUCT_VARIABLES or name in keep)
        and name not in {"PYTHONHOME", "PYTHONPATH", "PYTHON"}
        and not name.startswith("GRANIAN_")
    }
    return inherited | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}", "PYTHONUNBUFFERED": "1"} | more


def run_python(*arguments, env=None):
    """Run `.venv`'s Python with the arguments in the project's folder and return the exit code."""
    return subprocess.call([str(python_of()), *arguments], cwd=ROOT, env=env or child_environment())
