"""Finds a Chromium for the browser tests, or brings one.

In this order: the one in BROWSER_PROGRAM, a Chromium or Chrome of the system, one that Playwright downloaded, then
(only when `ensure` is asked) Playwright's download, and Debian's package for root. There is no answer "skip": without a
browser the tests fail, with the sentence of `Missing`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.environment import python_of
from tools.messages import Trouble, run, say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge-stable")
APPLICATIONS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
DOWNLOADED = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
MISSING = (
    "The browser tests need Chromium or Chrome, and there is none here: install one (Debian and Ubuntu: apt-get install"
    " chromium; a Mac: google.com/chrome), or name its program in BROWSER_PROGRAM, and run the tests again."
)


NO_DRIVER = (
    "The browser tests drive the browser by Playwright, whose program does not start on this machine: {reason}. On"
    " Debian and Ubuntu, apt-get install libatomic1 brings what is usually missing."
)


class Missing(Trouble):
    """There is no browser, or nothing to drive it with, and none could be brought."""


def find(application_folders=("/Applications", "~/Applications")):
    """Return the path of a browser that starts, as text. Raises Missing."""
    for candidate in _candidates(application_folders):
        if _starts(candidate):
            return candidate
    raise Missing(MISSING)


def check_driver():
    """Raise Missing when Playwright's own program does not start: a bare Debian lacks a library that it needs."""
    done = subprocess.run(
        [str(python_of()), "-m", "playwright", "--version"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["it says nothing about it"])[-1].rpartition(": error while ")[2]
        raise Missing(NO_DRIVER.format(reason=reason.rstrip(".")))


def ensure():
    """Return the path of a browser, bringing one where there is none. Raises Missing."""
    found = _after_bringing(find, _download, _install_debian_package)
    _after_bringing(check_driver, _install_debian_package)
    return found


def _after_bringing(look, *ways):
    """Return what `look` finds, trying one way after the other to bring it while it raises Missing."""
    for bring in ways:
        try:
            return look()
        except Missing:
            bring()
    return look()


def _candidates(application_folders):
    if os.environ.get("BROWSER_PROGRAM"):
        yield os.environ["BROWSER_PROGRAM"]
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield found
    for folder in application_folders:
        for application in APPLICATIONS:
            yield str(Path(folder).expanduser() / application)
    for pattern in DOWNLOADED:
        yield from (str(path) for path in sorted(_download_folder().glob(pattern), reverse=True))


def _download_folder():
    chosen = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if chosen and chosen != "0":
        return Path(chosen)
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "ms-playwright"


def _starts(program):
    """Return whether the program is there and tells its version: Ubuntu's chromium may be a note to install a snap."""
    if not os.access(program, os.X_OK):
        return False
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _download():
    say("There is no Chromium or Chrome here: asking Playwright to download one ...")
    command = [str(python_of()), "-m", "playwright", "install", "--no-shell", "chromium"]
    try:
        subprocess.run(command, capture_output=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return


def _install_debian_package():
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    say("Installing Debian's package chromium, and what it is driven and drawn with ...")
    packages = ["chromium", "libatomic1", "fonts-dejavu-core"]  # a bare Debian has no font
    settings = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *command], env=settings, stdin=subprocess.DEVNULL, capture_output=True, check=False)


def main():
    """Print where the browser is."""
    say(ensure())
    return 0


if __name__ == "__main__":
    run(main)
